import { describe, expect, it } from 'vitest';
import { answerTo, replyLike, textOf } from './reading.ts';
import { useScene } from './scene.ts';

describe('a burst of questions beyond what BattleMetrics allows in a second', () => {
  const scene = useScene({
    dcs: false,
    battlemetrics: { limits: { perSecond: 3 } },
    env: { BATTLEMETRICS_REQUESTS_PER_SECOND: '3' },
  });

  it('is answered to everybody, who are told how long it takes, and no call is refused', async () => {
    const players = scene.battlemetrics.world.players.slice(0, 8);
    const handles = players.map(({ id }) => scene.run(scene.stage.moderator(), 'flag list', { player: id }));
    await Promise.all(handles.map((handle) => replyLike(handle, /^Flags/u)));
    const told = handles.filter(({ versions }) =>
      versions.some((message) =>
        /BattleMetrics limits how often .* about \d+ s to wait/u.test(textOf(message)),
      ),
    );
    expect(told.length).toBeGreaterThan(0);
    expect(scene.battlemetrics.requests.map(({ status }) => status)).not.toContain(429);
  });
});

describe('an allowance for the minute that is used up', () => {
  const scene = useScene({
    dcs: false,
    battlemetrics: { limits: { perMinute: 6 } },
    env: { BATTLEMETRICS_REQUESTS_PER_MINUTE: '6', BATTLEMETRICS_REQUESTS_PER_SECOND: '6' },
  });

  it('makes the next person wait, who is told about how long', async () => {
    const players = scene.battlemetrics.world.players.slice(0, 6);
    const handles = players.map(({ id }) => scene.run(scene.stage.moderator(), 'flag list', { player: id }));
    const last = handles.at(-1);
    if (last === undefined) throw new Error('nobody asked');
    await replyLike(last, /about (?:[45]\d s|[12] min) to wait \(<t:\d+:R>\)/u);
    const { text } = await answerTo(scene.run(scene.stage.member(), 'help'));
    expect(text).toContain('What Squawk can do');
    expect(scene.battlemetrics.requests.map(({ status }) => status)).not.toContain(429);
  });
});

describe('a 429 of BattleMetrics', () => {
  const scene = useScene();

  it('makes people wait for as long as it says, tells them so, and answers them then', async () => {
    scene.battlemetrics.faults.add({
      fault: { kind: 'rate-limited', retryAfterSeconds: 3 },
      path: '/servers',
      times: 1,
    });
    const handle = scene.run(scene.stage.member(), 'servers');
    const waiting = await replyLike(handle, /about [1-3] s to wait/u);
    expect(waiting.ephemeral).toBe(false);
    const { text } = await replyLike(handle, /\*\*87\*\* \/ 150 players/u);
    expect(text).not.toContain('to wait');
    const refused = scene.battlemetrics.requests.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(1);
  });
});

describe('many people at once, at a Discord that limits edits as strictly as anything else', () => {
  const scene = useScene({
    battlemetrics: false,
    discord: { rateLimits: true },
    expected: { refusals: [429] },
  });

  it('all have their answer, announced in time, for one question to the API', async () => {
    scene.dcs.faults.set('/topkdr', { kind: 'slow', ms: 1_000 });
    const handles = times(80, () => scene.run(scene.stage.member(), 'topkdr'));
    await Promise.all(handles.map((handle) => replyLike(handle, /🏆/u)));
    const slowest = Math.max(...handles.map(({ acknowledgedAfterMs = Infinity }) => acknowledgedAfterMs));
    expect(slowest).toBeLessThan(3_000);
    expect(scene.dcs.requests.filter(({ path }) => path === '/topkdr')).toHaveLength(1);
  });
});

function times<T>(count: number, make: () => T): T[] {
  return Array.from({ length: count }, make);
}
