import { PASSES } from '../dcsserverbot/create-traps.ts';
import type { SimulatedPilot, SimulatedSortie } from '../dcsserverbot/world.ts';
import type { Random } from './random.ts';

/** What lands on a carrier. */
const NAVAL: readonly string[] = ['FA-18C_hornet', 'F-14B', 'Su-33', 'AV8BNA'];

/**
 * After a flight that ended well on a carrier: how the landing was, by the skill (0 to 1) of the pilot.
 * @param random a stream of its own, so that nothing else in the world depends on landings
 */
export function landOnCarrier(
  random: Random,
  pilot: SimulatedPilot,
  { sortie, skill }: { readonly sortie: SimulatedSortie; readonly skill: number },
): void {
  const { module, landings, endedAt, server } = sortie;
  if (landings === 0 || !NAVAL.includes(module) || !random.chance(0.6)) return;
  const { grade, points, comment } = random.chance(0.25 + 0.6 * skill)
    ? random.pick(PASSES.slice(0, 2))
    : random.pick(PASSES);
  pilot.traps ??= [];
  pilot.traps.push({
    id: random.between(1, 2_000_000_000),
    unitType: module,
    grade,
    comment,
    place: random.chance(0.8) ? 'CVN-73' : 'LHA-1 Tarawa',
    trapcase: random.between(1, 3),
    wire: grade === '--' ? null : random.between(1, 4),
    night: random.chance(0.2),
    points,
    at: endedAt * 1_000 + random.between(1, 999),
    server,
  });
}
