import { describe, expect, test } from 'vitest';
import { UserError } from '../../../src/message/user-error.ts';
import type { FlagRequest } from '../../../src/store/moderation-request.ts';
import { type BotProcess, call, kestrel, merlin, order, setScene } from '../scene.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

async function setUp(whenOver: 'remove' | 'ask' = 'remove') {
  const scene = await setScene();
  const { world, clock, channel, player, moderation, store } = scene;
  const flag = world.flags[0];
  if (flag === undefined) throw new Error('there are no flags');
  world.flagPlayers.length = 0;
  const request = (endsIn: number, over = whenOver): FlagRequest => ({
    kind: 'flag-add',
    subject: { playerId: player.id, name: player.name, steamId: null },
    playerId: player.id,
    flagId: flag.id,
    flagName: flag.name,
    expiry: { at: clock.now() + endsIn, whenOver: over },
  });
  const { expiry: _, ...forGood } = request(0);
  const putOn = (endsIn = 2 * HOUR) => moderation.perform(request(endsIn), order(kestrel));
  return {
    ...scene,
    putOn,
    putOnForGood: () => moderation.perform(forGood, order(merlin)),
    takeOff: () => moderation.perform({ ...forGood, kind: 'flag-remove' }, order(merlin)),
    flagRequest: request,
    has: () =>
      world.flagPlayers.some(
        (one) => one.playerId === player.id && one.flagId === flag.id && one.removedAt === undefined,
      ),
    /** As somebody does it on BattleMetrics' page. */
    takeOffElsewhere: () => {
      for (const one of world.flagPlayers) one.removedAt = clock.now();
    },
    pass: async (ms = MINUTE, { moderation: bot }: BotProcess = scene) => {
      clock.offset += ms;
      await bot.round();
    },
    removals: async () =>
      (
        await store.actions.search({ player: player.id, kinds: ['flag-remove'], states: STATES }, 100)
      ).toReversed(),
    questions: () =>
      channel.messages.filter(({ message }) =>
        JSON.stringify(message).includes('The time of a flag is over'),
      ),
    state: async (actionId: string) => (await store.flagExpiries.get(actionId))?.state,
    sent: () => scene.writes().filter(({ method }) => method === 'DELETE').length,
  };
}

const STATES = ['draft', 'sending', 'done', 'failed', 'unknown', 'cancelled', 'lapsed'] as const;

