import { z } from 'zod';
import type { Pilot, StatisticsResult } from '../src/dcsserverbot/model.ts';
import { defineCommand, defineComponent } from '../src/discord/command.ts';
import type { Context } from '../src/discord/context.ts';
import { formatCustomId } from '../src/message/custom-id.ts';
import type { Message } from '../src/message/message.ts';
import { UserError } from '../src/message/user-error.ts';
import {
  PICKER_SIZE,
  pilotChoiceName,
  renderNamesakes,
  renderUnknownPilot,
} from '../src/render/pilot-picker.ts';
import { renderNoFlights, renderStatistics } from '../src/render/pilot-statistics.ts';
import {
  findPilotChoices,
  foldName,
  PILOT_LENGTH,
  type PilotReference,
  readPilot,
  sameNameFirst,
  writePilot,
} from './dcs/pilot-option.ts';

const NAME = 'stats';
/** As long as people come back to an answer; the menu says so when it has ended. */
const PICKER_TTL_MS = 60 * 60_000;

const pickerState = z.object({
  pilots: z.array(z.object({ nick: z.string(), date: z.string(), ucid: z.string().exactOptional() })),
});

/** `/stats player:` – how a pilot flies. */
export const stats = defineCommand({
  name: NAME,
  description: 'Show how a pilot flies: kills, deaths, K/D, modules and flights',
  access: 'everyone',
  visibility: 'public',
  needs: ['dcs'],
  options: {
    player: {
      type: 'string',
      description: 'Name in DCS: type a part of it and pick from the list',
      required: true,
      maxLength: PILOT_LENGTH,
      autocomplete: async ({ text }, context) =>
        (await findPilotChoices(text, context)).map((pilot) => ({
          name: pilotChoiceName(pilot, context.now()),
          value: writePilot(pilot),
        })),
    },
  },
  run: async ({ player }, context) => answer(readPilot(player), context),
  components: {
    pick: defineComponent({
      acknowledge: 'update',
      needs: ['dcs'],
      run: async ({ key, values }, context) => answer(await readPick(key, values, context), context),
    }),
  },
});

async function answer(asked: PilotReference, context: Context<'dcs'>): Promise<Message> {
  const { reference, result } = await resolve(asked, context);
  switch (result.kind) {
    case 'found':
      return renderStatistics(result.pilot, result.statistics);
    case 'no-flights':
      return renderNoFlights(result.pilot);
    case 'ambiguous': {
      const picker = await pickerOf(result.pilots, context);
      return renderNamesakes(reference.nick, result.pilots, picker, context.now());
    }
    case 'unknown': {
      const picker = result.similar.length === 0 ? undefined : await pickerOf(result.similar, context);
      return renderUnknownPilot(reference.nick, result.similar, picker, context.now());
    }
  }
}

/** A name that was typed in another case is as good as the right one, if it fits one pilot alone. */
async function resolve(
  reference: PilotReference,
  { dcs, call }: Context<'dcs'>,
): Promise<{ readonly reference: PilotReference; readonly result: StatisticsResult }> {
  const result = await dcs.statistics(reference, call);
  if (result.kind !== 'unknown') return { reference, result };
  const [meant, ...others] = result.similar.filter(({ nick }) => foldName(nick) === foldName(reference.nick));
  if (meant === undefined || others.length > 0) {
    return { reference, result: { ...result, similar: sameNameFirst(reference.nick, result.similar) } };
  }
  return { reference: meant, result: await dcs.statistics(meant, call) };
}

/** Keeps what the menu offers, for a `custom_id` is too short for it, and whose menu it is. */
async function pickerOf(pilots: readonly Pilot[], { store, asker }: Context): Promise<string> {
  const offered = pilots.slice(0, PICKER_SIZE).map(({ nick, date, ucid }) => ({
    nick,
    date,
    ...(ucid === undefined ? {} : { ucid }),
  }));
  const key = await store.savedStates.save({
    command: NAME,
    ownerId: asker.userId,
    data: { pilots: offered },
    ttlMs: PICKER_TTL_MS,
  });
  return formatCustomId({ command: NAME, action: 'pick', key });
}

async function readPick(key: string, values: readonly string[], context: Context): Promise<PilotReference> {
  const state = await context.store.savedStates.load(NAME, key);
  if (state === undefined) {
    throw new UserError('stats-picker-ended', 'This menu has ended. Use `/stats` again.');
  }
  if (state.ownerId !== context.asker.userId) {
    throw new UserError(
      'stats-picker-of-another',
      'This menu is for the person who asked. Use `/stats` yourself.',
    );
  }
  const { pilots } = pickerState.parse(state.data);
  const picked = pilots[Number(values[0])];
  if (picked === undefined)
    throw new UserError('stats-picker-empty', 'Nothing was picked. Use `/stats` again.');
  return picked;
}
