import type { ShownMessage } from '../../src/demo/page/protocol.ts';
import type { Actor } from './actor.ts';
import type { Scene } from './scenes.ts';

const PLAYER = '1200004293';
const QUESTION = /Ban this player\?/;
const LONG_REASON =
  'Team killing on purpose, again and again, on the runway, on the carrier and in the tanker track; insulted the admins who asked for a stop, and came back under another name to go on with it. Was told three times what happens next. Appeals after a month.';

const question = (actor: Actor, more: Readonly<Record<string, string>> = {}): Promise<ShownMessage> =>
  actor.ask(
    'ban',
    {
      player: PLAYER,
      reason: 'Team killing',
      duration: '7d',
      note: 'Two clips in the evidence channel',
      ...more,
    },
    QUESTION,
  );

async function confirmed(actor: Actor, until: RegExp): Promise<ShownMessage> {
  return await actor.press(await question(actor), 'Ban', until);
}

/** Every ban is answered with a cut connection, and none is seen afterwards. */
async function lost(actor: Actor, until: RegExp): Promise<ShownMessage> {
  actor.stage.battlemetrics.faults.add({ method: 'POST', path: '/bans', fault: { kind: 'reset' } });
  return await confirmed(actor, until);
}

/** A ban that holds, in the invented world. */
function activeBan({ stage }: Actor): string {
  const { bans, players } = stage.battlemetrics.world;
  const named = bans.find(
    ({ expires, playerId }) =>
      (expires === null || expires > stage.now()) && players.some(({ id }) => id === playerId),
  );
  if (named === undefined) throw new RangeError('nobody is banned');
  return named.id;
}

const moderator = { role: 'moderator' } as const;

