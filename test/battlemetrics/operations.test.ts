import { describe, expect, it } from 'vitest';
import { OPERATIONS } from '../../src/battlemetrics/battlemetrics.ts';
import type { AnyOperation } from '../../src/battlemetrics/operation.ts';
import type { BattleMetricsSimulator } from '../../src/demo/battlemetrics/simulator.ts';
import { simulator as startSimulator } from '../demo/battlemetrics/harness.ts';

const DECLARED = Object.entries(OPERATIONS).flatMap(([resource, operations]) =>
  Object.entries<AnyOperation>(operations).map(
    ([name, operation]) => [`${resource}.${name}`, operation] as const,
  ),
);
/** Matching tells those who may not see an identifier that nobody has it, and refuses nobody. */
const GUARDED = DECLARED.filter(([, { scope, reads }]) => scope !== undefined && reads !== true);
const OPEN = DECLARED.filter(([, { scope, reads }]) => scope === undefined || reads === true);

/** A path with ids of things that are there. */
function pathIn({ world }: BattleMetricsSimulator, template: string): string {
  const [player, ban, server] = [world.players[0]?.id, world.bans[0]?.id, world.servers[0]?.id];
  const flag = world.flags[0]?.id ?? '';
  world.flagPlayers.push({ playerId: player ?? '', flagId: flag, addedAt: 0, removedAt: undefined });
  const exemption = {
    id: flag,
    banId: ban ?? '',
    organizationId: world.organization.id,
    reason: null,
  };
  world.exemptions.push(exemption);
  world.reservedSlots.push({
    id: flag,
    playerId: player ?? '',
    serverIds: null,
    identifiers: [],
    expires: null,
    createdAt: 0,
    userId: world.user.id,
    meta: null,
  });
  const ids: Readonly<Record<string, string | undefined>> = {
    bans: ban,
    'ban-lists': world.banLists[0]?.id,
    exemptions: flag,
    flags: flag,
    notes: world.notes.find(({ playerId }) => playerId === player)?.id,
    'player-flags': flag,
    players: player,
    'reserved-slots': flag,
    servers: server,
  };
  return template.replaceAll(/([a-z-]+)\/\{[^}]+\}/g, (_all, kind: string) => `${kind}/${ids[kind]}`);
}

const query = (path: string): string =>
  path === '/bans/export' ? '?format=ark/banlist.txt' : path.endsWith('/time') ? '?filter[period]=AT' : '';

describe('the simulated API', () => {
  it.each(GUARDED)('lets nobody into %s without the scope that is named', async (_name, operation) => {
    const scope = operation.scope ?? '';
    const others = DECLARED.flatMap(([, other]) => other.scope ?? []).filter(
      (other) => other !== scope && !scope.startsWith(`${other}:`),
    );
    const { sim, ask } = await startSimulator({
      tokens: [
        { token: 'without', scopes: others },
        { token: 'with', scopes: [scope] },
      ],
    });
    const { method, path } = operation;
    const target = pathIn(sim, path) + query(path);
    expect(target).not.toContain('undefined');
    const body = operation.body === undefined ? undefined : {};
    expect((await ask(method, target, { token: 'without', body })).status).toBe(403);
    // A body that is asked for and empty is refused for what it lacks, which is further than the scope.
    const { status } = await ask(method, target, { token: 'with', body });
    expect(status).toBe(body === undefined ? (operation.answer.kind === 'empty' ? 204 : 200) : 400);
  });

  it.each(OPEN)('has %s for every token', async (_name, operation) => {
    const { sim, ask } = await startSimulator({ tokens: [{ token: 'none', scopes: [] }] });
    const { method, path } = operation;
    const target = pathIn(sim, path) + query(path);
    const body = operation.body === undefined ? undefined : {};
    const { status } = await ask(method, target, { token: 'none', body });
    expect(status).toBe(body === undefined ? (operation.answer.kind === 'empty' ? 204 : 200) : 400);
  });

  it.each(DECLARED.filter(([, { method }]) => method === 'GET'))(
    'refuses what %s was never asked for',
    async (_name, operation) => {
      const { sim, ask } = await startSimulator();
      const target = pathIn(sim, operation.path);
      expect((await ask('GET', `${target}?filter[nonsense]=1`)).status).toBe(400);
    },
  );
});
