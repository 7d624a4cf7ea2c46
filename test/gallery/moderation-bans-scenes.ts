import type { ShownMessage } from '../../src/demo/page/protocol.ts';
import type { Actor } from './actor.ts';
import { heldBan, server } from './moderation-people.ts';
import type { Scene } from './scenes.ts';

const moderator = { role: 'moderator' } as const;
const admin = { role: 'admin' } as const;
const FIRST_STEAM_ID = 76_561_190_000_100_000n;
const REASONS = ['Cheating elsewhere', 'Team killing, three times', 'Insults', 'Ban evasion'];

/** A list of a partner: so many whom BattleMetrics does not know, and what a list has of faults. */
const listOf = (count: number, faults: readonly string[] = []) => ({
  file: {
    name: 'partner-bans.csv',
    base64: Buffer.from(
      [
        'type,identifier,reason,duration,note',
        ...Array.from(
          { length: count },
          (_, nth) =>
            `steamID,${FIRST_STEAM_ID + BigInt(nth * 7)},"${REASONS[nth % 4]}",${nth % 2 ? '1mo' : 'perm'},`,
        ),
        ...faults,
      ].join('\n'),
    ).toString('base64'),
  },
});

function imported(actor: Actor, count: number): Promise<ShownMessage> {
  return actor.ask('bans import', listOf(count), /Import these bans/u);
}

export const MODERATION_BANS_SCENES: Readonly<Record<string, readonly Scene[]>> = {
  '/bans': [
    {
      ...moderator,
      name: 'bans-list',
      alt: 'The bans that hold, the latest first: who, which, until when, why, by whom; with buttons to turn the page',
      play: (actor) => actor.ask('bans list'),
    },
    {
      ...moderator,
      name: 'bans-list-server',
      alt: 'All bans of one server, those that have ended marked',
      play: (actor) => actor.ask('bans list', { state: 'all', server: server(actor.stage) }),
    },
    {
      ...moderator,
      name: 'bans-search-empty',
      alt: 'No ban fits the search',
      play: (actor) => actor.ask('bans search', { text: 'flying saucer' }),
    },
    {
      ...moderator,
      name: 'bans-show',
      alt: 'One ban with everything that is known of it, and what can be done about it',
      play: (actor) => actor.ask('bans show', { ban: heldBan(actor.stage, true).id }),
    },
    {
      ...admin,
      name: 'bans-export',
      alt: 'All bans as a file in the format of a game',
      play: (actor) => actor.ask('bans export', { format: 'squad/Bans.cfg' }),
    },
    {
      ...admin,
      name: 'bans-import-preview',
      alt: 'The question before a list of bans is imported: how many, the first of them, who is left out, and which lines could not be read',
      play: (actor) => {
        const { bans, players } = actor.stage.battlemetrics.world;
        const banned = players
          .find(({ id }) => id === bans.find(({ expires, orgWide }) => expires === null && orgWide)?.playerId)
          ?.identifiers.find(({ type }) => type === 'steamID')?.identifier;
        return actor.ask(
          'bans import',
          listOf(84, [
            `steamID,${FIRST_STEAM_ID},Twice,perm,`,
            `steamID,${banned},Banned already,perm,`,
            'steamID,nonsense,Unreadable,perm,',
            `steamID,${FIRST_STEAM_ID + 9_999n},No end,soon,`,
          ]),
        );
      },
    },
    {
      ...admin,
      name: 'bans-import-progress',
      alt: 'A bar shows how far the import has come',
      play: async (actor) => {
        const asked = await imported(actor, 140);
        const { faults } = actor.stage.battlemetrics;
        faults.add({ fault: { kind: 'slow', ms: 200 }, path: '/bans/import', times: 1 });
        faults.add({ fault: { kind: 'slow', ms: 30_000 }, path: '/bans/import' });
        return await actor.press(asked, 'Import 140 bans', /▰▱/u);
      },
    },
    {
      ...admin,
      name: 'bans-import-done',
      alt: 'The list was imported',
      play: async (actor) => actor.press(await imported(actor, 40), 'Import 40 bans', /✅/u),
    },
    {
      ...admin,
      name: 'bans-import-partly',
      alt: 'BattleMetrics refused a part of the list: how far it came, and how to go on',
      play: async (actor) => {
        const asked = await imported(actor, 70);
        refuseSecondPart(actor);
        return await actor.press(asked, 'Import 70 bans', /Partly/u);
      },
    },
    {
      ...admin,
      name: 'bans-import-partly-audit',
      alt: 'The message in the audit channel about a list of which a part was imported',
      play: async (actor) => {
        const asked = await imported(actor, 70);
        refuseSecondPart(actor);
        await actor.press(asked, 'Import 70 bans', /Partly/u);
        return await actor.audit(/Partly/u);
      },
    },
    {
      ...admin,
      name: 'bans-import-unreadable',
      alt: 'The file is no list of bans; the message says what can be read',
      play: (actor) =>
        actor.ask('bans import', {
          file: { name: 'holiday.png', base64: Buffer.from([137, 80, 78, 71, 0, 1]).toString('base64') },
        }),
    },
    {
      ...moderator,
      name: 'bans-import-not-allowed',
      alt: 'A moderator may not import bans: it takes an admin',
      play: (actor) => actor.ask('bans import', listOf(3)),
    },
  ],
};

function refuseSecondPart({ stage: { battlemetrics } }: Actor): void {
  const path = '/bans/import';
  battlemetrics.faults.add({ fault: { kind: 'slow', ms: 1 }, path, times: 1 });
  battlemetrics.faults.add({
    fault: { kind: 'status', status: 422, detail: 'identifiers: too many' },
    path,
    times: 1,
  });
}
