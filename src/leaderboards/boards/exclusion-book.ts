import type { BattleMetrics } from '../../battlemetrics/battlemetrics.ts';
import type { DcsServerBot } from '../../dcsserverbot/dcsserverbot.ts';
import type { Pilot } from '../../dcsserverbot/model.ts';
import type { Call } from '../../http/call.ts';
import { NotFoundError } from '../../http/errors.ts';
import { UserError } from '../../message/user-error.ts';
import { escapeText } from '../../render/escape.ts';
import type { Exclusions } from '../../store/exclusions.ts';
import type { ExclusionBook } from '../leaderboards.ts';

interface ExclusionBookOptions {
  readonly dcs: DcsServerBot | undefined;
  readonly battlemetrics: BattleMetrics | undefined;
  readonly exclusions: Exclusions;
  /** The name that a pilot had on a board, by UCID. */
  readonly nameOf: (ucid: string) => string | undefined;
}

const NAME_LENGTH = 100;
/** Names like the one that was typed, as a suggestion. */
const SIMILAR = 5;
const UNNAMED = '(name not known)';

interface Subject {
  readonly key: string;
  readonly name: string;
}

/** Who is on no board: by an admin's word, or by their own wish. */
export function createExclusionBook(options: ExclusionBookOptions): ExclusionBook {
  const { exclusions } = options;
  return {
    all: () => exclusions.all(),

    async add(who, reason, adminId, call) {
      const { key, name } = typeof who === 'string' ? await subjectOf(options, who.trim(), call) : who;
      return exclusions.add({ subject: { kind: 'key', key }, name, reason, createdBy: adminId });
    },

    remove: (id) => exclusions.remove(id),

    async optOut({ id, name }, wish) {
      if (wish) {
        const subject = { kind: 'discord', discordId: id } as const;
        await exclusions.add({ subject, name, reason: 'opt-out', createdBy: id });
        return;
      }
      const standing = await exclusions.optOut(id);
      if (standing !== undefined) await exclusions.remove(standing.id);
    },

    isOptedOut: async (discordId) => (await exclusions.optOut(discordId)) !== undefined,
  };
}

async function subjectOf(options: ExclusionBookOptions, who: string, call: Call): Promise<Subject> {
  const { dcs, battlemetrics, nameOf } = options;
  const [, ucid] = /^ucid:(.+)$/.exec(who) ?? [];
  if (ucid !== undefined) return { key: who, name: nameOf(ucid) ?? UNNAMED };
  const [, playerId] = /^bm:(\d+)$/.exec(who) ?? [];
  if (playerId !== undefined && battlemetrics !== undefined) {
    return { key: who, name: await playerName(battlemetrics, playerId, call) };
  }
  if (dcs === undefined) {
    throw new UserError(
      'player-unknown',
      'Pick one of the suggestions of `player` while you type, or write `bm:` and the id that the address of the player on BattleMetrics ends with.',
    );
  }
  return pilotSubject(await dcs.findPilots(who, call), who);
}

async function playerName(battlemetrics: BattleMetrics, id: string, call: Call): Promise<string> {
  try {
    return (await battlemetrics.players.get({ id }, call)).data.attributes.name;
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    throw new UserError(
      'player-unknown',
      'BattleMetrics does not know this player. Pick one of the suggestions of `player` while you type.',
    );
  }
}

/** The pilot of this name: of exactly this one, else whatever the case. */
function pilotSubject(pilots: readonly Pilot[], typed: string): Subject {
  const exact = pilots.filter(({ nick }) => nick === typed);
  const same =
    exact.length > 0 ? exact : pilots.filter(({ nick }) => nick.toLowerCase() === typed.toLowerCase());
  const [first, second] = same;
  if (first === undefined) {
    const similar = [...new Set(pilots.map(({ nick }) => nick))].slice(0, SIMILAR);
    const names = similar.map((nick) => `**${escapeText(nick, NAME_LENGTH)}**`).join(', ');
    throw new UserError(
      'pilot-unknown',
      `No pilot is called **${escapeText(typed, NAME_LENGTH)}**.${names === '' ? ' Check the spelling.' : ` Did you mean ${names}?`}`,
    );
  }
  // Names are all that the documented version tells, so its namesakes are one.
  const byName = same.every(({ ucid, nick }) => ucid === undefined && nick === first.nick);
  if (second !== undefined && !byName) {
    throw new UserError(
      'pilot-ambiguous',
      `Several pilots are called **${escapeText(typed, NAME_LENGTH)}**. Pick one of the suggestions of \`player\` while you type.`,
    );
  }
  return { key: first.ucid === undefined ? `nick:${first.nick}` : `ucid:${first.ucid}`, name: first.nick };
}
