import { describe, expect, it } from 'vitest';
import { PERSON, reply, withServer } from './harness.ts';
import { exampleText, openApi } from './openapi.ts';

const SERVER = { serverName: 'DCS Server' };
const ONE = { ...SERVER, airbaseName: 'Batumi' };

/** The description's example of an answer, as something to change. */
function example(path: string): Record<string, unknown> {
  const answer = openApi().find((endpoint) => endpoint.path === path)?.answer;
  if (answer === undefined) throw new Error(`no answer of ${path}`);
  return JSON.parse(exampleText(answer));
}

describe('where servers differ from their own description', () => {
  it('the clouds of an ATIS are misspelt, and the wind counts on beyond the north', async () => {
    const atis = {
      ...example('/airbase/atis'),
      clouds: { base: 8000, thickenss: 656, density: 4 },
      wind: { speed: 5, dir: 450 },
      turbulence: 3,
      qfe: {},
    };
    await withServer(
      () => reply(atis),
      async ({ rest }) => {
        expect(await rest.airbases.atis(ONE, PERSON)).toMatchObject({
          clouds: { base: 8000, thickness: 656, density: 4 },
          wind: { speed: 5, direction: 90 },
          turbulence: 3,
          qfe: {},
        });
      },
    );
  });

  it('lists of an airbase are Lua tables, or nothing', async () => {
    const row = { name: 'A', lat: 1, lng: 2, alt: 3, position: { x: 1, y: 2, z: 3 }, dynamic: {} };
    const airbases = [
      {
        ...row,
        frequencyList: { 1: { 1: 131_000_000, 2: 0 } },
        runwayList: { 1: '13', 2: '31' },
        coalition: '2',
      },
      { ...row, frequencyList: {}, runwayList: null, coalition: 'blue', extra: true },
    ];
    await withServer(
      () => reply({ airbases }),
      async ({ rest }) => {
        expect(await rest.airbases.list(SERVER, PERSON)).toMatchObject([
          { frequencies: [{ hertz: 131_000_000, modulation: 0 }], runways: ['13', '31'], coalition: 2 },
          { frequencies: [], runways: [], coalition: 'blue', dynamicSpawn: false },
        ]);
      },
    );
  });

  it('what an airbase has beyond the known fields is there under its own name', async () => {
    await withServer(
      () => reply({ airbase: { name: 'Batumi', parking: [{ Term_Index: 9 }], unheardOf: { a: 1 } } }),
      async ({ rest }) => {
        expect(await rest.airbases.get(ONE, PERSON)).toEqual({
          name: 'Batumi',
          details: { name: 'Batumi', parking: [{ Term_Index: 9 }], unheardOf: { a: 1 } },
        });
      },
    );
  });

  it('a category of a warehouse is empty, which Lua writes as a list, or a new one', async () => {
    const answer = {
      warehouse: { aircraft: [], liquids: { 0: '500000' }, vehicles: { truck: 1 } },
      unlimited: [],
    };
    await withServer(
      () => reply(answer),
      async ({ rest }) => {
        expect(await rest.airbases.warehouse(ONE, PERSON)).toEqual({
          stock: { aircraft: {}, liquids: { 0: 500_000 }, vehicles: { truck: 1 } },
          unlimited: {},
        });
      },
    );
  });

  it('drawings of a layer are a list, maps by name as the description says, or nothing', async () => {
    const drawing = { name: 'AO', primitiveType: 'Line', points: null, location: {} };
    const drawings = { plain: [drawing], named: [{ first: drawing, second: drawing }], none: [] };
    const read = { name: 'AO', primitiveType: 'Line', points: [] };
    await withServer(
      () => reply({ drawings }),
      async ({ rest }) => {
        expect(await rest.utilities.drawings(SERVER, PERSON)).toEqual({
          plain: [read],
          named: [read, read],
          none: [],
        });
      },
    );
  });

  it('numbers of statistics are text, as the description says and servers do not', async () => {
    const stats = { ...example('/stats'), kdr: '2.5', kdr_pvp: '0', killsByModule: null };
    await withServer(
      () => reply(stats),
      async ({ rest }) => {
        const asked = { nick: 'a', date: '2026-01-01T00:00:00' };
        expect(await rest.statistics.stats(asked, PERSON)).toMatchObject({
          version: 'current',
          value: { kdr: 2.5, pvpKdr: 0, killsByModule: [] },
        });
        await withServer(
          () => reply([{ weapon: 'AIM-120C', shots: 20, hits: 10, pk: '0.50' }]),
          async ({ rest: other }) => {
            expect(await other.statistics.weaponPk({ nick: 'a' }, PERSON)).toEqual([
              { weapon: 'AIM-120C', shots: 20, hits: 10, probabilityOfKill: 0.5 },
            ]);
          },
        );
      },
    );
  });

  it('a unit has no weapons, and nobody in it', async () => {
    const unit = { ...example('/mission/unit'), loadout: [], player_name: null, waypoints: null, tacan: {} };
    await withServer(
      () => reply(unit),
      async ({ rest }) => {
        const read = await rest.utilities.unit({ ...SERVER, unitName: 'x' }, PERSON);
        expect(read).toMatchObject({ loadout: {}, waypoints: [], tacan: { active: false } });
        expect(read).not.toHaveProperty('playerName');
      },
    );
  });
});
