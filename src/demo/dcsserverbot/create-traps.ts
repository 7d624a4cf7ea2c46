import type { SimulatedTrap } from './world.ts';

/** A pass as the landing officer graded it. */
export interface Pass {
  readonly grade: string;
  readonly points: number;
  readonly comment: string;
}

export const PASSES: readonly Pass[] = [
  { grade: 'OK', points: 4, comment: 'DLX LOIM' },
  { grade: '(OK)', points: 3, comment: '(LUR) _F_IC' },
  { grade: '--', points: 2, comment: '' },
  { grade: 'WO', points: 1, comment: 'DLX LOIM' },
  { grade: 'C', points: 0, comment: '' },
];

/**
 * Some landings of one pilot, two to nine, the latest first, on both servers in turn.
 * @param pilot number of the pilot, which makes the landings differ
 * @param before epoch milliseconds
 */
export function createTraps(pilot: number, before: number, servers: readonly string[]): SimulatedTrap[] {
  return Array.from({ length: 2 + ((pilot * 5) % 8) }, (_, index): SimulatedTrap => {
    const mix = pilot * 7 + index * 3;
    const { grade, points, comment } = PASSES[mix % PASSES.length] ?? { grade: 'OK', points: 4, comment: '' };
    return {
      id: pilot * 10 + index + 1,
      unitType: 'FA-18C_hornet',
      grade,
      comment,
      place: mix % 4 === 0 ? 'LHA-1 Tarawa' : 'CVN-73',
      trapcase: 1 + (mix % 3),
      wire: grade === '--' ? null : 1 + (mix % 4),
      night: mix % 6 === 0,
      points,
      at: (before - index * 80_000_000) * 1000 + 443_854,
      server: servers[index % servers.length] ?? '',
    };
  });
}
