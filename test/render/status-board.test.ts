import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DcsServer } from '../../src/dcsserverbot/model.ts';
import { fitMessage } from '../../src/message/fit.ts';
import { lengthOf } from '../../src/message/fit-embeds.ts';
import type { GameServer } from '../../src/render/game-server.ts';
import { busyMessage } from '../../src/render/notification.ts';
import {
  type StatusSection,
  type StatusView,
  statusBoardMarker,
  statusContent,
  statusMessage,
} from '../../src/render/status-board.ts';

const NOW = Date.parse('2026-11-22T09:00:00Z');
const MARKER = statusBoardMarker({ channelId: '123456789012345678', generation: 12 });
const HIDE = { showPasswords: false, offersPings: true };

function dcs(name: string, changes: Partial<DcsServer> = {}): DcsServer {
  return {
    name,
    status: 'running',
    statusText: 'Running',
    address: '203.0.113.10:10308',
    password: '',
    players: 5,
    maxPlayers: 64,
    mission: { name: 'Snowfox', theatre: 'Caucasus', missionTime: '', restartAt: NOW + 3_600_000 },
    ...changes,
  };
}

function game(name: string, changes: Partial<GameServer> = {}): GameServer {
  return { id: '1', name, status: 'online', players: 3, maxPlayers: 10, game: 'rust', ...changes };
}

function current<S>(servers: readonly S[]): StatusSection<S> {
  return { state: 'current', servers: servers.map((server) => ({ server, since: NOW })) };
}

function message(view: StatusView) {
  return statusMessage(statusContent(view, HIDE), { marker: MARKER, changedAt: NOW });
}

