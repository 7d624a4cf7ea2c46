import { describe, expect, it } from 'vitest';
import { parseDcsJson } from '../../src/dcsserverbot/requests.ts';
import { NOT_FOUND, PERSON, reply, withServer } from './harness.ts';
import { missing } from './leaves.ts';
import { exampleText, openApi } from './openapi.ts';
import { METHODS, someArguments, told } from './rest-methods.ts';

/** The method of an endpoint. */
function find(method: string, path: string): (typeof METHODS)[number] {
  const found = METHODS.find(({ operation }) => operation.method === method && operation.path === path);
  if (found === undefined) throw new Error(`no method for ${method} ${path}`);
  return found;
}

describe("the OpenAPI description's own example of an answer is read, and nothing of it lost", () => {
  for (const { method, path, answer } of openApi()) {
    // A text alone has no example, and a picture neither.
    const text =
      answer?.$ref === undefined && answer?.items === undefined ? '"DCS Server"' : exampleText(answer);
    it(`of ${method} ${path}`, async () => {
      const served = (asked: { path: string; method: string }) =>
        asked.path === path && asked.method === method ? reply(text) : NOT_FOUND;
      await withServer(served, async ({ rest }) => {
        const { operation, of } = find(method, path);
        const value = told(await of(rest)(someArguments(operation), PERSON));
        if (value instanceof Uint8Array) expect(Buffer.from(value).toString()).toBe(text);
        else expect(missing(parseDcsJson(text), value)).toEqual([]);
      });
    });
  }
});

/** Answers in the forms of the project's document, and what the whole client makes of them. */
const DOCUMENT: readonly (readonly [method: string, path: string, answer: unknown])[] = [
  ['POST', '/getuser', { name: 'Maverick', date: '2025-02-03T10:00:00' }],
  [
    'GET',
    '/servers',
    [
      {
        name: 'Server',
        status: 'Running',
        address: '203.0.113.1:10308',
        password: 'pw',
        mission: {
          name: 'Mission',
          uptime: '1 day, 2:03:04',
          date_time: '1944-06-06 1 day, 7:01:01',
          theatre: 'Syria',
          blue_slots: 10,
          red_slots: 12,
          blue_slots_used: 1,
          red_slots_used: 2,
          restart_time: 1_795_345_070,
        },
      },
    ],
  ],
  [
    'POST',
    '/stats',
    {
      deaths: 4,
      aakills: 10,
      aakdr: 2.5,
      lastSessionKills: 1,
      lastSessionDeaths: 0,
      killsbymodule: [{ module: 'F-14B', kills: 3 }],
      kdrByModule: [{ module: 'F-16C_50', kdr: 3.5 }],
    },
  ],
  ['GET', '/topkills', { fullNickname: 'Maverick', AAkills: 10, deaths: 4, AAKDR: 2.5 }],
  ['GET', '/topkdr', { fullNickname: 'Maverick', AAkills: 10, deaths: 4, AAKDR: 2.5 }],
  ['POST', '/missilepk', { weapon: { 'weapon-name': 'AIM-120C', pk: 0.5 } }],
  ['POST', '/credits', [{ id: 1, name: 'Campaign', credits: 12.5 }]],
  ['GET', '/squadrons', [{ name: 'VF-103', description: 'd', image_url: 'u', locked: true, role: 'r' }]],
  ['POST', '/squadron_members', [{ name: 'Maverick', date: '2025-02-03T10:00:00' }]],
  ['POST', '/linkme', { token: 34, timestamp: '2025-02-03 10:00:00.123', rc: 0 }],
];

describe("the document's form of an answer is read, and nothing of it lost", () => {
  for (const [method, path, answer] of DOCUMENT) {
    it(`of ${method} ${path}`, async () => {
      const served = (asked: { path: string }) => (asked.path === path ? reply(answer) : NOT_FOUND);
      await withServer(served, async ({ rest }) => {
        const { operation, of } = find(method, path);
        const result = await of(rest)(someArguments(operation), PERSON);
        expect(missing(answer, told(result))).toEqual([]);
        if (told(result) !== result) expect(result).toHaveProperty('version', 'documented');
      });
    });
  }
});
