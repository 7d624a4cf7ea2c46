import { type Autocomplete, defineAction } from '../../src/discord/command.ts';
import type { Context } from '../../src/discord/context.ts';
import type { ExclusionBook } from '../../src/leaderboards/leaderboards.ts';
import { UserError } from '../../src/message/user-error.ts';
import { plainText } from '../../src/render/escape.ts';
import { exclusionAdded, exclusionList, exclusionRemoved } from '../../src/render/exclusion-list.ts';
import { playerChoiceName } from '../../src/render/moderation-choices.ts';
import { pilotChoiceName } from '../../src/render/pilot-picker.ts';
import { findPilotChoices, PILOT_LENGTH, readPilot, writePilot } from '../dcs/pilot-option.ts';

/** How a player of BattleMetrics is named in the value of a choice. */
const BATTLEMETRICS = 'bm:';

/** Pilots of DCS, and players of BattleMetrics behind them. */
const completeWho: Autocomplete = async ({ text }, context) => {
  const { moderation, call, now } = context;
  const [pilots, players] = await Promise.all([
    findPilotChoices(text, context).catch(() => []),
    moderation?.players.search(text.trim(), call).catch(() => []) ?? [],
  ]);
  return [
    ...pilots.map((pilot) => ({ name: `✈️ ${pilotChoiceName(pilot, now())}`, value: writePilot(pilot) })),
    ...players.map((player) => ({
      name: `🎮 ${playerChoiceName(player, now())}`,
      value: `${BATTLEMETRICS}${player.id}`,
    })),
  ];
};

const completeExclusion: Autocomplete = async ({ text }, { leaderboards }) => {
  const typed = text.trim().toLowerCase();
  const all = (await leaderboards?.exclusions.all()) ?? [];
  return all
    .filter(({ id, name }) => id.toLowerCase().includes(typed) || name.toLowerCase().includes(typed))
    .map(({ id, name, reason }) => ({ name: `${plainText(name, 60)} · ${reason} · ${id}`, value: id }));
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
      const who = await keyOf(player, context);
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

/** A choice names a pilot by name and date, for a UCID is private; here the UCID is looked up. */
async function keyOf(chosen: string, { dcs, call }: Context): Promise<Parameters<ExclusionBook['add']>[0]> {
  const { nick, date } = readPilot(chosen);
  if (dcs === undefined || date === undefined) return chosen;
  const pilot = (await dcs.findPilots(nick, call)).find((one) => one.nick === nick && one.date === date);
  return pilot?.ucid === undefined ? nick : { key: `ucid:${pilot.ucid}`, name: pilot.nick };
}
