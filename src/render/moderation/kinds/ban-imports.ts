import type { BanImportRequest } from '../../../store/moderation-request.ts';
import { escapeText } from '../../escape.ts';
import { count, counted } from '../../numbers.ts';
import { scopeText } from '../words.ts';
import type { KindWords } from './kind-words.ts';

export const BAN_IMPORT: KindWords<BanImportRequest> = {
  command: 'bans',
  title: 'Import bans',
  question: 'Import these bans?',
  yes: ({ entries }) => `Import ${counted(entries.length, 'ban')}`,
  grave: true,
  done: ({ request, result }) => {
    const { entries, fileName, scope } = request;
    const imported = result?.imported ?? entries.length;
    return [
      imported < entries.length ? '⚠️ Partly imported' : '✅ Imported',
      `${count(imported)} of ${counted(entries.length, 'ban')} of ${escapeText(fileName, 150)} are there.`,
      scopeText(scope),
      '-# DCS servers are not covered.',
    ];
  },
  fields: ({ request }, readers) => {
    const { entries, fileName, scope } = request;
    return [
      { name: 'File', value: readers.text(fileName, 200) },
      { name: 'Where', value: scopeText(scope, readers), inline: true },
      // How many of them are there is a matter of the state.
      { name: 'Bans', value: count(entries.length), inline: true },
    ];
  },
  short: ({ entries, fileName }, { text }) => `${counted(entries.length, 'ban')} of ${text(fileName, 60)}`,
};