export const BAN_SCENES: Readonly<Record<string, readonly Scene[]>> = {
  '/ban': [
    {
      ...moderator,
      name: 'ban-preview',
      alt: 'The question before a ban: player, reason, where, until when, identifiers, note, and the buttons Ban and Cancel; only the moderator sees it',
      play: (actor) => question(actor),
    },
    {
      ...moderator,
      name: 'ban-preview-longest',
      alt: 'The question before a ban of somebody who is banned already, with a long reason, on one server',
      play: (actor) => {
        const { bans } = actor.stage.battlemetrics.world;
        const times = (id: string | undefined) => bans.filter(({ playerId }) => playerId === id).length;
        const most = bans.map(({ playerId }) => playerId).sort((a, b) => times(b) - times(a))[0];
        const server = actor.stage.battlemetrics.world.servers[0]?.id ?? '';
        return question(actor, {
          player: most ?? '',
          reason: LONG_REASON,
          duration: '1mo',
          scope: 'server',
          server,
        });
      },
    },
    {
      ...moderator,
      name: 'ban-preview-steam-id',
      alt: 'The question before a ban of a Steam ID that BattleMetrics does not know yet: the ban waits for it',
      play: (actor) => question(actor, { player: '76561190000099990', duration: 'perm' }),
    },
    {
      ...moderator,
      name: 'ban-done',
      alt: 'The ban is done: player, a link to the ban, where, until when, reason',
      play: (actor) => confirmed(actor, /✅ Banned/u),
    },
    {
      ...moderator,
      name: 'ban-audit',
      alt: 'The message in the audit channel: who banned whom, why, for how long',
      play: async (actor) => {
        await confirmed(actor, /✅ Banned/u);
        return await actor.audit(/Team killing/);
      },
    },
    {
      ...moderator,
      name: 'ban-cancelled',
      alt: 'The question was answered by Cancel: nothing was changed',
      play: async (actor) => actor.press(await question(actor), 'Cancel', /Cancelled/),
    },
    {
      ...moderator,
      name: 'ban-lapsed',
      alt: 'The question was answered too late: nothing was changed',
      play: async (actor) => {
        const asked = await question(actor);
        actor.stage.advance(60 * 60_000);
        return await actor.press(asked, 'Ban', /lapsed/);
      },
    },
    {
      ...moderator,
      name: 'ban-looking',
      looksFor: 'long',
      alt: 'BattleMetrics did not answer properly, and Squawk looks whether the ban happened',
      play: (actor) => lost(actor, /Looking whether it happened/),
    },
    {
      ...moderator,
      name: 'ban-unknown',
      alt: 'It stays unknown whether the ban happened; a button looks again',
      play: (actor) => lost(actor, /It is unknown/),
    },
    {
      ...moderator,
      name: 'ban-unknown-audit',
      alt: 'The message in the audit channel about a ban of which it is unknown whether it happened',
      play: async (actor) => {
        await lost(actor, /It is unknown/);
        return await actor.audit(/unknown/i);
      },
    },
    {
      ...moderator,
      name: 'ban-refused',
      alt: 'BattleMetrics refused the ban: nothing was changed, and why',
      play: (actor) => {
        const fault = {
          kind: 'status',
          status: 403,
          detail: 'You do not have permission to do that.',
        } as const;
        actor.stage.battlemetrics.faults.add({ method: 'POST', path: '/bans', fault });
        return confirmed(actor, /Nothing was changed/);
      },
    },
    {
      ...moderator,
      name: 'ban-duration-unreadable',
      alt: 'The duration cannot be read; the message shows what can be typed',
      play: (actor) =>
        actor.ask('ban', { player: PLAYER, reason: 'Team killing', duration: 'until he is sorry' }),
    },
    {
      ...moderator,
      name: 'ban-whom',
      alt: 'Several players have that name; the message says how to pick one',
      play: (actor) => actor.ask('ban', { player: 'Viper', reason: 'Team killing', duration: '1d' }),
    },
    {
      ...moderator,
      name: 'ban-player-unknown',
      alt: 'No player has that name; the message says how to find one',
      play: (actor) => actor.ask('ban', { player: 'Nobody at all', reason: 'Team killing', duration: '1d' }),
    },
    {
      ...moderator,
      name: 'ban-no-identifiers',
      alt: 'BattleMetrics shows no identifiers of the player that a ban could hold on',
      play: (actor) => {
        const { players } = actor.stage.battlemetrics.world;
        players.find(({ id }) => id === PLAYER)?.identifiers.splice(0);
        return actor.ask('ban', { player: PLAYER, reason: 'Team killing', duration: '1d' });
      },
    },
    {
      ...moderator,
      name: 'ban-server-missing',
      alt: 'The ban is for one server, and none was picked; the message says so',
      play: (actor) =>
        actor.ask('ban', { player: PLAYER, reason: 'Team killing', duration: '1d', scope: 'server' }),
    },
    {
      name: 'ban-not-allowed',
      alt: 'A member may not ban; only they see the refusal',
      play: (actor) => actor.ask('ban', { player: PLAYER, reason: 'Team killing', duration: '1d' }),
    },
  ],
  '/unban': [
    {
      ...moderator,
      name: 'unban-preview',
      alt: 'The question before a ban is lifted',
      play: (actor) => actor.ask('unban', { ban: activeBan(actor) }),
    },
    {
      ...moderator,
      name: 'unban-delete-preview',
      alt: 'The question before the record of a ban is deleted for good',
      play: (actor) => actor.ask('unban', { ban: activeBan(actor), mode: 'delete' }),
    },
    {
      ...moderator,
      name: 'unban-done',
      alt: 'The ban was lifted',
      play: async (actor) =>
        actor.press(await actor.ask('unban', { ban: activeBan(actor) }), 'Lift the ban', /Ban lifted/),
    },
    {
      ...moderator,
      name: 'unban-cancelled',
      alt: 'The question whether to lift a ban was answered by Cancel: nothing was changed',
      play: async (actor) =>
        actor.press(await actor.ask('unban', { ban: activeBan(actor) }), 'Cancel', /Cancelled/),
    },
    {
      ...moderator,
      name: 'unban-audit',
      alt: 'The message in the audit channel about a ban that was lifted',
      play: async (actor) => {
        const asked = await actor.ask('unban', { ban: activeBan(actor) });
        await actor.press(asked, 'Lift the ban', /Ban lifted/);
        return await actor.audit(/lift|unban/i);
      },
    },
    {
      ...moderator,
      name: 'unban-unknown',
      alt: 'There is no such ban',
      play: (actor) => actor.ask('unban', { ban: '1' }),
    },
  ],
};
