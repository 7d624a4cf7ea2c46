import type { Autocomplete, StringOption } from '../src/discord/command.ts';
import { zones } from '../src/leaderboards/schedules/timezones.ts';

const completeZone: Autocomplete = async ({ text }) =>
  zones(text).map((zone) => ({ name: zone, value: zone }));

/** The time zone of times that are typed. */
export const timezone = {
  type: 'string',
  description: 'Time zone of the times you give: type a city and pick from the list',
  maxLength: 64,
  autocomplete: completeZone,
} as const satisfies StringOption;
