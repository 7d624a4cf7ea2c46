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

const NAME = 'stats';
/** As long as people come back to an answer; the menu says so when it has ended. */
const PICKER_TTL_MS = 60 * 60_000;
const CHOICES = 25;
/** Discord's limit for the value of a choice. */
const VALUE_LENGTH = 100;

/** Which pilot is meant. `date` tells apart those of one name. */
interface PilotReference {
  readonly nick: string;
  readonly date?: string;
  readonly ucid?: string;
}

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
      maxLength: VALUE_LENGTH,
      autocomplete: async ({ text }, context) => {
        const typed = readPlayer(text).nick.trim();
        if (context.dcs === undefined || typed === '') return [];
        const pilots = await context.dcs.findPilots(typed, context.call);
        return sameNameFirst(typed, pilots)
          .slice(0, CHOICES)
          .map((pilot) => ({ name: pilotChoiceName(pilot, context.now()), value: writePlayer(pilot) }));
      },
    },
  },
  run: async ({ player }, context) => answer(readPlayer(player), context),
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
  const [meant, ...others] = result.similar.filter(({ nick }) => fold(nick) === fold(reference.nick));
  if (meant === undefined || others.length > 0) {
    return { reference, result: { ...result, similar: sameNameFirst(reference.nick, result.similar) } };
  }
  return { reference: meant, result: await dcs.statistics(meant, call) };
}

/** Else many who were seen since would leave no place for the one whose whole name was typed. */
function sameNameFirst(name: string, pilots: readonly Pilot[]): readonly Pilot[] {
  const isSame = ({ nick }: Pilot): boolean => fold(nick) === fold(name);
  return [...pilots.filter(isSame), ...pilots.filter((pilot) => !isSame(pilot))];
}

function fold(name: string): string {
  return name.normalize('NFC').trim().toLowerCase();
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

/**
 * The value of a choice: `date|nick`, for names are not unique. It is sent to Discord and seen by others, so it holds
 * no ucid. Where a long name leaves no room for the date, or the date is none, the name alone.
 */
function writePlayer({ nick, date }: Pilot): string {
  const value = `${date}|${nick}`;
  if (value.length <= VALUE_LENGTH && readPlayer(value).date === date) return value;
  // Not inside a surrogate pair: Discord would refuse all choices for one with half a character.
  return nick.slice(0, VALUE_LENGTH).replace(/\p{Surrogate}$/u, '');
}

/** Reads the value of a choice, or a name that was typed without picking one. */
function readPlayer(value: string): PilotReference {
  const [, date, nick] = /^(\d{4}-\d\d-\d\d[T ][\d:.+Z-]+)\|([\s\S]+)$/u.exec(value) ?? [];
  return date === undefined || nick === undefined ? { nick: value } : { nick, date };
}
