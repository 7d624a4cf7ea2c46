import { describe, expect, test } from 'vitest';
import { BAN_FORMATS } from '../../../src/moderation/bans/ban-exports.ts';
import { readList } from '../../../src/moderation/bans/import/read-list.ts';
import { call, ORGANIZATION, setScene } from '../scene.ts';

/** A world with one ban for good of everything that a format may hold. */
async function setExport() {
  const scene = await setScene();
  const { player, world } = scene;
  const [model] = world.bans;
  if (model === undefined) throw new Error('the simulated world has no bans');
  const values = Object.fromEntries(player.identifiers.map(({ type, identifier }) => [type, identifier]));
  const made = {
    ...model,
    id: '160000001',
    uid: 'every0001',
    expires: null,
    orgWide: false,
    serverId: '1000103',
    playerId: player.id,
    identifiers: player.identifiers.map(({ id }) => Number(id)),
  };
  return { ...scene, made, values };
}

describe.each(BAN_FORMATS)('an export as $format', ({ format, holds }) => {
  test('holds the bans that hold, and can be read again', async () => {
    const { moderation, world, made, values } = await setExport();
    world.bans.splice(0, world.bans.length, made);
    const { text, fileName } = await moderation.exports.export({ format }, call);
    expect(fileName).toMatch(/^bans-[a-z0-9-]+-\d{4}-\d{2}-\d{2}\.(?:txt|cfg|ini)$/);
    const { entries, problems } = readList(text);
    expect(problems).toEqual([]);
    expect(entries.length).toBeGreaterThan(0);
    for (const { type, identifier } of entries) expect(identifier).toBe(values[type]);
  });

  test('is of one server, where that is asked for', async () => {
    const { moderation, world, made } = await setExport();
    world.bans.splice(0, world.bans.length, made);
    const there = await moderation.exports.export({ format, server: 'Example Community Reforger' }, call);
    expect(there.text).not.toBe('');
    await expect(moderation.exports.export({ format, server: '1000101' }, call)).rejects.toMatchObject({
      identifier: 'export-empty',
    });
  });

  test('is refused when nothing is in it, with what it can hold', async () => {
    const { moderation, world } = await setExport();
    world.bans.splice(0, world.bans.length);
    await expect(moderation.exports.export({ format }, call)).rejects.toMatchObject({
      identifier: 'export-empty',
      message: expect.stringContaining(holds),
    });
  });
});

test('each format gives a file a name of its own, of the day', async () => {
  const { moderation, world, made, clock } = await setExport();
  world.bans.push(made);
  clock.offset = Date.parse('2026-11-25T12:00:00Z') - Date.now();
  const names = await Promise.all(
    BAN_FORMATS.map(async ({ format }) => (await moderation.exports.export({ format }, call)).fileName),
  );
  expect(names).toEqual([
    'bans-squad-2026-11-25.cfg',
    'bans-arma3-2026-11-25.txt',
    'bans-arma2-2026-11-25.txt',
    'bans-ark-2026-11-25.txt',
    'bans-rust-2026-11-25.cfg',
    'bans-rust-ip-2026-11-25.ini',
  ]);
});

test('an export is of our organization alone', async () => {
  const { moderation, simulator } = await setExport();
  await moderation.exports.export({ format: 'squad/Bans.cfg' }, call);
  const [asked] = simulator.requests.filter(({ path }) => path === '/bans/export');
  expect(asked?.query.get('filter[organization]')).toBe(ORGANIZATION);
});

test('an export of a server of somebody else is refused', async () => {
  const { moderation } = await setExport();
  await expect(
    moderation.exports.export({ format: 'squad/Bans.cfg', server: '1000104' }, call),
  ).rejects.toMatchObject({ identifier: 'server-unknown' });
});

test('a token that may not export is told which scope it lacks', async () => {
  const { moderation, simulator } = await setExport();
  simulator.faults.add({ path: '/bans/export', fault: { kind: 'status', status: 403 } });
  await expect(moderation.exports.export({ format: 'squad/Bans.cfg' }, call)).rejects.toMatchObject({
    identifier: 'scope-missing',
    message: /`ban:export`/,
  });
});
