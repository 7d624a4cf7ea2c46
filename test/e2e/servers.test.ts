import { describe, expect, it } from 'vitest';
import type { SimulatedServer } from '../../src/demo/dcsserverbot/world.ts';
import { answerTo, buttonsOf, replyLike } from './reading.ts';
import { type Scene, useScene } from './scene.ts';

const ask = (scene: Scene) => answerTo(scene.run(scene.stage.member(), 'servers'));

describe.each(['documented', 'current'] as const)(
  '/servers with DCSServerBot in the %s version',
  (version) => {
    const scene = useScene({ dcs: version });

    it('says what is wrong with either API when none answers, to the asker alone', async () => {
      await scene.battlemetrics.goDown();
      scene.dcs.faults.set('*', { kind: 'reset' });
      const { text, ephemeral } = await ask(scene);
      expect(ephemeral).toBe(true);
      expect(text).toContain('BattleMetrics cannot be reached');
      expect(text).toContain('The connection to DCSServerBot broke');
    });

    it('shows the DCS servers beside what is wrong with BattleMetrics', async () => {
      scene.dcs.faults.clear();
      const { message, ephemeral } = await ask(scene);
      expect(ephemeral).toBe(false);
      expect(message.embeds.map(({ title }) => title)).toEqual(['🛩️ DCS World', '⚠️ Game servers']);
      const [dcs, battlemetrics] = message.embeds;
      expect(battlemetrics?.description).toContain('cannot be reached');
      const [running, paused, shut] = dcs?.fields ?? [];
      expect(running?.name).toMatch(/^🟢/u);
      expect(running?.value).toMatch(/\*\*Running\*\* · \*\*5\*\* \/ \d\d players/u);
      expect(running?.value).toContain('Caucasus · Operation');
      expect(running?.value).toMatch(/Up 1 h 24 min \(since <t:\d+:t>\)\nRestart <t:\d+:R>/u);
      expect(paused).toMatchObject({ name: expect.stringMatching(/^🟡/u) });
      expect(shut).toMatchObject({ name: expect.stringMatching(/^⚫/u) });
    });

    it('shows both side by side when both answer, and no password', async () => {
      await scene.battlemetrics.comeBack();
      const { message, text } = await ask(scene);
      expect(message.embeds.map(({ title }) => title)).toEqual(['🛩️ DCS World', '🎮 Game servers']);
      expect(text).toContain('**Online** · **87** / 150 players');
      expect(text).toContain('**Offline**');
      expect(text).not.toContain("Somebody else's ARK");
      expect(text).toContain('🔒 password needed');
      expect(text).not.toContain('s3cr3t');
    });
  },
);

describe('/servers while DCSServerBot is down', () => {
  const scene = useScene();

  it('shows the game servers beside what is wrong', async () => {
    scene.dcs.faults.set('*', { kind: 'html', status: 502 });
    const { message, ephemeral } = await ask(scene);
    expect(ephemeral).toBe(false);
    expect(message.embeds.map(({ title }) => title)).toEqual(['⚠️ DCS World', '🎮 Game servers']);
    expect(message.embeds[0]?.description).toMatch(/^DCSServerBot /u);
  });

  it('shows the game servers soon, and the others when they come', async () => {
    scene.dcs.faults.set('*', { kind: 'slow', ms: 4_000 }, 1);
    const handle = scene.run(scene.stage.member(), 'servers');
    await replyLike(handle, /Still asking DCSServerBot[\s\S]*players/u);
    const { text } = await replyLike(handle, /Special K/u);
    expect(text).not.toContain('Still asking');
  });
});

describe('/servers with passwords switched on', () => {
  const more = (serial: number): SimulatedServer => ({
    name: `Server ${serial}`,
    description: '',
    status: 'Running',
    address: `203.0.113.10:${11_000 + serial}`,
    password: '',
    maxPlayers: 16,
  });
  const scene = useScene({
    battlemetrics: false,
    env: { SHOW_SERVER_PASSWORDS: 'true' },
    prepare: ({ dcs }) => dcs.world.servers.push(...Array.from({ length: 12 }, (_, n) => more(n + 4))),
  });

  it('shows them hidden until they are tapped', async () => {
    const { text } = await ask(scene);
    expect(text).toContain('||`s3cr3t*pw_`||');
  });

  it('pages through many servers by buttons, for anybody', async () => {
    const { message } = await ask(scene);
    expect(message.embeds[0]?.fields).toHaveLength(6);
    expect(buttonsOf(message)).toEqual(['▶']);
    const other = scene.stage.member('Other');
    const second = await replyLike(scene.discord.press({ user: other, message, label: '▶' }), /Server 9/u);
    expect(second.message.id).toBe(message.id);
    expect(buttonsOf(second.message)).toEqual(['◀', '▶']);
    const last = await replyLike(
      scene.discord.press({ user: other, message: second.message, label: '▶' }),
      /Server 15/u,
    );
    expect(buttonsOf(last.message)).toEqual(['◀']);
    await replyLike(scene.discord.press({ user: other, message: last.message, label: '◀' }), /Server 9/u);
  });
});

describe('/servers of servers that the operator named', () => {
  const scene = useScene({ dcs: false, env: { BATTLEMETRICS_SERVER_IDS: '1000103,1000101' } });

  it('shows those in that order', async () => {
    const { message } = await ask(scene);
    expect(message.embeds.flatMap(({ fields }) => (fields ?? []).map(({ name }) => name))).toEqual([
      expect.stringContaining('Reforger'),
      expect.stringContaining('Rust'),
    ]);
  });
});
