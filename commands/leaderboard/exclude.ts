import { type Autocomplete, defineAction } from '../../src/discord/command.ts';
import type { Context } from '../../src/discord/context.ts';
import type { ExclusionBook } from '../../src/leaderboards/leaderboards.ts';
import { UserError } from '../../src/message/user-error.ts';
import { escapeText } from '../../src/render/escape.ts';
import {
  exclusionAdded,
  exclusionChoiceName,
  exclusionList,
  exclusionRemoved,
} from '../../src/render/exclusion-list.ts';
import { playerChoiceName } from '../../src/render/moderation/choices.ts';
import { pilotChoiceName } from '../../src/render/pilot-picker.ts';
import { findPilotChoices, PILOT_LENGTH, readPilot, writePilot } from '../dcs/pilot-option.ts';

/** How a player of BattleMetrics is named in the value of a choice. */
const BATTLEMETRICS = 'bm:';
/** However many pilots a text fits, some players are to be seen among the choices that Discord shows. */
const PILOTS_BESIDE_PLAYERS = 15;
const UCID = 'ucid:';

/** Pilots of DCS, and players of BattleMetrics behind them. */
const completeWho: Autocomplete = async ({ text }, context) => {
  const { moderation, call, now } = context;
  const [pilots, players] = await Promise.all([
    findPilotChoices(text, context).catch(() => []),
    moderation?.players.search(text.trim(), call).catch(() => []) ?? [],
  ]);
  return [
    ...pilots.slice(0, players.length === 0 ? undefined : PILOTS_BESIDE_PLAYERS).map((pilot) => ({
      name: pilotChoiceName({ ...pilot, nick: `✈️ ${pilot.nick}` }, now()),
      value: writePilot(pilot),
    })),
    ...players.map((player) => ({
      name: playerChoiceName({ ...player, name: `🎮 ${player.name}` }, now()),
      value: `${BATTLEMETRICS}${player.id}`,
    })),
  ];
};

/** What admins said; a member's own wish is the member's to take back. */
const completeExclusion: Autocomplete = async ({ text }, { leaderboards }) => {
  const typed = text.trim().toLowerCase();
  const all = (await leaderboards?.exclusions.all()) ?? [];
  return all
    .filter(({ reason }) => reason !== 'opt-out')
    .filter(({ id, name }) => id.toLowerCase().includes(typed) || name.toLowerCase().includes(typed))
    .map((exclusion) => ({ name: exclusionChoiceName(exclusion), value: exclusion.id }));
};

/** `/leaderboard exclude add|remove|list` – who is on no board. */
export const excludeActions = {
  'exclude add': defineAction({
    description: 'Leave somebody off all leaderboards',
    access: 'admin',
    visibility: 'ephemeral',
    needs: ['leaderboards'],
    options: {
      player: {
        type: 'string',
        description: 'Type a part of the name and pick from the list',
        required: true,
        maxLength: PILOT_LENGTH,
        autocomplete: completeWho,
      },
      reason: {
        type: 'string',
        description: 'Why; for the list that admins see',
        required: true,
        choices: [
          { name: 'Banned', value: 'banned' },
          { name: 'Staff', value: 'staff' },
          { name: 'Another reason', value: 'other' },
        ],
      },
    },
    run: async ({ player, reason }, context) => {
      const { leaderboards, asker, call } = context;
      const who = await subjectOf(player.trim(), context);
      return exclusionAdded(await leaderboards.exclusions.add(who, reason, asker.userId, call));
    },
  }),
  'exclude remove': defineAction({
    description: 'Let somebody back on the leaderboards',
    access: 'admin',
    visibility: 'ephemeral',
    needs: ['leaderboards'],
    options: {
      exclusion: {
        type: 'string',
        description: 'Which one: pick from the list',
        required: true,
        maxLength: 100,
        autocomplete: completeExclusion,
      },
    },
    run: async ({ exclusion }, { leaderboards }) => {
      const known = (await leaderboards.exclusions.all()).find(({ id }) => id === exclusion.trim());
      if (known?.reason === 'opt-out') {
        throw new UserError(
          'exclusion-own-wish',
          `**${escapeText(known.name, 100)}** asked to be on no leaderboard. Only they can take that back, with \`/privacy\`.`,
        );
      }
      if (known !== undefined && (await leaderboards.exclusions.remove(known.id))) {
        return exclusionRemoved(known);
      }
      throw new UserError(
        'exclusion-unknown',
        'There is no such entry. `/leaderboard exclude list` shows all of them.',
      );
    },
  }),
  'exclude list': defineAction({
    description: 'Show who is left off the leaderboards, and why',
    access: 'admin',
    visibility: 'ephemeral',
    needs: ['leaderboards'],
    options: {},
    run: async (_, { leaderboards }) => exclusionList(await leaderboards.exclusions.all()),
  }),
};

/**
 * A choice names a pilot by name and date, for a UCID is private; here the UCID is looked up. What was not picked is a
 * name, `bm:` with a player's id, or `ucid:` with a UCID.
 * @throws UserError for a UCID that is none, or a pilot who cannot be told any more
 */
async function subjectOf(
  chosen: string,
  { dcs, call }: Context,
): Promise<Parameters<ExclusionBook['add']>[0]> {
  const { nick, date } = readPilot(chosen);
  if (chosen.startsWith(UCID)) return ucidKey(chosen);
  if (dcs === undefined || date === undefined) return chosen;
  const named = (await dcs.findPilots(nick, call)).filter((one) => one.nick === nick);
  // Whoever came back since the choice was offered has another date.
  const pilot = named.find((one) => one.date === date) ?? (named.length === 1 ? named[0] : undefined);
  if (pilot === undefined) {
    throw new UserError(
      'pilot-unknown',
      `**${escapeText(nick, 100)}** has another name by now, or was seen since you picked. Type the name again and pick anew.`,
    );
  }
  // Never by the name alone, which may look like a key.
  const key = pilot.ucid === undefined ? `nick:${pilot.nick}` : `${UCID}${pilot.ucid}`;
  return { key, name: pilot.nick };
}

function ucidKey(typed: string): string {
  const ucid = typed.slice(UCID.length).trim().toLowerCase();
  if (/^[0-9a-z]{32}$/u.test(ucid)) return `${UCID}${ucid}`;
  throw new UserError(
    'ucid-unreadable',
    'That is no UCID, which has 32 letters and digits. Write it whole behind `ucid:`, or pick one of the suggestions.',
  );
}
