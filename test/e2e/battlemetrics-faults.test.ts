import { describe, expect, it } from 'vitest';
import { BATTLEMETRICS_TOKEN, ORGANIZATION_ID } from './harness.ts';
import { OF_BANS, OF_MODERATION, sorted } from './offered.ts';
import { answerTo, replyLike } from './reading.ts';
import { type Scene, useScene } from './scene.ts';

const names = (scene: Scene) => scene.discord.commands.map(({ form }) => form.name).sort();
const reasonAgainst = (scene: Scene, name: string) =>
  scene.bot.logs.find(({ msg, command }) => msg === 'A command is not offered' && command === name)?.[
    'reason'
  ];

describe('an answer of an unknown form', () => {
  const scene = useScene({ dcs: false });

  it('is named by endpoint, path and type in the log, and its values stay out', async () => {
    Object.assign(scene.player('Silent Falcon'), { name: { first: 'A secret value' } });
    const user = scene.stage.moderator();
    const { id } = scene.battlemetrics.world.players[6] ?? { id: '' };
    const { text, ephemeral } = await answerTo(scene.run(user, 'flag list', { player: id }));
    expect(text).toContain('BattleMetrics answered in a way that this bot does not understand');
    expect(ephemeral).toBe(true);
    const { err } = await scene.bot.log(({ msg }) => msg === 'An API call failed');
    expect(JSON.stringify(err)).toMatch(/\/players\/.*attributes.*name.*string/u);
    expect(scene.bot.output).not.toContain('A secret value');
  });
});

describe('a BattleMetrics that fails', () => {
  const scene = useScene({ dcs: false });
  const list = (player: string) =>
    answerTo(scene.run(scene.stage.moderator(), 'flag list', { player: scene.player(player).id }));

  it.each([
    ['500', { kind: 'status', status: 500 }, /BattleMetrics has a fault of its own/u],
    [
      'a page of a proxy',
      { kind: 'html', status: 502 },
      /BattleMetrics has a fault of its own|broken answer/u,
    ],
    ['a page instead of JSON', { kind: 'html' }, /BattleMetrics sent a broken answer/u],
    ['half of the JSON', { kind: 'truncated' }, /BattleMetrics sent a broken answer/u],
    ['a cut connection', { kind: 'reset' }, /The connection to BattleMetrics broke/u],
    ['404', { kind: 'status', status: 404 }, /knows no player with the id/u],
  ] as const)('by %s makes a clear message', async (_, fault, says) => {
    const end = scene.battlemetrics.faults.add({ fault });
    const { text, ephemeral } = await list('Silent Falcon');
    end();
    expect(text).toMatch(says);
    expect(ephemeral).toBe(true);
  });

  it('once only is asked again, and the person sees nothing of it', async () => {
    scene.battlemetrics.faults.add({ fault: { kind: 'reset' }, times: 1 });
    expect((await list('Lucky Badger')).text).toContain('Lucky Badger');
  });

  it('is down: bans and flags are surely not made, and the moderator is told', async () => {
    const user = scene.stage.moderator();
    const { message } = await answerTo(
      scene.run(user, 'ban', { player: scene.player('Silent Falcon').id, reason: 'x', duration: '1d' }),
    );
    await scene.battlemetrics.goDown();
    const { text } = await replyLike(
      scene.discord.press({ user, message, label: 'Ban' }),
      /Nothing was changed/u,
    );
    expect(text).toContain('BattleMetrics cannot be reached');
    await scene.battlemetrics.comeBack();
    expect(scene.writes('POST', /./u)).toEqual([]);
  });
});

describe('a wrong token of BattleMetrics', () => {
  const scene = useScene({ env: { BATTLEMETRICS_TOKEN: 'mistyped-token' } });

  it('leaves the commands out that need it to read bans, and the log says why', () => {
    expect(names(scene)).toEqual(
      sorted(
        ...OF_MODERATION,
        ...[
          'board',
          'help',
          'leaderboard',
          'linkme',
          'notify',
          'ping',
          'privacy',
          'servers',
          'stats',
          'topkdr',
        ],
      ),
    );
    for (const name of OF_BANS) {
      expect(reasonAgainst(scene, name)).toMatch(/BATTLEMETRICS_TOKEN may not read bans.*ban:read/u);
    }
  });

  it('is what the others say that is to be mended, beside what works', async () => {
    const { message, text } = await answerTo(scene.run(scene.stage.member(), 'servers'));
    expect(message.embeds[0]?.title).toBe('🛩️ DCS World');
    expect(text).toMatch(/BattleMetrics does not let this bot do that[\s\S]*`BATTLEMETRICS_TOKEN`/u);
    const user = scene.stage.moderator();
    const flags = await answerTo(scene.run(user, 'flag list', { player: '1000000007' }));
    expect(flags.text).toContain('`BATTLEMETRICS_TOKEN` must be valid');
    expect(scene.bot.output).not.toContain('mistyped-token');
  });
});

describe('an account of BattleMetrics without a subscription', () => {
  const scene = useScene({
    prepare: ({ battlemetrics }) => {
      battlemetrics.faults.subscription = false;
    },
  });

  it('leaves the commands out that need one, and says so to operator and people', async () => {
    expect(names(scene)).not.toContain('ban');
    expect(reasonAgainst(scene, 'ban')).toContain('has no subscription');
    const { text } = await answerTo(scene.run(scene.stage.member(), 'servers'));
    expect(text).toMatch(/answers only accounts with a subscription/u);
  });
});

describe('a token of BattleMetrics without the scope ban:read', () => {
  const scopes = ['ban:create', 'ban:update', 'ban:delete', 'flag', 'rcon'];
  const scene = useScene({ battlemetrics: { tokens: [{ token: BATTLEMETRICS_TOKEN, scopes }] } });

  it('leaves /ban and /unban out, and the log names the scope', async () => {
    expect(names(scene)).not.toContain('ban');
    expect(names(scene)).not.toContain('unban');
    expect(names(scene)).toContain('flag');
    expect(reasonAgainst(scene, 'ban')).toContain('ban:read');
    const { text } = await answerTo(scene.run(scene.stage.moderator(), 'help'));
    expect(text).not.toContain('/ban');
  });
});

describe('a token of BattleMetrics that grants as little as will do', () => {
  const org = (scope: string) => `${scope}:org:${ORGANIZATION_ID}`;
  const scopes = ['ban:read', 'ban:create', 'ban:update', 'ban:delete'].map(org);
  const scene = useScene({ battlemetrics: { tokens: [{ token: BATTLEMETRICS_TOKEN, scopes }] } });

  it('has /ban, which says what it cannot see', async () => {
    expect(names(scene)).toContain('ban');
    const player = scene.player('Silent Falcon');
    const options = { player: player.id, reason: 'x', duration: '1d' };
    const { text } = await answerTo(scene.run(scene.stage.moderator(), 'ban', options));
    expect(text).toMatch(/rcon:read|hidden from this bot/u);
  });
});
