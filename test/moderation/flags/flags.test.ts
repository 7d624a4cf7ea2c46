import { describe, expect, test } from 'vitest';
import type { Fault } from '../../../src/demo/battlemetrics/faults.ts';
import { call, order, setScene } from '../scene.ts';

async function setFlags() {
  const scene = await setScene();
  const [first] = scene.world.flags;
  if (first === undefined) throw new Error('the simulated world has no flags');
  const subject = { playerId: scene.player.id, name: scene.player.name, steamId: null };
  const entry = () =>
    scene.world.flagPlayers.find(
      ({ playerId, flagId }) => playerId === subject.playerId && flagId === first.id,
    );
  scene.world.flagPlayers.splice(0);
  return {
    ...scene,
    entry,
    has: () => entry() !== undefined && entry()?.removedAt === undefined,
    change: async (kind: 'flag-add' | 'flag-remove') => {
      const { flags, perform } = scene.moderation;
      const input = { player: subject.playerId, flag: first.name };
      const request = await (kind === 'flag-add'
        ? flags.addRequest(input, call)
        : flags.removeRequest(input, call));
      return perform(request, order());
    },
    names: async () => (await scene.moderation.flags.of(subject.playerId, call)).map(({ name }) => name),
    flag: first,
  };
}

describe('flags', () => {
  test('are put on and taken off, and the list shows what is so now', async () => {
    const scene = await setFlags();
    expect(await scene.change('flag-add')).toMatchObject({ state: 'done', result: {} });
    expect(await scene.names()).toEqual([scene.flag.name]);
    expect(await scene.change('flag-remove')).toMatchObject({ state: 'done', result: {} });
    expect(await scene.names()).toEqual([]);
    expect(scene.entry()).toBeDefined();
  });

  test('that are so already count as done', async () => {
    const scene = await setFlags();
    await scene.change('flag-add');
    expect(await scene.change('flag-add')).toMatchObject({ state: 'done', result: { alreadySo: true } });
    await scene.change('flag-remove');
    expect(await scene.change('flag-remove')).toMatchObject({ state: 'done', result: { alreadySo: true } });
  });

  test('that the player never had count as taken off', async () => {
    const scene = await setFlags();
    expect(await scene.change('flag-remove')).toMatchObject({ state: 'done', result: { alreadySo: true } });
  });

  test('are told to the audit channel, each change with who made it', async () => {
    const scene = await setFlags();
    const { id } = await scene.change('flag-add');
    await scene.told(id);
    for (const part of ['Add flag', scene.flag.name, 'Kestrel', scene.player.id]) {
      expect(scene.channel.text()).toContain(part);
    }
  });

  test.each<['flag-add' | 'flag-remove', Fault]>([
    ['flag-add', { kind: 'execute-then-reset' }],
    ['flag-add', { kind: 'execute-then-500' }],
    ['flag-remove', { kind: 'execute-then-reset' }],
    ['flag-remove', { kind: 'execute-then-html' }],
  ])('whose answer got lost are read back (%s, %o)', async (kind, fault) => {
    const scene = await setFlags();
    if (kind === 'flag-remove') await scene.change('flag-add');
    const sent = scene.writes().length;
    scene.simulator.faults.add({
      fault,
      method: kind === 'flag-add' ? 'POST' : 'DELETE',
      path: /relationships\/flags/,
      times: 1,
    });
    expect(await scene.change(kind)).toMatchObject({ state: 'done' });
    expect(scene.has()).toBe(kind === 'flag-add');
    expect(scene.writes()).toHaveLength(sent + 1);
  });

  test('that did not arrive have failed, and may be repeated', async () => {
    const scene = await setFlags();
    scene.simulator.faults.add({ fault: { kind: 'reset' }, method: 'POST', times: 1 });
    expect(await scene.change('flag-add')).toMatchObject({ state: 'failed' });
    expect(scene.has()).toBe(false);
    expect(await scene.change('flag-add')).toMatchObject({ state: 'done' });
  });

  test('refuse a wrong request without a word of what the API said', async () => {
    const scene = await setFlags();
    const detail = 'secret detail';
    scene.simulator.faults.add({
      fault: { kind: 'status', status: 400, detail },
      method: 'DELETE',
      times: 1,
    });
    const action = await scene.change('flag-remove');
    expect(action).toMatchObject({ state: 'failed' });
    expect(action.error).not.toContain(detail);
  });

  test('are found by name in any case or by id, and personal ones are not offered', async () => {
    const scene = await setFlags();
    const { flags } = scene.moderation;
    expect(await flags.resolve(scene.flag.name.toUpperCase(), call)).toMatchObject({ id: scene.flag.id });
    expect(await flags.resolve(scene.flag.id, call)).toMatchObject({ name: scene.flag.name });
    expect((await flags.all(call)).map(({ name }) => name)).not.toContain('Mine alone');
    await expect(flags.resolve('Mine alone', call)).rejects.toMatchObject({ identifier: 'flag-unknown' });
  });

  test('of another organization of the token, and personal ones, are neither offered nor shown', async () => {
    const scene = await setFlags();
    const theirs = { ...scene.flag, id: '01234567-89ab-4def-8123-456789abcdef', organizationId: '7' };
    scene.world.flags.push({ ...theirs, name: 'Of others' });
    const mine = scene.world.flags.find(({ personal }) => personal);
    for (const flagId of [theirs.id, mine?.id ?? '', scene.flag.id]) {
      const entry = { playerId: scene.player.id, flagId, addedAt: 0, removedAt: undefined };
      scene.world.flagPlayers.push(entry);
    }
    expect(await scene.names()).toEqual([scene.flag.name]);
    const { flags } = scene.moderation;
    expect((await flags.all(call)).map(({ name }) => name)).not.toContain('Of others');
    await expect(flags.resolve(theirs.id, call)).rejects.toMatchObject({ identifier: 'flag-unknown' });
  });
});
