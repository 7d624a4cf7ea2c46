import { describe, expect, it } from 'vitest';
import { DAY, HOUR, NOW } from '../community.ts';
import { namesOf, PERSON, specOf, startScene } from '../scene.ts';

const SERVER = { id: '1000101', name: 'Rust' };
const spec = specOf('bm-playtime', { server: SERVER, top: 5 });

/** The players of the server, by their time on it. */
async function startPlayed(scopes: readonly string[] = ['ban', 'rcon']) {
  const scene = await startScene({
    battlemetrics: { tokens: [{ token: 'simulator-token', scopes }] },
  });
  const world = scene.battlemetrics?.world;
  if (world === undefined) throw new Error('no simulator');
  const timeOf = (visits: (typeof world.players)[number]['visits']): number =>
    visits.find(({ serverId }) => serverId === SERVER.id)?.timePlayed ?? 0;
  const byTime = world.players
    .filter(({ visits }) => timeOf(visits) > 0)
    .toSorted((a, b) => timeOf(b.visits) - timeOf(a.visits));
  return { ...scene, world, byTime };
}

const holds = ({ expires }: { readonly expires: number | null }): boolean =>
  expires === null || expires > NOW;

describe('the board of time played on BattleMetrics', () => {
  it('ranks the players of one server by their time, without those who are banned', async () => {
    const { boards, world, byTime } = await startPlayed();
    world.bans.splice(0);
    const all = await boards.read(spec, PERSON);
    expect(namesOf(all)).toEqual(byTime.slice(0, 5).map(({ name }) => name));
    expect(all).toMatchObject({ version: null, metric: null, ranked: { more: true } });
    expect(all.entries[0]?.key).toBe(`bm:${byTime[0]?.id}`);
  });

  it('leaves off whoever has a ban that holds, and no other', async () => {
    const { boards, world, byTime } = await startPlayed();
    const [held, lapsed] = [world.bans.find(holds), world.bans.find((ban) => !holds(ban))];
    if (held === undefined || lapsed === undefined) throw new Error('no such bans');
    world.bans.splice(0, world.bans.length, held, lapsed);
    held.playerId = byTime[1]?.id;
    lapsed.playerId = byTime[2]?.id;
    const first = await boards.read(spec, PERSON);
    const second = await boards.read(spec, PERSON, 1);
    expect([...namesOf(first), ...namesOf(second)]).toEqual(
      byTime
        .slice(0, 11)
        .filter((_, index) => index !== 1)
        .map(({ name }) => name),
    );
  });

  it('leaves off whoever an admin excluded', async () => {
    const { boards, world, byTime } = await startPlayed();
    world.bans.splice(0);
    await boards.exclusions.add(`bm:${byTime[1]?.id}`, 'staff', '1', PERSON);
    const board = await boards.read(spec, PERSON);
    expect(namesOf(board)).toEqual(
      byTime
        .slice(0, 6)
        .filter((_, index) => index !== 1)
        .map(({ name }) => name),
    );
    expect(board.entries.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5]);
  });

  it('asks again later whether the token may read bans: what refused it may have been a proxy', async () => {
    const { boards, world, byTime, battlemetrics, advance } = await startPlayed();
    const held = world.bans.find(holds);
    if (held === undefined) throw new Error('no ban holds');
    held.playerId = byTime[1]?.id;
    held.expires = null;
    battlemetrics?.faults.add({ fault: { kind: 'html', status: 403 }, path: '/bans' });
    expect(namesOf(await boards.read(spec, PERSON))).toContain(byTime[1]?.name);
    battlemetrics?.faults.clear();
    advance(HOUR);
    expect(namesOf(await boards.read(spec, PERSON))).not.toContain(byTime[1]?.name);
  });

  it('says once that the token may not read bans, and shows the board', async () => {
    const { boards, byTime, warnings, advance } = await startPlayed([]);
    expect(namesOf(await boards.read(spec, PERSON))).toEqual(byTime.slice(0, 5).map(({ name }) => name));
    advance(HOUR);
    await boards.read(spec, PERSON);
    expect(warnings().match(/may not read bans/g)).toHaveLength(1);
  });

  it('asks for a period in full hours, so that equal questions are one', async () => {
    const { boards, battlemetrics, advance } = await startPlayed();
    const week = { ...spec, period: 'week' as const };
    const { covers } = await boards.read(week, PERSON);
    advance(60_000);
    await boards.read(week, PERSON);
    expect(covers).toBe('week');
    const asked = (battlemetrics?.requests ?? []).filter(({ path }) => path.endsWith('/leaderboards/time'));
    const to = Math.floor(NOW / HOUR) * HOUR;
    const second = (time: number): string => new Date(time).toISOString().slice(0, 19);
    expect(asked.map(({ query }) => query.get('filter[period]'))).toEqual([
      `${second(to - 7 * DAY)}Z:${second(to)}Z`,
    ]);
  });

  it('takes the minimum in minutes', async () => {
    const { boards, world, byTime } = await startPlayed();
    world.bans.splice(0);
    const third = byTime[2]?.visits.find(({ serverId }) => serverId === SERVER.id)?.timePlayed ?? 0;
    const board = await boards.read({ ...spec, minimum: Math.floor(third / 60) }, PERSON);
    expect(board.entries).toHaveLength(3);
    expect(board.ranked).toEqual({ count: 3, more: false });
  });
});
