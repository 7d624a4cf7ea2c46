import { allTimezones, canonicalTimezone } from '../../../config/timezone.ts';
import { UserError } from '../../message/user-error.ts';
import { inlineCode } from '../../render/escape.ts';

/** What Discord's completion can show. */
const MOST_OFFERS = 25;
const ALL = allTimezones();

/** Zones to offer for a text, by city or region: those whose city begins with it first. At most 25. */
export function zones(text: string): readonly string[] {
  const wanted = comparable(text);
  const matching = ALL.filter((zone) => comparable(zone).includes(wanted));
  const begins = (zone: string) => comparable(zone.slice(zone.lastIndexOf('/') + 1)).startsWith(wanted);
  const first = matching.filter(begins);
  const typed = text.trim() === '' ? undefined : canonicalTimezone(text);
  const offers = new Set([
    ...(typed === undefined ? [] : [typed]),
    ...first,
    ...matching.filter((zone) => !begins(zone)),
  ]);
  return [...offers].slice(0, MOST_OFFERS);
}

/** @returns the zone as IANA writes it. @throws UserError for one that is unknown */
export function readTimezone(text: string): string {
  const zone = canonicalTimezone(text);
  if (zone !== undefined) return zone;
  const offers = zones(text).slice(0, 3);
  const hint =
    offers.length > 0
      ? `Did you mean ${offers.map((offer) => `\`${offer}\``).join(' or ')}?`
      : 'Choose one from the list that appears while you type, by city: `Europe/Berlin`, `America/New_York`.';
  throw new UserError(
    'timezone-unknown',
    `I know no time zone ${inlineCode(text.trim().slice(0, 60))}. ${hint}`,
  );
}

function comparable(text: string): string {
  return text.trim().toLowerCase().replaceAll('_', ' ');
}
