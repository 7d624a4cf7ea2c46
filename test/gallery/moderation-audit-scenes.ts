import type { ShownMessage } from '../../src/demo/page/protocol.ts';
import type { Store } from '../../src/store/store.ts';
import { type Actor, BY_ITSELF_MS } from './actor.ts';
import { regular, server } from './moderation-people.ts';
import type { Known, Scene } from './scenes.ts';

const moderator = { role: 'moderator' } as const;
const admin = { role: 'admin' } as const;
const MINUTE = 60_000;

async function banned(actor: Actor): Promise<ShownMessage> {
  const asked = await actor.ask(
    'ban',
    { player: regular(actor.stage).id, preset: 'Team killing' },
    /Ban this player/u,
  );
  await actor.press(asked, 'Ban', /✅ Banned/u);
  return await actor.audit(/Undo/u);
}

const undoing = async (actor: Actor): Promise<ShownMessage> =>
  actor.pressForAnswer(await banned(actor), 'Undo');

/** Somebody else bans so many by BattleMetrics' own page, after Squawk looked the last time. */
const elsewhere =
  (count: number) =>
  async (store: Store, { battlemetrics: { bans, players, users }, now }: Known): Promise<void> => {
    await store.outsideBans.add([{ banId: 'looked', madeAt: now - 70 * MINUTE, post: 'none', ban: null }]);
    for (const [index, player] of players.slice(0, count).entries()) {
      const timestamp = now - (count - index) * MINUTE;
      bans.push({
        id: String(170_000_000 + index),
        uid: `web${index}`,
        timestamp,
        reason: 'Glitched into the radio tower. {{timeLeft}} left',
        note: null,
        expires: now + 24 * 60 * MINUTE,
        identifiers: [],
        orgWide: true,
        autoAddEnabled: true,
        nativeEnabled: null,
        playerId: player.id,
        serverId: undefined,
        banListId: undefined,
        userId: users[0]?.id,
        writtenAt: timestamp,
      });
    }
  };

/** Something of every kind, by two people. */
async function busyEvening(actor: Actor): Promise<void> {
  const player = regular(actor.stage).id;
  await banned(actor);
  await actor.ask('flag add', { player, flag: 'Watch' }, /✅|Done/u);
  await actor.ask('note add', { player, text: 'Warned for ramming at the airfield.' }, /✅/u);
  // What was done at one moment would be listed in any order.
  actor.stage.advance(1);
  await actor.beside('admin').ask('slot add', { player, duration: '1mo' }, /✅/u);
  const asked = await actor.ask('ban', { player, preset: 'Cheating' }, /Ban this player/u);
  await actor.press(asked, 'Propose the ban', /Waits/u);
}

const say = (actor: Actor, command: string): Promise<ShownMessage> =>
  actor.ask('rcon', { server: server(actor.stage), command });

export const MODERATION_AUDIT_SCENES: Readonly<Record<string, readonly Scene[]>> = {
  '/audit': [
    {
      ...moderator,
      name: 'audit-search',
      alt: 'The record: what was done, to whom, by whom, when, and what became of it',
      play: async (actor) => {
        await busyEvening(actor);
        return await actor.ask('audit search');
      },
    },
    {
      ...moderator,
      name: 'audit-search-empty',
      alt: 'Nothing of the record fits the search',
      play: (actor) => actor.ask('audit search', { action: 'console' }),
    },
    {
      ...moderator,
      name: 'audit-export',
      alt: 'The record as a CSV file',
      play: async (actor) => {
        await busyEvening(actor);
        return await actor.ask('audit export', { from: '7d' });
      },
    },
  ],
  'The audit channel': [
    {
      ...moderator,
      name: 'undo-question',
      alt: 'The button Undo below a ban asks first: what would be lifted, and what it undoes',
      play: (actor) => undoing(actor),
    },
    {
      ...moderator,
      name: 'undone',
      alt: 'The message of a ban that was undone: by whom',
      play: async (actor) => {
        const first = await banned(actor);
        const asked = await actor.pressForAnswer(first, 'Undo');
        await actor.press(asked, 'Lift the ban', /Ban lifted/u);
        return await actor.later(first, /Undone/u);
      },
    },
    {
      ...moderator,
      name: 'audit-looking',
      looksFor: 'long',
      alt: 'The message of a ban whose answer got lost: it is being looked for',
      play: async (actor) => {
        actor.stage.battlemetrics.faults.add({ method: 'POST', path: '/bans', fault: { kind: 'reset' } });
        const asked = await actor.ask(
          'ban',
          { player: regular(actor.stage).id, preset: 'Team killing' },
          /Ban this/u,
        );
        await actor.press(asked, 'Ban', /Looking whether/u);
        return await actor.audit(/Team killing/u);
      },
    },
    {
      ...moderator,
      name: 'outside-ban',
      alt: 'A ban that somebody made on the page of BattleMetrics, told in the audit channel',
      remembers: elsewhere(1),
      play: (actor) => actor.audit(/made elsewhere/u, BY_ITSELF_MS),
    },
    {
      ...moderator,
      name: 'outside-bans-many',
      alt: 'Many bans at once that were made elsewhere are told in one message',
      remembers: elsewhere(60),
      play: (actor) => actor.audit(/more bans? made elsewhere/u, BY_ITSELF_MS),
    },
  ],
  '/rcon': [
    {
      ...admin,
      name: 'rcon-question',
      alt: 'The question before a command is sent to the console of a game server',
      play: (actor) => say(actor, 'say Restart in ten minutes'),
    },
    {
      ...admin,
      name: 'rcon-answer',
      alt: 'The command was sent, with what the console answered',
      play: async (actor) => actor.press(await say(actor, 'status'), 'Send', /✅/u),
    },
    {
      ...admin,
      name: 'rcon-unknown',
      alt: 'The answer got lost, and a console keeps nothing by which it could be found out: it stays unknown',
      play: async (actor) => {
        const asked = await say(actor, 'say Restart in ten minutes');
        actor.stage.battlemetrics.faults.add({
          method: 'POST',
          path: /\/command$/u,
          fault: { kind: 'reset' },
        });
        return await actor.press(asked, 'Send', /unknown/u);
      },
    },
    {
      ...admin,
      name: 'rcon-not-listed',
      alt: 'The operator has not allowed that command; the message names those that are',
      play: (actor) => say(actor, 'quit'),
    },
    {
      ...moderator,
      name: 'rcon-not-allowed',
      alt: 'A moderator may not send console commands: it takes an admin',
      play: (actor) => say(actor, 'status'),
    },
  ],
};
