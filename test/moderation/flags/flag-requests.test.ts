import { describe, expect, test } from 'vitest';
import { call, order, setScene } from '../scene.ts';

const HOUR = 60 * 60_000;

async function setFlags(options: Parameters<typeof setScene>[0] = {}) {
  const scene = await setScene(options);
  const [flag] = scene.world.flags;
  if (flag === undefined) throw new Error('the simulated world has no flags');
  scene.world.flagPlayers.splice(0);
  return {
    ...scene,
    flag,
    flags: scene.moderation.flags,
    input: { player: scene.player.id, flag: flag.name },
  };
}

describe('a flag for a player', () => {
  test('is for good unless it is said when it is over', async () => {
    const { flags, flag, player, input } = await setFlags();
    expect(await flags.addRequest(input, call)).toEqual({
      kind: 'flag-add',
      subject: { playerId: player.id, name: player.name, steamId: null },
      playerId: player.id,
      flagId: flag.id,
      flagName: flag.name,
    });
  });

  test('is over after a duration, and is removed then unless the moderator wants to be asked', async () => {
    const { flags, input, clock } = await setFlags();
    const before = clock.now();
    const { expiry } = await flags.addRequest({ ...input, expires: '1h' }, call);
    expect(expiry?.whenOver).toBe('remove');
    expect((expiry?.at ?? 0) - HOUR).toBeGreaterThanOrEqual(before);
    expect((expiry?.at ?? 0) - HOUR).toBeLessThanOrEqual(clock.now());
    const dated = await flags.addRequest({ ...input, expires: '2099-12-31' }, call).catch((error) => error);
    expect(dated).toMatchObject({ identifier: 'duration-too-long' });
    const asked = await flags.addRequest({ ...input, expires: '7d', whenOver: 'ask' }, call);
    expect(asked.expiry?.whenOver).toBe('ask');
  });

  test.each([
    ['a duration that is none', { expires: 'soon' }, 'duration-unreadable'],
    ['one of less than an hour', { expires: '59m' }, 'flag-expiry-too-short'],
    ['one of more than ten years', { expires: '11y' }, 'duration-too-long'],
    ['one without end', { expires: 'perm' }, 'flag-expiry-never'],
    ['a word on its end without a duration', { whenOver: 'ask' as const }, 'flag-expiry-missing'],
    ['a flag that is unknown', { flag: 'Nothing' }, 'flag-unknown'],
    ['a player who is unknown', { player: '123456' }, 'player-unknown'],
    ['a Steam ID that BattleMetrics does not know', { player: '76561199999999999' }, 'player-not-known'],
  ])('is refused with %s', async (_, changes, identifier) => {
    const { flags, input, writes } = await setFlags();
    await expect(flags.addRequest({ ...input, ...changes }, call)).rejects.toMatchObject({ identifier });
    expect(writes()).toEqual([]);
  });

  test('wants the whole name, for nothing asks before it is put on', async () => {
    const { flags, input, player } = await setFlags();
    const part = { ...input, player: player.name.slice(0, -1) };
    await expect(flags.addRequest(part, call)).rejects.toMatchObject({ identifier: 'player-ambiguous' });
    await expect(flags.removeRequest(part, call)).rejects.toMatchObject({ identifier: 'player-ambiguous' });
    expect(await flags.addRequest({ ...input, player: player.name }, call)).toMatchObject({
      playerId: player.id,
    });
  });

  test('names the scope that the token lacks', async () => {
    const { flags, input } = await setFlags({
      tokens: [{ token: 'simulator-token', scopes: ['flag:create', 'rcon:read'] }],
    });
    const attempt = flags.addRequest(input, call);
    await expect(attempt).rejects.toMatchObject({ identifier: 'scope-missing' });
    await expect(attempt).rejects.toThrow('`flag:read`');
  });

  test('is listed with when it is over, until it is taken off', async () => {
    const { flags, flag, moderation, input, player } = await setFlags();
    const request = await flags.addRequest({ ...input, expires: '7d' }, call);
    await moderation.perform(request, order());
    const { subject, flags: shown } = await flags.list(player.id, call);
    expect(subject).toEqual({ playerId: player.id, name: player.name, steamId: null });
    expect(shown).toMatchObject([{ id: flag.id, name: flag.name, expiresAt: request.expiry?.at }]);
    await moderation.perform(await flags.removeRequest(input, call), order());
    expect((await flags.list(player.id, call)).flags).toEqual([]);
  });
});
