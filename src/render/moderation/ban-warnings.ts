import { cut } from '../../message/cut.ts';
import { escapeText } from '../escape.ts';
import { relativeTime } from '../timestamps.ts';
import type { BanWarning } from './views.ts';

/** What a moderator should know before banning, the gravest first. Each a line. */
export function warningLines(warnings: readonly BanWarning[]): readonly string[] {
  return [...warnings].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind)).map(warningLine);
}

const ORDER: readonly BanWarning['kind'][] = [
  'staff',
  'no-unique-identifier',
  'shared-identifier',
  'not-seen',
  'unread',
];

function warningLine(warning: BanWarning): string {
  switch (warning.kind) {
    case 'staff':
      return `🛑 **One of ours?** The player has the flag ${names(warning.flags)}.`;
    case 'no-unique-identifier':
      return '⚠️ **No chosen identifier is of this player alone.** The ban is easily evaded, and may hit others.';
    case 'shared-identifier':
      return `⚠️ **Others may have the same ${names(warning.types)}**: the ban would hit them, too.`;
    case 'not-seen':
      if (warning.lastSeen === undefined) return '⚠️ **Never seen on our servers.** Is it the right player?';
      return `⚠️ **Long gone**: last seen ${relativeTime(warning.lastSeen)}. Is it the right player?`;
    case 'unread':
      return `⚠️ **Could not be read: ${escapeText(warning.what, 60)}.** ${cut(warning.error, 250)}`;
  }
}

function names(all: readonly string[]): string {
  const shown = all.slice(0, 4).map((name) => escapeText(name, 60));
  return `${shown.join(', ')}${all.length > 4 ? '…' : ''}`;
}
