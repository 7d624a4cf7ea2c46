import { describe, expect, it } from 'vitest';
import { readMarkdown } from '../render/discord-markdown.ts';
import { answerTo, replyLike, textOf } from './reading.ts';
import { useScene } from './scene.ts';

describe('/flag', () => {
  const scene = useScene({ dcs: false });
  const flagNamed = (name: string) => {
    const found = scene.battlemetrics.world.flags.find((flag) => flag.name === name);
    if (found === undefined) throw new Error(`no flag ${name}`);
    return found.id;
  };
  const has = (player: string, flag: string) =>
    scene.battlemetrics.world.flagPlayers.some(
      ({ playerId, flagId, removedAt }) =>
        playerId === player && flagId === flagNamed(flag) && removedAt === undefined,
    );

  it('goes from both completions to the flag, its audit record, the list and back', async () => {
    const user = scene.stage.moderator('Flagging Mod');
    const { id } = scene.player('Silent Falcon');
    const players = await scene.complete(user, 'flag add', 'player', { player: 'silent falcon' });
    expect(players.map(({ value }) => value)).toEqual([id]);
    const flags = await scene.complete(user, 'flag add', 'flag', { player: id, flag: 'wat' });
    expect(flags).toEqual([{ name: 'Watch', value: flagNamed('Watch') }]);

    const added = await answerTo(scene.run(user, 'flag add', { player: id, flag: String(flags[0]?.value) }));
    expect(added.ephemeral).toBe(true);
    expect(added.text).toMatch(/Silent Falcon.*now has the flag \*\*Watch\*\*/u);
    expect(has(id, 'Watch')).toBe(true);
    const record = await scene.stage.audit.message((message) => textOf(message).includes('Flagging Mod'));
    expect(textOf(record)).toMatch(/^Add flag[\s\S]*✅ Done[\s\S]*Silent Falcon[\s\S]*Watch/u);

    const listed = await answerTo(scene.run(user, 'flag list', { player: id }));
    expect(listed.ephemeral).toBe(true);
    expect(listed.text).toMatch(/🚩 \*\*Watch\*\* since <t:\d+:R>/u);

    const own = await scene.complete(user, 'flag remove', 'flag', { player: id });
    expect(own.map(({ name }) => name)).toEqual(['Watch']);
    const removed = await answerTo(scene.run(user, 'flag remove', { player: id, flag: 'watch' }));
    expect(removed.text).toContain('no longer has the flag **Watch**');
    expect(has(id, 'Watch')).toBe(false);
    expect((await answerTo(scene.run(user, 'flag list', { player: id }))).text).toContain('No flags.');
    await scene.stage.audit.message((message) => /Remove flag[\s\S]*Flagging Mod/u.test(textOf(message)));
  });

  it('counts as done what is already so, in the reply and in the audit record', async () => {
    const user = scene.stage.moderator('Repeating Mod');
    const { id } = scene.player('Lucky Badger');
    const input = { player: id, flag: 'Trusted' };
    await answerTo(scene.run(user, 'flag add', input));
    expect((await answerTo(scene.run(user, 'flag add', input))).text).toContain('has had the flag already');
    await answerTo(scene.run(user, 'flag remove', input));
    // A flag that was removed before is a 400 to BattleMetrics, and one that never was there a 404.
    expect((await answerTo(scene.run(user, 'flag remove', input))).text).toContain('did not have the flag');
    const never = await answerTo(scene.run(user, 'flag remove', { player: id, flag: 'Cheater?' }));
    expect(never.text).toContain('did not have the flag');
    const statuses = scene.battlemetrics.requests
      .filter(({ method, path }) => method !== 'GET' && path.includes(id))
      .map(({ status }) => status);
    expect(statuses).toEqual([201, 409, 200, 400, 404]);
    await scene.stage.audit.message((message) =>
      /Add flag[\s\S]*it was so already[\s\S]*Repeating Mod/u.test(textOf(message)),
    );
  });

  it('leaves out flags that were taken away and those of one account alone', async () => {
    const user = scene.stage.moderator();
    const removed = scene.battlemetrics.world.flagPlayers.find(({ removedAt }) => removedAt !== undefined);
    const { text } = await answerTo(scene.run(user, 'flag list', { player: removed?.playerId ?? '' }));
    expect(text).toContain('No flags.');
    const offered = await scene.complete(user, 'flag add', 'flag');
    expect(offered.map(({ name }) => name)).not.toContain('Mine alone');
  });

  it('says what is wrong with a flag or a player that is none', async () => {
    const user = scene.stage.moderator();
    const { id } = scene.player('Silent Falcon');
    const wrongFlag = await answerTo(scene.run(user, 'flag add', { player: id, flag: 'Nonsense' }));
    expect(wrongFlag.text).toMatch(/There is no such flag.*Flags: Watch/u);
    const wrongPlayer = await answerTo(scene.run(user, 'flag list', { player: '76561199000000001' }));
    expect(wrongPlayer.text).toContain('does not know this Steam ID');
    expect(wrongPlayer.text).not.toContain('76561199000000001');
  });

  it('looks what became of it when the answer gets lost, and sends nothing again', async () => {
    const user = scene.stage.moderator();
    const { id } = scene.player('Iron Comet');
    scene.battlemetrics.faults.add({ fault: { kind: 'execute-then-reset' }, method: 'POST', times: 1 });
    const handle = scene.run(user, 'flag add', { player: id, flag: 'Watch' });
    await replyLike(handle, /Looking whether it happened/u);
    await replyLike(handle, /now has the flag \*\*Watch\*\*/u);
    expect(scene.writes('POST', new RegExp(`/players/${id}/relationships/flags`))).toHaveLength(1);
  });

  it('shows names of players and flags as they are typed, whatever they hold', async () => {
    const user = scene.stage.moderator();
    const { players, flags } = scene.battlemetrics.world;
    const hostile = flags.find(({ name }) => name.includes('@here'));
    for (const { id, name } of players.slice(26)) {
      await answerTo(scene.run(user, 'flag add', { player: id, flag: hostile?.id ?? '' }));
      const { message } = await answerTo(scene.run(user, 'flag list', { player: id }));
      const [subject = '', ...own] = (message.embeds[0]?.description ?? '').split('\n🚩 ');
      const shown = /^\*\*([\s\S]*)\*\* \(\[\d+\]\(https:[^)]*\)\)$/u.exec(subject)?.[1];
      expect(readMarkdown(shown ?? '**none**').constructs, name).toEqual([]);
      expect(
        own.some((flag) => flag.startsWith('**\\*\\*Staff\\*\\* \\@here**')),
        name,
      ).toBe(true);
    }
  });
});
