import { describe, expect, it, onTestFinished } from 'vitest';
import { ConfigError } from '../../../config/config-error.ts';
import { type FileSchedule, loadSchedulesFile } from '../../../config/schedules-file.ts';
import { createDcsServerBot } from '../../../src/dcsserverbot/client.ts';
import { ResponseCache } from '../../../src/http/response-cache.ts';
import { createTransport } from '../../../src/http/undici-transport.ts';
import { fileSettings, syncFile } from '../../../src/leaderboards/schedules/schedule-sync.ts';
import { openTestStore, silent } from '../../store/open.ts';

const NOW = Date.parse('2026-06-01T12:00Z');
const ENTRY: FileSchedule = {
  id: 'daily-kdr',
  board: 'kdr',
  channel: '1180000000000000001',
  when: 'daily 18:00',
};

/** With a DCSServerBot that nobody can reach: a start must not need it. */
function settings(...entries: readonly FileSchedule[]) {
  const transport = createTransport({
    api: 'DCSServerBot',
    baseUrl: new URL('http://127.0.0.1:9'),
    headers: {},
  });
  onTestFinished(() => transport.close());
  const cache = new ResponseCache({ now: () => NOW, maxEntries: 10 });
  const dcs = createDcsServerBot({ transport, cache, now: () => NOW, log: silent });
  const apis = { dcs, battlemetrics: undefined };
  return fileSettings(entries, { apis, timezone: 'Europe/Berlin', now: NOW });
}

function refusal(...entries: readonly FileSchedule[]): ConfigError {
  try {
    settings(...entries);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('expected a ConfigError');
}

describe('the schedules of the file', () => {
  it('mean what those made in Discord mean', () => {
    expect(settings({ ...ENTRY, minimum: 5, top: 7, server: 'Our Server' })).toEqual([
      {
        id: 'daily-kdr',
        settings: {
          content: {
            kind: 'board',
            spec: {
              board: 'kdr',
              period: 'all',
              order: 'weighted',
              minimum: 5,
              top: 7,
              server: { id: 'Our Server', name: 'Our Server' },
            },
          },
          channelId: '1180000000000000001',
          when: 'daily 18:00',
          cron: '0 18 * * *',
          timezone: 'Europe/Berlin',
          mode: 'edit',
          pin: false,
          deletePrevious: false,
          mentionRoleId: null,
        },
      },
    ]);
  });

  it('of the example are possible', () => {
    const all = settings(...loadSchedulesFile('config/schedules.example.json', '1'));
    expect(
      all.map(({ id, settings: { content, mode } }) => [id, content.kind, content.spec.board, mode]),
    ).toEqual([
      ['daily-kdr', 'board', 'kdr', 'edit'],
      ['monday-kills', 'board', 'kills', 'post'],
      ['weekly-digest', 'digest', 'kdr', 'post'],
    ]);
  });

  it('with faults are refused together, each with its name and what is wrong', () => {
    const { message, faults } = refusal(
      ENTRY,
      { ...ENTRY, id: 'a', board: 'kd' },
      { ...ENTRY, id: 'b', when: 'at teatime' },
      { ...ENTRY, id: 'c', timezone: 'Middle/Earth' },
      { ...ENTRY, id: 'd', top: 100 },
      { ...ENTRY, id: 'e', board: 'bm-playtime', server: { id: '1', name: 'One' } },
      { ...ENTRY, id: 'f', period: 'week' },
      { ...ENTRY, id: 'g', mentionRole: '1180000000000000002' },
      { ...ENTRY, id: 'h', when: '* * * * *' },
    );
    expect(faults).toHaveLength(8);
    for (const id of 'abcdefgh')
      expect(message).toContain(`Schedule "${id}" of the schedules file is not possible: `);
    for (const text of [
      'kdr, kills',
      'teatime',
      'Middle/Earth',
      '3 to 25',
      'BattleMetrics',
      'no periods',
      'pings nobody',
      '5 min',
    ]) {
      expect(message).toContain(text);
    }
    expect(message).toContain('SCHEDULES_FILE');
  });

  it('wake at the next start, for the operator has no other way', async () => {
    const store = await openTestStore(undefined, () => NOW);
    await syncFile(store.schedules, settings(ENTRY, { ...ENTRY, id: 'other' }));
    await store.schedules.rest('daily-kdr', 'The channel is gone.');
    const changes = await syncFile(store.schedules, settings(ENTRY, { ...ENTRY, id: 'other' }));
    expect(changes).toEqual({ added: [], changed: [], removed: [], woken: ['daily-kdr'] });
    expect((await store.schedules.all()).map(({ state }) => state)).toEqual(['active', 'active']);
  });

  it('stay as they are at the next start, and follow the file when it changes', async () => {
    const store = await openTestStore(undefined, () => NOW);
    const first = await store.schedules.syncFile(settings(ENTRY, { ...ENTRY, id: 'other' }));
    expect(first.added).toEqual(['daily-kdr', 'other']);
    const again = await store.schedules.syncFile(settings(ENTRY, { ...ENTRY, id: 'other' }));
    expect(again).toEqual({ added: [], changed: [], removed: [] });
    const changed = await store.schedules.syncFile(settings({ ...ENTRY, when: 'mondays 09:00' }));
    expect(changed).toEqual({ added: [], changed: ['daily-kdr'], removed: ['other'] });
  });
});