describe('a flag that is put on for a time', () => {
  test('is taken off when the time is over, in the name of who put it on', async () => {
    const { putOn, has, pass, removals, told, channel, state } = await setUp();
    const { id } = await putOn();
    await pass(HOUR);
    expect(has()).toBe(true);
    await pass(HOUR);
    expect(has()).toBe(false);
    const [removal, another] = await removals();
    expect(another).toBeUndefined();
    expect(removal).toMatchObject({
      state: 'done',
      moderator: kestrel,
      cause: { kind: 'expiry', of: id },
      request: { kind: 'flag-remove' },
    });
    await told(removal?.id ?? '');
    expect(channel.messages).toHaveLength(2);
    expect(await state(id)).toBe('over');
  });

  test('stays when it could not be put on in the first place', async () => {
    const { putOn, pass, simulator, sent } = await setUp();
    simulator.faults.add({ fault: { kind: 'status', status: 403 }, method: 'POST', times: 1 });
    expect(await putOn()).toMatchObject({ state: 'failed' });
    await pass(3 * HOUR);
    expect(sent()).toBe(0);
  });

  test('is nothing to see to when somebody took it off on BattleMetrics meanwhile', async () => {
    const { putOn, pass, takeOffElsewhere, sent, removals, state } = await setUp();
    const { id } = await putOn();
    takeOffElsewhere();
    await pass(3 * HOUR);
    expect(sent()).toBe(0);
    expect(await removals()).toEqual([]);
    expect(await state(id)).toBe('over');
  });

  test('stays when it was taken off with the bot and put on anew without an end', async () => {
    const { putOn, takeOff, putOnForGood, has, pass, sent } = await setUp();
    await putOn();
    await takeOff();
    await putOnForGood();
    await pass(3 * HOUR);
    expect(has()).toBe(true);
    expect(sent()).toBe(1);
  });

  test('stays when it was taken off and put on anew on BattleMetrics', async () => {
    const { putOn, takeOffElsewhere, world, clock, has, pass, player, sent } = await setUp();
    await putOn();
    takeOffElsewhere();
    await pass(HOUR);
    const flagId = world.flags[0]?.id ?? '';
    world.flagPlayers.push({ playerId: player.id, flagId, addedAt: clock.now(), removedAt: undefined });
    await pass(2 * HOUR);
    expect(has()).toBe(true);
    expect(sent()).toBe(0);
  });

  test('stays when it was put on anew by a process that was killed before it noted the end of the first one', async () => {
    const { putOn, flagRequest, store, has, pass, sent, state } = await setUp();
    const { id } = await putOn();
    const { expiry: _, ...request } = flagRequest(0);
    const again = await store.actions.create({ moderator: merlin, request, lapsesAt: null });
    await store.actions.move(again.id, 'draft', 'sending');
    await store.actions.move(again.id, 'sending', 'done', { result: { alreadySo: true } });
    expect(await state(id)).toBe('waiting');
    await pass(3 * HOUR);
    expect(has()).toBe(true);
    expect(sent()).toBe(0);
    expect(await state(id)).toBe('over');
  });

  test('is taken off at the time that was said last', async () => {
    const { putOn, has, pass, state, store, player } = await setUp();
    const first = await putOn(2 * HOUR);
    const second = await putOn(5 * HOUR);
    expect(await state(first.id)).toBe('over');
    expect(await store.flagExpiries.ofPlayer(player.id)).toMatchObject([{ actionId: second.id }]);
    await pass(3 * HOUR);
    expect(has()).toBe(true);
    await pass(2 * HOUR);
    expect(has()).toBe(false);
  });

  test('has its end again when somebody took it off by mistake, and undoes that', async () => {
    const { putOn, has, pass, moderation, player, flagRequest } = await setUp();
    await putOn(2 * HOUR);
    const { flagId } = flagRequest(0);
    const removal = await moderation.perform(
      await moderation.flags.removeRequest({ player: player.id, flag: flagId }, call),
      order(merlin),
    );
    const { action } = await moderation.undo(removal.id, order(merlin));
    await moderation.confirm(action.id, merlin, call);
    await pass(HOUR);
    expect(has()).toBe(true);
    await pass(2 * HOUR);
    expect(has()).toBe(false);
  });

  test('keeps its end when another one could not be set', async () => {
    const { putOn, has, pass, simulator } = await setUp();
    await putOn(2 * HOUR);
    simulator.faults.add({ fault: { kind: 'status', status: 403 }, method: 'POST', times: 1 });
    expect(await putOn(5 * HOUR)).toMatchObject({ state: 'failed' });
    await pass(3 * HOUR);
    expect(has()).toBe(false);
  });

  test('is taken off once BattleMetrics answers again, by one removal', async () => {
    const { putOn, has, pass, removals, simulator } = await setUp();
    await putOn();
    await pass(2 * HOUR - MINUTE);
    simulator.faults.add({ fault: { kind: 'status', status: 503 } });
    for (let minutes = 0; minutes < 60; minutes += 10) await pass(10 * MINUTE);
    expect(await removals()).toEqual([]);
    simulator.faults.clear();
    await pass();
    expect(has()).toBe(false);
    expect(await removals()).toHaveLength(1);
  });

  test('is tried to be taken off once a day while BattleMetrics refuses', async () => {
    const { putOn, has, pass, removals, simulator } = await setUp();
    await putOn();
    simulator.faults.add({ fault: { kind: 'status', status: 403 }, method: 'DELETE' });
    await pass(2 * HOUR);
    for (let hours = 0; hours < 23; hours += 1) await pass(HOUR);
    expect(await removals()).toMatchObject([{ state: 'failed' }]);
    await pass(2 * HOUR);
    expect(await removals()).toMatchObject([{ state: 'failed' }, { state: 'failed' }]);
    simulator.faults.clear();
    await pass(DAY);
    expect(has()).toBe(false);
    expect(await removals()).toMatchObject([{ state: 'failed' }, { state: 'failed' }, { state: 'done' }]);
  });
});

describe('a process that is killed while it takes a flag off', () => {
  test('before it wrote the removal down is followed by one that takes it off', async () => {
    const { putOn, pass, clock, store, boot, has, removals, state } = await setUp();
    const { id } = await putOn();
    clock.offset += 2 * HOUR;
    await store.flagExpiries.move(id, 'waiting', 'removing');
    await pass(MINUTE, await boot());
    expect(has()).toBe(false);
    expect(await removals()).toHaveLength(1);
    expect(await state(id)).toBe('over');
  });

  test.each([0, 5 * MINUTE])('before it sent the removal, and %i ms pass', async (later) => {
    const { putOn, pass, clock, store, boot, has, sent, removals, flagRequest } = await setUp();
    const { id } = await putOn();
    clock.offset += 2 * HOUR;
    await store.flagExpiries.move(id, 'waiting', 'removing');
    const { expiry: _, ...request } = flagRequest(0);
    await store.actions.create({
      moderator: kestrel,
      request: { ...request, kind: 'flag-remove' },
      lapsesAt: clock.now() + MINUTE,
      cause: { kind: 'expiry', of: id },
      requestKey: `expiry-${id}`,
    });
    await pass(later, await boot());
    expect(has()).toBe(false);
    expect(sent()).toBe(1);
    expect((await removals()).filter(({ state }) => state === 'done')).toHaveLength(1);
  });

  test('after BattleMetrics took it off, without having written that down', async () => {
    const { putOn, pass, clock, store, boot, takeOffElsewhere, removals, flagRequest, sent, told, state } =
      await setUp();
    const { id } = await putOn();
    clock.offset += 2 * HOUR;
    await store.flagExpiries.move(id, 'waiting', 'removing');
    const { expiry: _, ...request } = flagRequest(0);
    const draft = await store.actions.create({
      moderator: kestrel,
      request: { ...request, kind: 'flag-remove' },
      lapsesAt: clock.now() + MINUTE,
      cause: { kind: 'expiry', of: id },
      requestKey: `expiry-${id}`,
    });
    await store.actions.move(draft.id, 'draft', 'sending');
    takeOffElsewhere();
    const next = await boot();
    await next.moderation.start();
    await told(draft.id);
    await pass(MINUTE, next);
    expect(sent()).toBe(0);
    expect(await removals()).toMatchObject([{ state: 'done' }]);
    expect(await state(id)).toBe('over');
  });
});

