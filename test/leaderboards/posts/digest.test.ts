import { describe, expect, it } from 'vitest';
import { busiestHour } from '../../../src/leaderboards/posts/busiest-hour.ts';
import type { AttendanceHour } from '../../../src/store/attendance.ts';
import { DAY, type Flown, HOUR, NOW } from '../community.ts';
import { type Scene, specOf, startScene } from '../scene.ts';
import { addSchedule, BACKGROUND, keep, momentOf, post, textOf } from '../schedules/posting.ts';

const WEEK = 7 * DAY;

const PILOTS: Flown[] = Array.from({ length: 30 }, (_, index) => ({
  name: `Pilot ${index + 1}`,
  kills: 900 - index * 10,
  playtime: 36_000,
  discordId: String(100_000_000_000_000_000n + BigInt(index)),
}));

/** A mission more of somebody, flown an hour ago. */
function fly(scene: Scene, name: string, { kills = 0, hours = 1, module = 'F-16C_50' }): void {
  const pilot = scene.dcs?.world.pilots.find((one) => one.name === name);
  const [sortie] = pilot?.sorties ?? [];
  if (sortie === undefined) throw new Error('nobody flies');
  pilot?.sorties.push({
    ...sortie,
    module,
    endedAt: scene.now() - HOUR,
    playtime: hours * 3_600,
    kills: { ...sortie.kills, planes: kills },
  });
}

/** Two looks in each hour of some time before now. */
async function look({ store, now }: Scene, hours: number, playersAt: (at: number) => number): Promise<void> {
  for (let back = hours; back >= 1; back -= 1) {
    const at = Math.floor(now() / HOUR) * HOUR - back * HOUR;
    for (const minute of [5, 35]) {
      await store.attendance.note(at + minute * 60_000, [
        { api: 'dcs', serverId: 'A', players: playersAt(at) },
        { api: 'dcs', serverId: 'B', players: 1 },
        { api: 'battlemetrics', serverId: '1', players: 50 },
      ]);
    }
  }
}

