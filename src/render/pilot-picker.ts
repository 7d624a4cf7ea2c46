import {
  type APIActionRowComponent,
  type APIStringSelectComponent,
  ComponentType,
} from 'discord-api-types/v10';
import type { Pilot } from '../dcsserverbot/model.ts';
import type { Message } from '../message/message.ts';
import { COLOURS } from './colours.ts';
import { escapeText, plainText } from './escape.ts';
import { counted } from './numbers.ts';
import { dateTimeInWords, relativeInWords } from './timestamps.ts';

/** Options that a menu of Discord holds. */
export const PICKER_SIZE = 25;

/** The length up to which a name is worth showing within a sentence. */
const NAME_LENGTH = 100;

/** Several pilots of exactly one name: a person says which one. `customId` leads the choice back to its command. */
export function renderNamesakes(
  nick: string,
  pilots: readonly Pilot[],
  customId: string,
  now: number,
): Message {
  return {
    embeds: [
      {
        title: `✈️ ${escapeText(nick, NAME_LENGTH)}`,
        description: `${counted(pilots.length, 'pilot')} fly under this name. Which one do you mean?${overflow(pilots)}`,
        color: COLOURS.accent,
      },
    ],
    components: [menu(pilots, customId, 'Pick by when they were last seen', now)],
  };
}

/** Nobody of exactly this name. Similar ones are offered, if there are any. */
export function renderUnknownPilot(
  nick: string,
  similar: readonly Pilot[],
  customId: string | undefined,
  now: number,
): Message {
  const found = similar.length > 0 && customId !== undefined;
  const advice = found
    ? `Did you mean one of these?${overflow(similar)}`
    : 'Type a part of the name and pick from the list that appears. The name is the one used in DCS, and the pilot must have been on one of our servers.';
  return {
    embeds: [
      {
        title: '🔎 No such pilot',
        description: `Nobody called **${escapeText(nick, NAME_LENGTH)}** has been on our servers.\n${advice}`,
        color: COLOURS.warning,
      },
    ],
    components: found ? [menu(similar, customId, 'Pick a pilot', now)] : [],
  };
}

/** What a choice of completion says of a pilot: "Falcon · 3 days ago", within Discord's 100 characters. */
export function pilotChoiceName(pilot: Pilot, now: number): string {
  const seen = pilot.currentServer === undefined ? lastSeenInWords(pilot, now) : 'online now';
  return seen === undefined
    ? plainText(pilot.nick, 100)
    : `${plainText(pilot.nick, 97 - seen.length)} · ${seen}`;
}

function menu(
  pilots: readonly Pilot[],
  customId: string,
  placeholder: string,
  now: number,
): APIActionRowComponent<APIStringSelectComponent> {
  return {
    type: ComponentType.ActionRow,
    components: [
      {
        type: ComponentType.StringSelect,
        custom_id: customId,
        placeholder,
        options: pilots.slice(0, PICKER_SIZE).map((pilot, index) => ({
          label: plainText(pilot.nick, 100),
          value: String(index),
          description: describe(pilot, now),
        })),
      },
    ],
  };
}

function describe(pilot: Pilot, now: number): string {
  if (pilot.currentServer !== undefined) return `Online now: ${plainText(pilot.currentServer, 80)}`;
  const seen = lastSeenInWords(pilot, now);
  return seen === undefined || pilot.lastSeen === undefined
    ? `Last seen: ${plainText(pilot.date, 80)}`
    : `Last seen ${seen} (${dateTimeInWords(pilot.lastSeen)})`;
}

function lastSeenInWords(pilot: Pilot, now: number): string | undefined {
  return pilot.lastSeen === undefined ? undefined : relativeInWords(pilot.lastSeen, now);
}

function overflow(pilots: readonly Pilot[]): string {
  return pilots.length > PICKER_SIZE
    ? `\n-# The ${PICKER_SIZE} seen most recently are listed. A longer part of the name finds others.`
    : '';
}
