import { describe, expect, it } from 'vitest';
import { movesSince } from '../../../src/leaderboards/posts/movement.ts';
import { DAY, type Flown, HOUR, NOW, ucidOf } from '../community.ts';
import { namesOf, type Scene, specOf, startScene } from '../scene.ts';
import { addSchedule, BACKGROUND, keep, momentOf, post, textOf } from '../schedules/posting.ts';

const FOUR: Flown[] = ['Ann', 'Bob', 'Cid', 'Dan'].map((name, index) => ({
  name,
  kills: 40 - index * 10,
  discordId: `10000000000000000${index + 1}`,
}));

/** Somebody makes some more kills. */
function shoot({ dcs }: Scene, name: string, kills: number): void {
  const sortie = dcs?.world.pilots.find((pilot) => pilot.name === name)?.sorties[0];
  if (sortie !== undefined) sortie.kills = { ...sortie.kills, planes: sortie.kills.planes + kills };
}

describe('the post of a board', () => {
  it('has no movement the first time, and tells it from then on', async () => {
    const scene = await startScene({ dcs: 'current', pilots: FOUR });
    const schedule = await addSchedule(scene, 'board', specOf('kills'));
    expect(textOf(await post(scene, schedule))).not.toMatch(/▲|▼|NEW/);
    shoot(scene, 'Dan', 25);
    scene.advance(DAY);
    const second = await post(scene, schedule);
    expect(namesOf(second.shown.board)).toEqual(['Ann', 'Dan', 'Bob']);
    expect(textOf(second)).toMatch(/NEW.*Dan/);
    expect(textOf(second)).toMatch(/▼1.*Bob/);
    shoot(scene, 'Dan', 25);
    scene.advance(DAY);
    expect(textOf(await post(scene, schedule))).toMatch(/▲1.*Dan/);
  });

  it('has no movement against a post of other rules', async () => {
    const scene = await startScene({ dcs: 'current', pilots: FOUR });
    const schedule = await addSchedule(scene, 'board', specOf('kdr', { order: 'plain' }));
    await post(scene, schedule);
    const content = { kind: 'board', spec: specOf('kdr', { order: 'weighted' }) } as const;
    const changed = await scene.store.schedules.change(schedule.id, { ...schedule, content });
    scene.advance(DAY);
    if (changed === undefined) throw new Error('the schedule is gone');
    expect(textOf(await post(scene, changed))).not.toMatch(/▲|▼|NEW/);
  });

  it('has no movement against the figures of another version', async () => {
    const scene = await startScene({
      dcs: 'documented',
      pilots: FOUR.map((one, index) => ({ ...one, pvpKills: index + 1 })),
    });
    const schedule = await addSchedule(scene, 'board', specOf('kills'));
    expect(namesOf((await post(scene, schedule)).shown.board)).toEqual(['Dan', 'Cid', 'Bob']);
    scene.dcs?.setVersion('current');
    scene.advance(DAY);
    const second = await post(scene, schedule);
    expect(second.shown.board.version).toBe('current');
    expect(textOf(second)).not.toMatch(/▲|▼|NEW/);
  });

  it('can be found again by its buttons', async () => {
    const scene = await startScene({ dcs: 'current', pilots: FOUR });
    const schedule = await addSchedule(scene, 'board', specOf('air-kills'));
    const { message } = await scene.boards.content.prepare(schedule, momentOf(scene), BACKGROUND);
    const ids = (message.components ?? []).flatMap((row) =>
      row.components.flatMap((one) => ('custom_id' in one ? [one.custom_id] : [])),
    );
    expect(ids.length).toBeGreaterThan(1);
    expect(ids.every((id) => id.endsWith('.abcdefgh12345678'))).toBe(true);
    const view = /:all:(\w+)\./.exec(ids.join(' '))?.[1] ?? '';
    expect(await scene.store.boardViews.get(view)).toEqual(specOf('air-kills'));
  });

  it('fails when the API does not answer and nothing is in the cache', async () => {
    const scene = await startScene({ dcs: 'current', pilots: FOUR });
    const schedule = await addSchedule(scene, 'board', specOf('kills'));
    await scene.dcs?.goDown();
    const made = scene.boards.content.prepare(schedule, momentOf(scene), BACKGROUND);
    await expect(made).rejects.toMatchObject({ kind: 'refused' });
  });

  it('says how old its figures are when they are not of now', async () => {
    const scene = await startScene({ dcs: 'current', pilots: FOUR });
    const schedule = await addSchedule(scene, 'board', specOf('kills'));
    await scene.boards.content.prepare(schedule, momentOf(scene), BACKGROUND);
    await scene.dcs?.goDown();
    scene.advance(10 * 60_000);
    const made = await scene.boards.content.prepare(schedule, momentOf(scene), BACKGROUND);
    expect(textOf(made)).toContain('DCSServerBot does not answer');
  });
});

