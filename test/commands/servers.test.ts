import { ComponentType } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { fitMessage } from '../../src/message/fit.ts';
import type { Message } from '../../src/message/message.ts';
import { UserError } from '../../src/message/user-error.ts';
import { serve } from '../http/http-server.ts';
import { NOW, startBot, textOf } from './bot.ts';

interface GameServerRow {
  readonly id: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly game?: string;
}

const ROWS: readonly GameServerRow[] = [
  {
    id: '11',
    game: 'rust',
    attributes: {
      name: '*Rusty* [Goose](https://evil.example/) @everyone',
      status: 'online',
      address: 'rust.example.net',
      ip: '192.0.2.1',
      port: 28010,
      players: 1244,
      maxPlayers: 1275,
      details: { map: 'Procedural_Map', rust_uptime: 41734 },
    },
  },
  {
    id: '12',
    game: 'someday',
    attributes: {
      name: 'Old one',
      status: 'offline',
      ip: '192.0.2.2',
      port: 2302,
      players: 0,
      maxPlayers: 60,
      details: null,
    },
  },
  { id: '13', attributes: { name: 'Hidden', status: 'online', private: true } },
  { id: '14', attributes: { name: 'Gone', status: 'removed' } },
];

/** A list of servers as BattleMetrics gives it, by the filters that Squawk uses. */
function battlemetrics(rows: readonly GameServerRow[] = ROWS): Promise<URL> {
  return serve((request, response) => {
    const query = new URL(request.url ?? '/', 'http://localhost').searchParams;
    const ids = query.get('filter[ids][whitelist]')?.split(',');
    const known = ids !== undefined || query.get('filter[organizations]') === '77';
    const data = rows
      .filter(({ id }) => known && (ids === undefined || ids.includes(id)))
      .map(({ id, attributes, game }) => ({
        type: 'server',
        id,
        attributes: { id, ...attributes },
        relationships: game === undefined ? {} : { game: { data: { type: 'game', id: game } } },
      }));
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ data, links: {}, included: [] }));
  });
}

const forbidden = (): Promise<URL> =>
  serve((_, response) => {
    response.writeHead(403, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ errors: [{ title: 'Forbidden', detail: 'secret words' }] }));
  });

describe.each(['documented', 'current'] as const)(
  '/servers with DCSServerBot in the %s version',
  (version) => {
    it('shows status by colour and word, mission, theatre, players and slots, uptime and restart', async () => {
      const bot = await startBot({ dcs: version });
      const [embed] = (await bot.run('servers')).embeds ?? [];
      const [running, paused, shut] = embed?.fields ?? [];
      expect(embed?.description).toMatch(/\*\*2\*\* of 3 servers up · 5 players/u);
      expect(running?.name).toBe("🟢 Special K's PvP | EU [24/7] _Caucasus_".replace(/[|[\]/_]/gu, '\\$&'));
      expect(running?.value).toMatch(/^\*\*Running\*\* · \*\*5\*\* \/ (?:64|78) players$/mu);
      expect(running?.value).toContain('Caucasus · Operation\\_Snowfox v2.1 \\[DAY\\]');
      expect(running?.value).toContain(`Up 1 h 24 min (since <t:${NOW / 1000 - 5061}:t>)`);
      expect(running?.value).toContain(`Restart <t:${NOW / 1000 + 3 * 3600}:R>`);
      expect(paused?.name).toMatch(/^🟡/u);
      expect(paused?.value).toMatch(/^\*\*Paused\*\*/u);
      expect(paused?.value).toContain('Up 1 d 1 h');
      expect(paused?.value).not.toContain('since');
      expect(shut?.value).toMatch(/^\*\*Shut down\*\*$/mu);
    });

    it('shows a password only where the operator switched that on, hidden until it is tapped', async () => {
      const kept = textOf(await (await startBot({ dcs: version })).run('servers'));
      expect(kept).not.toContain('s3cr3t');
      expect(kept).not.toContain('||');
      expect(kept).toContain('password needed');
      const shown = textOf(
        await (await startBot({ dcs: version, showServerPasswords: true })).run('servers'),
      );
      expect(shown).toContain('||`s3cr3t*pw_`||');
    });
  },
);