describe('the message of a status board', () => {
  it('shows both APIs, each with how many servers are up and how many people are on them', () => {
    const { embeds } = message({
      dcs: current([dcs('One'), dcs('Two', { status: 'shutdown', players: 0 })]),
      battlemetrics: current([game('Three')]),
    });
    expect(embeds?.map(({ description }) => description)).toEqual([
      '**1** of 2 servers up · 5 players',
      '**1** of 1 server up · 3 players',
      `Changed <t:${NOW / 1000}:R>`,
    ]);
    expect(embeds?.[0]?.fields?.[0]).toEqual({
      name: '🟢 One',
      value: [
        '**Running** · **5** / 64 players',
        '🗺️ Caucasus · Snowfox',
        `Began <t:${NOW / 1000}:R> · Restart due <t:${NOW / 1000 + 3600}:R>`,
        '`203.0.113.10:10308`',
      ].join('\n'),
    });
    expect(embeds?.[1]?.fields?.[0]?.value).toBe(
      `**Online** · **3** / 10 players\n🗺️ Rust\nStarted <t:${NOW / 1000}:R>`,
    );
  });

  it('shows as many servers of each API as fit, and counts the others', () => {
    const name = (n: number) => `${n} ${'*_`[x](y)'.repeat(40)}`;
    const servers = Array.from({ length: 60 }, (_, n) => name(n));
    const view = {
      dcs: current(servers.map((one) => dcs(one))),
      battlemetrics: current(servers.map((one) => game(one))),
    };
    const shown = message(view);
    expect(fitMessage(shown)).toEqual(shown);
    const [first, second, last] = shown.embeds ?? [];
    const fields = (first?.fields?.length ?? 0) + (second?.fields?.length ?? 0);
    expect(first?.fields?.length).toBeGreaterThan(5);
    expect(second?.fields?.length).toBeGreaterThan(5);
    expect(last?.description).toContain(`and ${120 - fields} more servers`);
    expect(first?.description).toContain('of 60 servers up');
  });

  it('keeps to the limits of Discord whatever servers are called, and leaves none out that fits', () => {
    const text = fc.string({ unit: 'binary', maxLength: 400 });
    const server = fc
      .tuple(text, text, fc.nat())
      .map(([name, mission, players]) => ({ name, mission, players }));
    fc.assert(
      fc.property(
        fc.array(server, { maxLength: 40 }),
        fc.array(server, { maxLength: 40 }),
        (some, others) => {
          const view = {
            dcs: current(
              some.map((one) =>
                dcs(one.name, {
                  players: one.players,
                  mission: { name: one.mission, theatre: one.mission, missionTime: '' },
                }),
              ),
            ),
            battlemetrics: current(
              others.map((one) => game(one.name, { map: one.mission, game: one.mission })),
            ),
          };
          const content = statusContent(view, HIDE);
          const shown = statusMessage(content, { marker: MARKER, changedAt: NOW });
          expect(fitMessage(shown)).toEqual(shown);
          const fields = content.embeds.reduce((sum, embed) => sum + (embed.fields?.length ?? 0), 0);
          expect(fields + content.hidden).toBe(some.length + others.length);
          if (content.hidden > 0) {
            const full = content.embeds.some((embed) => embed.fields?.length === 25);
            expect(full || lengthOf(content.embeds) > 4_000).toBe(true);
          }
        },
      ),
      { numRuns: 50 },
    );
  });

  it('hides no server behind one whose address or password is a page long', () => {
    const view = {
      dcs: current([
        dcs('One', { address: 'a.'.repeat(4_000) }),
        dcs('Two', { password: '|'.repeat(4_000) }),
      ]),
      battlemetrics: current([game('Three', { address: 'b.'.repeat(4_000) }), game('Four')]),
    };
    const content = statusContent(view, { ...HIDE, showPasswords: true });
    const shown = statusMessage(content, { marker: MARKER, changedAt: NOW });
    expect(content.hidden).toBe(0);
    expect(fitMessage(shown)).toEqual(shown);
  });

  it('shows an overdue restart as its time, for nothing in it may move by time alone', () => {
    const view = {
      dcs: current([dcs('One', { mission: { name: 'x', theatre: '', missionTime: '', restartAt: 1 } })]),
    };
    expect(JSON.stringify(statusContent(view, HIDE))).toContain('Restart due <t:0:R>');
  });

  it('says how old what it shows is, or that an API is silent', () => {
    const old = message({ dcs: { state: 'old', servers: [{ server: dcs('One') }], asOf: NOW - 60_000 } });
    expect(old.embeds?.[0]?.description).toContain(`how it was <t:${NOW / 1000 - 60}:R>`);
    expect(old.embeds?.[0]?.fields).toHaveLength(1);
    const silent = message({ battlemetrics: { state: 'silent', asOf: NOW - 60_000 } });
    expect(silent.embeds?.[0]?.description).toBe(
      `⚠️ BattleMetrics does not answer. It last did <t:${NOW / 1000 - 60}:R>.`,
    );
    expect(message({ dcs: { state: 'silent' } }).embeds?.[0]?.description).toBe(
      '⚠️ DCSServerBot does not answer.',
    );
    expect(message({ dcs: current([]) }).embeds?.[0]?.description).toBe('DCSServerBot lists no servers.');
  });
});

describe('the ping about busy servers', () => {
  it('names the server, its players and what is played there', () => {
    const { embeds, content } = busyMessage('77', [
      { name: '[x](https://evil.example) @everyone', players: 12, maxPlayers: 64, place: '🗺️ Caucasus' },
    ]);
    expect(content).toBe('<@77>');
    expect(embeds?.[0]?.title).toBe('🔔 \\[x\\](https\\:\\/\\/evil.example) \\@everyone is busy');
    expect(embeds?.[0]?.description).toContain('**12** / 64 players\n🗺️ Caucasus');
    expect(embeds?.[0]?.description).toContain('/notify remove');
  });

  it('about very many servers keeps to the limits of Discord', () => {
    const servers = Array.from({ length: 15 }, (_, n) => ({
      name: `${n} ${'*'.repeat(300)}`,
      players: 100_000,
      place: `🗺️ ${'x'.repeat(300)}`,
    }));
    const shown = busyMessage('77', servers);
    expect(fitMessage(shown)).toEqual(shown);
    expect(shown.embeds?.[0]?.description).toContain('… and 7 more');
    expect(shown.embeds?.[0]?.description).toContain('/notify remove');
  });
});