describe('the last known data', () => {
  it('are shown with their age, without whoever is left off since, and not after a week', async () => {
    const scene = await startScene({ dcs: 'current', pilots: FOUR });
    const schedule = await addSchedule(scene, 'board', specOf('kills'));
    const first = await post(scene, schedule);
    await scene.boards.exclusions.add('Ann', 'banned', '1', BACKGROUND);
    await scene.optOut('100000000000000003');
    await scene.dcs?.goDown();
    scene.advance(DAY);
    const known = await scene.boards.content.lastKnown(schedule, momentOf(scene));
    if (known === undefined) throw new Error('nothing is known');
    expect(textOf(known)).toContain('DCSServerBot does not answer');
    expect(known.shown.board.entries.map(({ rank, name }) => [rank, name])).toEqual([[1, 'Bob']]);
    expect(known.shown.board.ranked).toEqual({ count: 1, more: true });
    expect(known.shown.board.asOf).toBe(first.shown.board.asOf);
    scene.advance(7 * DAY);
    expect(await scene.boards.content.lastKnown(schedule, momentOf(scene))).toBeUndefined();
  });

  it('tell by weight what is missing to who is above now, not to who is left off since', async () => {
    const scene = await startScene({
      dcs: 'current',
      pilots: FOUR.map((one, index) => ({ ...one, deaths: index * 5 })),
    });
    const schedule = await addSchedule(scene, 'board', specOf('kdr', { order: 'weighted' }));
    const { shown } = await post(scene, schedule);
    await scene.boards.exclusions.add('Bob', 'banned', '1', BACKGROUND);
    const expected = (await scene.boards.read(schedule.content.spec, BACKGROUND)).entries[1];
    await scene.dcs?.goDown();
    const known = await scene.boards.content.lastKnown(schedule, momentOf(scene));
    const cid = known?.shown.board.entries[1];
    expect(cid?.name).toBe('Cid');
    expect(cid?.killsToPass).toBe(expected?.killsToPass);
    expect(cid?.killsToPass).not.toBe(shown.board.entries[2]?.killsToPass);
  });

  it('are none after a restart when somebody opted out since, for nobody knows who that is', async () => {
    const scene = await startScene({ dcs: 'current', pilots: FOUR });
    const schedule = await addSchedule(scene, 'board', specOf('kills'));
    await post(scene, schedule);
    await scene.dcs?.goDown();
    const known = (boards = scene.restarted()) => boards.content.lastKnown(schedule, momentOf(scene));
    expect(await known()).toBeDefined();
    scene.advance(1_000);
    await scene.optOut('100000000000000009');
    expect(await known()).toBeUndefined();
    // A process that met all of them knows that it is none of these.
    expect(await known(scene.boards)).toBeDefined();
  });

  it('are what the post after them compares with, as of the time that they are of', async () => {
    const scene = await startScene({ dcs: 'current', pilots: FOUR });
    const schedule = await addSchedule(scene, 'board', specOf('kills'));
    await post(scene, schedule);
    scene.advance(DAY);
    await scene.dcs?.goDown();
    const known = await scene.boards.content.lastKnown(schedule, momentOf(scene));
    const occurrence = await scene.store.occurrences.claim(schedule.id, scene.now());
    if (known === undefined || occurrence === undefined) throw new Error('nothing is known');
    await keep(scene, occurrence.id, known);
    scene.advance(DAY);
    await scene.dcs?.comeBack();
    expect(textOf(await post(scene, schedule))).toContain(`▲▼ since <t:${NOW / 1000}:f>`);
  });

  it('are none before the first post, and none of other rules', async () => {
    const scene = await startScene({ dcs: 'current', pilots: FOUR });
    const schedule = await addSchedule(scene, 'board', specOf('kills'));
    expect(await scene.boards.content.lastKnown(schedule, momentOf(scene))).toBeUndefined();
    await post(scene, schedule);
    const other = { ...schedule, content: { kind: 'board', spec: specOf('credits') } } as const;
    expect(await scene.boards.content.lastKnown(other, momentOf(scene))).toBeUndefined();
    const digest = { ...schedule, content: { ...schedule.content, kind: 'digest' } } as const;
    expect(await scene.boards.content.lastKnown(digest, momentOf(scene))).toBeUndefined();
  });
});

it('knows people again across posts though they could not be looked up once', async () => {
  const scene = await startScene({ dcs: 'current', pilots: FOUR });
  const schedule = await addSchedule(scene, 'board', specOf('kills'));
  scene.dcs?.faults.set('/getuser', { kind: 'status', status: 400 });
  const { shown: first } = await post(scene, schedule);
  expect(first.board.entries[0]?.key).toBe('nick:Ann');
  scene.dcs?.faults.clear();
  scene.advance(HOUR);
  const { shown: second } = await post(scene, schedule);
  expect(second.board.entries[0]?.key).toBe(`ucid:${ucidOf(0)}`);
  const moves = movesSince(second.board.entries, first.board.entries);
  expect([...moves.values()]).toEqual([{ kind: 'same' }, { kind: 'same' }, { kind: 'same' }]);
});
