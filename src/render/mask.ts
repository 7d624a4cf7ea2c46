import { isIPv4, isIPv6 } from 'node:net';
import { cleanText, escapeText } from './escape.ts';

/** What stands where an address stood: already the end of one says a lot. */
const ADDRESS = '[address]';
/** Characters of an id that are kept, so that two of them can be told apart. */
const KEPT = 4;

/** Discord's own ids have as many digits as those of Steam. */
const MENTION = /(<(?:@[!&]?|#)\d{1,20}>)/u;
/** Whatever has two colons in a row of letters and digits; `isIPv6` says what of it is an address. */
const WITH_COLONS = /[\w.]*:[\w.]*:[\w.:%]*/gu;
/** With its zone. */
const LONGEST_IPV6 = 64;
/** GUIDs and EOS ids, and hardware ids in the form of a UUID. */
const HEXADECIMAL =
  /(?<![0-9a-f])(?:[0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?![0-9a-f])/giu;
/** All 17-digit ids of people at Steam begin so. */
const STEAM_ID = /(?<!\d)7656119\d{10}(?!\d)/gu;
/** Versions have larger numbers, fewer or more of them, or a v before them. */
const FOUR_NUMBERS = /(?<!\d|\d\.|\bv)(?:\d{1,3}\.){3}\d{1,3}(?!\.?\d)/giu;

/**
 * Hides what identifies a person or a machine: of Steam IDs, GUIDs, EOS ids and hardware ids the last four characters
 * stay, of IP addresses nothing. The rest stays as it is. For raw text: escaping would break addresses apart.
 */
export function maskIdentifiers(text: string): string {
  // What stands at odd places is what the pattern found.
  return text
    .split(MENTION)
    .map((part, index) => (index % 2 === 1 ? part : maskPart(part)))
    .join('');
}

/** A text from outside for places where others than moderators read: escaped, and nothing private in it. */
export function maskedText(text: string, maxLength: number = Number.POSITIVE_INFINITY): string {
  // Cleaned first: an id with something invisible in it would be whole again in the reader's eyes.
  return escapeText(maskIdentifiers(cleanText(text)), maxLength);
}

/** Hides IP addresses of both kinds. */
export function maskAddresses(text: string): string {
  return text
    .replace(WITH_COLONS, maskIPv6)
    .replace(FOUR_NUMBERS, (found) => (isIPv4(withoutZeros(found)) ? ADDRESS : found));
}

function maskPart(text: string): string {
  return maskAddresses(text.replace(HEXADECIMAL, keepEnd).replace(STEAM_ID, keepEnd));
}

function keepEnd(id: string): string {
  return `…${id.slice(-KEPT)}`;
}

/** `isIPv4` takes no zeros in front, people do. */
function withoutZeros(address: string): string {
  return address
    .split('.')
    .map((part) => String(Number(part)))
    .join('.');
}

/** The longest address that begins with the text or after a label such as `ip:`, and ends where a part of it ends. */
function maskIPv6(text: string): string {
  for (let start = 0; start < text.length; start += 1) {
    if (start > 0 && !/^\w:$/u.test(text.slice(Math.max(0, start - 2), start))) continue;
    for (let end = Math.min(text.length, start + LONGEST_IPV6); end > start; end -= 1) {
      if (end < text.length && !/[.:%]/u.test(text.charAt(end))) continue;
      if (!isIPv6(text.slice(start, end))) continue;
      return `${text.slice(0, start)}${ADDRESS}${maskIPv6(text.slice(end))}`;
    }
  }
  return text;
}