describe('the digest of a week', () => {
  it('tells who rose, who added most and who is new, among more than it shows', async () => {
    const scene = await startScene({ dcs: 'current', pilots: PILOTS });
    const schedule = await addSchedule(scene, 'digest', specOf('kills', { top: 10 }));
    const first = await post(scene, schedule);
    expect(textOf(first)).toContain('The first digest');
    expect(first.shown.board.entries).toHaveLength(30);
    scene.advance(WEEK);
    fly(scene, 'Pilot 20', { kills: 95 });
    fly(scene, 'Pilot 3', { kills: 11 });
    fly(scene, 'Pilot 9', { kills: 35 });
    fly(scene, 'Pilot 1', { kills: 300 });
    const [model] = scene.dcs?.world.pilots ?? [];
    if (model === undefined) throw new Error('nobody flies');
    scene.dcs?.world.pilots.push({ ...structuredClone(model), ucid: 'f'.repeat(32), name: 'Rookie' });
    const text = textOf(await post(scene, schedule));
    expect(text).toContain('Rose most\n▲8 **Pilot 20** · #20 → #12\n▲2 **Pilot 9** · #9 → #7');
    expect(text).toMatch(/\*\*Pilot 1\*\* · \+300 kills/);
    expect(text).toMatch(/\*\*Pilot 20\*\* · \+95 kills/);
    expect(text).toMatch(/New on the board\n\*\*Rookie\*\* · #2/);
  });

  it('lets nobody rise by the order of equals, nor be new because nobody can be looked up', async () => {
    const equal = PILOTS.slice(0, 6).map((one, index) => ({
      ...one,
      name: index < 2 ? 'Viper' : one.name,
      ships: 1,
    }));
    const scene = await startScene({ dcs: 'current', pilots: equal });
    const schedule = await addSchedule(scene, 'digest', specOf('ship-kills'));
    await post(scene, schedule);
    scene.advance(WEEK);
    scene.dcs?.world.pilots.reverse();
    scene.dcs?.faults.set('/getuser', { kind: 'status', status: 400 });
    const text = textOf(await post(scene, schedule));
    expect(text).toMatch(/No changes/);
  });

  it('compares the attendance and the modules with the digest a week ago', async () => {
    const scene = await startScene({ dcs: 'current', pilots: PILOTS.slice(0, 4) });
    const schedule = await addSchedule(scene, 'digest', specOf('kills'));
    const first = textOf(await post(scene, schedule));
    expect(first).toMatch(/Favourite module\n\*\*F\\?-16C\\?_50\*\* · \*\*40 h\*\* since counting began/);
    expect(first).toMatch(/\*\*4\*\* different players\n\*\*40 h\*\* played$/m);
    scene.advance(WEEK);
    fly(scene, 'Pilot 1', { hours: 20, module: 'Su-27' });
    fly(scene, 'Pilot 1', { hours: 3, module: 'F-16C_50' });
    // A seat on the ground is no module that anybody flies.
    fly(scene, 'Pilot 1', { hours: 200, module: 'forward_observer' });
    const second = textOf(await post(scene, schedule));
    expect(second).toMatch(/\*\*Su-27\*\* · \*\*20 h\*\* this week/);
    expect(second).toMatch(/\*\*1\*\* different player · ▼ 75% \(4\b/);
    expect(second).toMatch(/\*\*223 h\*\* played · ▲ 458% \(40 h\b/);
  });

  it('knows of a module that was not listed before no more than that it was flown less', async () => {
    const hours = [...Array.from({ length: 10 }, (_, index) => 100 - index), 30];
    const scene = await startScene({
      dcs: 'current',
      pilots: hours.map((_, index) => ({ name: `Pilot ${index}`, kills: 1, playtime: 0 })),
    });
    for (const [index, flown] of hours.entries())
      fly(scene, `Pilot ${index}`, { hours: flown, module: `M${index}` });
    for (const pilot of scene.dcs?.world.pilots ?? []) pilot.sorties.splice(0, 1);
    const schedule = await addSchedule(scene, 'digest', specOf('kills'));
    await post(scene, schedule);
    scene.advance(WEEK);
    fly(scene, 'Pilot 0', { hours: 9, module: 'M0' });
    fly(scene, 'Pilot 10', { hours: 65, module: 'M10' });
    // 95 hours, and at most the 91 of the last one listed before: so much is sure to be of this week.
    expect(textOf(await post(scene, schedule))).toMatch(/\*\*M0\*\* · \*\*9\.0 h\*\* this week/);
  });

  it('compares with nothing that is not a week old', async () => {
    const scene = await startScene({ dcs: 'current', pilots: PILOTS.slice(0, 4) });
    const schedule = await addSchedule(scene, 'digest', specOf('kills'));
    await post(scene, schedule);
    scene.advance(2 * DAY);
    const text = textOf(await post(scene, schedule));
    expect(text).toMatch(/since counting began/);
    expect(text).not.toMatch(/[▲▼] \d+%/);
  });

  it('compares with no figures that were two weeks old, though they were posted a week ago', async () => {
    const scene = await startScene({ dcs: 'current', pilots: PILOTS.slice(0, 4) });
    const schedule = await addSchedule(scene, 'digest', specOf('kills'));
    await post(scene, schedule);
    scene.advance(WEEK);
    await scene.dcs?.goDown();
    const known = await scene.boards.content.lastKnown(schedule, momentOf(scene));
    const occurrence = await scene.store.occurrences.claim(schedule.id, scene.now());
    if (known === undefined || occurrence === undefined) throw new Error('nothing is known');
    await keep(scene, occurrence.id, known);
    scene.advance(WEEK);
    await scene.dcs?.comeBack();
    const text = textOf(await post(scene, schedule));
    expect(text).toContain(`What happened since <t:${NOW / 1000}:f>`);
    expect(text).toMatch(/since counting began/);
    expect(text).not.toMatch(/week before|this week/);
  });

  it('compares nothing that DCSServerBot counted with what the bot saw itself', async () => {
    const scene = await startScene({ dcs: 'current', pilots: PILOTS.slice(0, 4) });
    const schedule = await addSchedule(scene, 'digest', specOf('kills'));
    await post(scene, schedule);
    scene.advance(WEEK);
    await look(scene, 7 * 24, () => 2);
    scene.dcs?.faults.set('/server_attendance', { kind: 'status', status: 400 });
    const text = textOf(await post(scene, schedule));
    expect(text).toMatch(/\*\*504 h\*\* played$/m);
    expect(text).not.toMatch(/week before/);
    scene.advance(WEEK);
    scene.dcs?.faults.clear();
    expect(textOf(await post(scene, schedule))).not.toMatch(/week before/);
  });

  it('does not take the change of a figure of the last month for what was added in a week', async () => {
    const scene = await startScene({
      dcs: 'documented',
      pilots: PILOTS.slice(0, 4).map((one, index) => ({ ...one, pvpKills: 9 - index })),
    });
    const schedule = await addSchedule(scene, 'digest', specOf('kills'));
    await post(scene, schedule);
    scene.advance(WEEK);
    const [sortie] = scene.dcs?.world.pilots[3]?.sorties ?? [];
    if (sortie !== undefined) sortie.killsPvp += 30;
    const text = textOf(await post(scene, schedule));
    expect(text).toMatch(/Rose most\n▲3 \*\*Pilot 4\*\*/);
    expect(text).not.toMatch(/Added most/);
  });

  it('tells what the bot itself saw where the API does not count', async () => {
    const scene = await startScene({
      dcs: 'documented',
      pilots: PILOTS.slice(0, 4).map((one) => ({ ...one, pvpKills: 4 })),
    });
    const busy = (at: number): number => (at === NOW - 38 * HOUR ? 9 : at < NOW - WEEK ? 1 : 2);
    await look(scene, 14 * 24, busy);
    const schedule = await addSchedule(scene, 'digest', specOf('kills'), 'Europe/Berlin');
    const text = textOf(await post(scene, schedule));
    // 19:00 UTC on Friday.
    expect(text).toMatch(/\*\*Fridays 20:00–21:00\*\* \(Europe\\?\/Berlin\)\n\*\*10\*\* players on average/);
    // Of each hour three players now, two before; and seven more in the busy one.
    expect(text).toMatch(/\*\*511 h\*\* played · ▲ 52% \(336 h\b/);
    expect(text).not.toMatch(/Favourite module|different players/);
  });

  it('leaves out what it does not know, and stands all the same', async () => {
    const scene = await startScene({ dcs: 'current', pilots: PILOTS.slice(0, 4) });
    scene.dcs?.faults.set('/server_attendance', { kind: 'status', status: 400 });
    await look(scene, 20, () => 3);
    const schedule = await addSchedule(scene, 'digest', specOf('kills'));
    const { shown, ...made } = await post(scene, schedule);
    expect(shown.digest).toEqual({});
    expect(textOf({ shown, ...made })).toMatch(/Pilot 1/);
    expect(textOf({ shown, ...made })).not.toMatch(/Busiest|Favourite|different players|played/);
    expect(scene.warnings()).toContain('without the attendance');
  });

  it('is shown as it was known last while the API does not answer', async () => {
    const scene = await startScene({ dcs: 'current', pilots: PILOTS.slice(0, 4) });
    const schedule = await addSchedule(scene, 'digest', specOf('kills'));
    const { shown } = await post(scene, schedule);
    await scene.dcs?.goDown();
    scene.advance(DAY);
    await expect(scene.boards.content.prepare(schedule, momentOf(scene), BACKGROUND)).rejects.toMatchObject({
      kind: 'refused',
    });
    const known = await scene.boards.content.lastKnown(schedule, momentOf(scene));
    if (known === undefined) throw new Error('nothing is known');
    expect(textOf(known)).toMatch(
      /DCSServerBot does not answer[\s\S]*Pilot 1[\s\S]*\*\*4\*\* different players/,
    );
    expect(known.shown.digest).toEqual(shown.digest);
  });
});

describe('the busiest hour', () => {
  const hours = (count: number, playersAt: (at: number) => number): AttendanceHour[] =>
    Array.from({ length: count }, (_, index) => {
      const hour = NOW - WEEK + index * HOUR;
      return { api: 'dcs', serverId: 'A', hour, looks: 2, players: 2 * playersAt(hour), most: 9 };
    });

  it('is none after less than a day, and none when nobody came', () => {
    expect(
      busiestHour(
        hours(23, () => 5),
        'UTC',
      ),
    ).toBeUndefined();
    expect(
      busiestHour(
        hours(168, () => 0),
        'UTC',
      ),
    ).toBeUndefined();
  });

  it('is told in the zone of the schedule', () => {
    // Sunday 22 November 2026, 02:00 UTC.
    const at = NOW - 7 * HOUR;
    const seen = hours(168, (hour) => (hour === at ? 12 : 3));
    expect(busiestHour(seen, 'UTC')).toEqual({ weekday: 0, hour: 2, average: 12 });
    expect(busiestHour(seen, 'America/New_York')).toEqual({ weekday: 6, hour: 21, average: 12 });
    expect(busiestHour(seen, 'Asia/Kolkata')).toEqual({ weekday: 0, hour: 7, average: 12 });
  });
});