describe('/servers', () => {
  it('shows the servers of both APIs side by side', async () => {
    const bot = await startBot({ dcs: 'current', battlemetrics: await battlemetrics() });
    const { embeds = [] } = await bot.run('servers');
    expect(embeds.map(({ title }) => title)).toEqual(['🛩️ DCS World', '🎮 Game servers']);
    const [online, offline, ...more] = embeds[1]?.fields ?? [];
    expect(online?.name).toBe('🟢 \\*Rusty\\* \\[Goose\\](https\\:\\/\\/evil.example\\/) \\@everyone');
    expect(online?.value).toBe(
      [
        '**Online** · **1,244** / 1,275 players',
        '🗺️ Rust · Procedural\\_Map',
        'Up 11 h 35 min',
        '`rust.example.net:28010`',
      ].join('\n'),
    );
    expect(offline?.value).toContain('**Offline**');
    expect(offline?.value).toContain('192.0.2.2:2302');
    expect(offline?.value).toContain('someday');
    // Neither a private server nor one that is gone is for everyone's eyes.
    expect(more).toEqual([]);
  });

  it('shows the servers that the operator named, in that order', async () => {
    const bot = await startBot({ battlemetrics: await battlemetrics(), serverIds: ['13', '11'] });
    const { embeds = [] } = await bot.run('servers');
    expect(embeds[0]?.fields?.map(({ name }) => name.slice(0, 8))).toEqual(
      ['🟢 Hidden', '🟢 \\*Rust'].map((name) => name.slice(0, 8)),
    );
  });

  it('shows a failing BattleMetrics as such beside the DCS servers', async () => {
    const bot = await startBot({ dcs: 'current', battlemetrics: await forbidden() });
    const message = await bot.run('servers');
    const text = textOf(message);
    expect(message.embeds?.[0]?.fields).toHaveLength(3);
    expect(message.embeds?.[1]?.description).toContain('BATTLEMETRICS_TOKEN');
    expect(text).not.toContain('secret words');
    expect(bot.warnings()).toContain('BattleMetrics');
  });

  it('shows a failing DCSServerBot as such beside the game servers', async () => {
    const bot = await startBot({ dcs: 'current', battlemetrics: await battlemetrics() });
    bot.simulator?.faults.set('/servers', { kind: 'status', status: 403 });
    const { embeds = [] } = await bot.run('servers');
    expect(embeds[0]?.description).toContain('DCSSERVERBOT_API_KEY');
    expect(embeds[1]?.fields).toHaveLength(2);
  });

  it('shows what is there while the other API takes its time', async () => {
    const interim: Message[] = [];
    const bot = await startBot({
      dcs: 'current',
      battlemetrics: await battlemetrics(),
      progress: (message) => interim.push(message),
    });
    bot.simulator?.faults.set('/servers', { kind: 'slow', ms: 3_500 });
    const final = await bot.run('servers');
    expect(interim).toHaveLength(1);
    const [dcs, game] = interim[0]?.embeds ?? [];
    expect(dcs?.description).toContain('Still asking DCSServerBot');
    expect(game?.fields).toHaveLength(2);
    expect(final.embeds?.[0]?.fields).toHaveLength(3);
  });

  it('is an error when nothing answers', async () => {
    const bot = await startBot({ dcs: 'current', battlemetrics: await forbidden() });
    bot.simulator?.faults.set('/servers', { kind: 'wrong-schema' });
    const failure = bot.run('servers');
    await expect(failure).rejects.toThrow(UserError);
    await expect(failure).rejects.toThrow(/DCSServerBot answered in a way[\s\S]*BattleMetrics does not let/u);
  });

  it('says so when there are no servers', async () => {
    const bot = await startBot({ dcs: 'current', battlemetrics: await battlemetrics([]) });
    if (bot.simulator !== undefined) bot.simulator.world.servers.length = 0;
    expect(textOf(await bot.run('servers'))).toMatch(
      /DCSServerBot lists no servers[\s\S]*BattleMetrics lists no servers/u,
    );
  });

  it('pages a long list instead of overflowing, and stays on a page that exists', async () => {
    const rows = Array.from({ length: 40 }, (_, index) => ({
      id: String(100 + index),
      game: 'g'.repeat(200),
      attributes: {
        name: `${String(index).padStart(2, '0')} ${'*_`'.repeat(200)}`,
        status: 'online',
        address: `${'a'.repeat(253)}`,
        port: 65535,
        players: 100_000,
        maxPlayers: 100_000,
        details: { map: '[x](y)'.repeat(100) },
      },
    }));
    const bot = await startBot({ dcs: 'current', battlemetrics: await battlemetrics(rows) });
    const seen = new Set<string>();
    let page = await bot.run('servers');
    for (let turns = 0; turns < 20; turns += 1) {
      expect(fitMessage(page)).toEqual(page);
      for (const { fields = [] } of page.embeds ?? []) for (const { name } of fields) seen.add(name);
      const next = buttonsOf(page).at(-1);
      if (next === undefined || next.disabled === true || !('custom_id' in next)) break;
      page = await bot.press(next.custom_id);
    }
    expect(seen.size).toBe(43);
    expect(buttonsOf(page).map(({ label }) => label)).toContain('8 / 8');
    const beyond = await bot.press('v1:servers:page:99');
    expect(beyond).toEqual(page);
    expect((await bot.press('v1:servers:page:x')).embeds?.[0]?.title).toContain('DCS World');
  });

  it('needs no buttons for a single page', async () => {
    const bot = await startBot({ dcs: 'current' });
    expect((await bot.run('servers')).components ?? []).toEqual([]);
  });
});

function buttonsOf(message: Message) {
  return (message.components?.[0]?.components ?? []).flatMap((component) =>
    component.type === ComponentType.Button && 'label' in component ? [component] : [],
  );
}