describe('a flag about which the bot asks', () => {
  test('gets one question, which pings who put it on', async () => {
    const { putOn, pass, questions, has } = await setUp('ask');
    const { id } = await putOn();
    await pass(2 * HOUR);
    await pass();
    expect(has()).toBe(true);
    expect(questions()).toMatchObject([{ pings: { userIds: [kestrel.id] } }]);
    const text = JSON.stringify(questions()[0]?.message);
    expect(text).toContain(`v1:flag:expire-remove:${id}`);
    expect(text).toContain(`v1:flag:expire-keep:${id}`);
  });

  test('gets one question although Discord’s answer was lost and the process was killed', async () => {
    const { putOn, pass, questions, channel, boot, state } = await setUp('ask');
    const { id } = await putOn();
    await pass(HOUR);
    channel.failures.push(undefined, 'lost');
    await pass(HOUR);
    expect(await state(id)).toBe('waiting');
    expect(questions()).toHaveLength(1);
    await pass(7 * MINUTE, await boot());
    expect(questions()).toHaveLength(1);
    expect(await state(id)).toBe('asked');
  });

  test('is taken off by whoever answers so, and the question shows it', async () => {
    const { moderation, putOn, pass, questions, has, channel, removals } = await setUp('ask');
    const { id } = await putOn();
    await pass(2 * HOUR);
    expect(await moderation.expiries.answer(id, 'remove', order(merlin))).toMatchObject({ state: 'done' });
    expect(has()).toBe(false);
    expect(await removals()).toMatchObject([{ moderator: merlin, cause: { kind: 'expiry', of: id } }]);
    expect(questions()).toHaveLength(0);
    expect(channel.messages.some(({ message }) => JSON.stringify(message).includes('expire-'))).toBe(false);
    expect(await moderation.expiries.answer(id, 'keep', order(kestrel))).toBe('answered-already');
  });

  test('stays when somebody wants to keep it, for good', async () => {
    const { moderation, putOn, pass, questions, has } = await setUp('ask');
    const { id } = await putOn();
    await pass(2 * HOUR);
    expect(await moderation.expiries.answer(id, 'keep', order(merlin))).toBe('kept');
    expect(await moderation.expiries.answer(id, 'remove', order(kestrel))).toBe('answered-already');
    await pass(DAY);
    expect(has()).toBe(true);
    expect(questions()).toHaveLength(0);
  });

  test('gets one answer when several are given at once', async () => {
    const { moderation, putOn, pass, sent } = await setUp('ask');
    const { id } = await putOn();
    await pass(2 * HOUR);
    const answers = await Promise.all([
      moderation.expiries.answer(id, 'remove', order(merlin)),
      moderation.expiries.answer(id, 'remove', order(kestrel)),
      moderation.expiries.answer(id, 'keep', order(kestrel)),
      moderation.expiries.answer(id, 'remove', order(merlin)),
    ]);
    expect(answers.filter((one) => one !== 'answered-already')).toHaveLength(1);
    expect(sent()).toBeLessThanOrEqual(1);
  });

  test('is asked about no more once it was taken off', async () => {
    const { moderation, putOn, pass, takeOff } = await setUp('ask');
    const { id } = await putOn();
    await pass(2 * HOUR);
    await takeOff();
    expect(await moderation.expiries.answer(id, 'remove', order(kestrel))).toBe('answered-already');
  });

  test('is taken off by the next process when the one that was told so was killed', async () => {
    const { putOn, pass, store, boot, has, removals } = await setUp('ask');
    const { id } = await putOn();
    await pass(2 * HOUR);
    await store.flagExpiries.move(id, 'asked', 'removing');
    await pass(MINUTE, await boot());
    expect(has()).toBe(false);
    expect(await removals()).toHaveLength(1);
  });

  test('is no other question', async () => {
    const { moderation, takeOff } = await setUp('ask');
    const unknown = moderation.expiries.answer('0123456789abcdef', 'remove', order(kestrel));
    await expect(unknown).rejects.toBeInstanceOf(UserError);
    const { id } = await takeOff();
    await expect(moderation.expiries.answer(id, 'keep', order(kestrel))).rejects.toMatchObject({
      identifier: 'flag-question-unknown',
    });
  });
});
