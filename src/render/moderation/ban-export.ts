import type { Message } from '../../message/message.ts';
import { COLOURS } from '../colours.ts';
import { escapeText } from '../escape.ts';

/** The list of bans as a file. Ephemeral: it holds identifiers. */
export function banExport({ fileName, text }: { readonly fileName: string; readonly text: string }): Message {
  if (text.trim() === '') {
    return {
      embeds: [
        {
          title: 'No bans to export',
          color: COLOURS.quiet,
          description: 'No active ban has an identifier that this format holds.',
        },
      ],
    };
  }
  return {
    embeds: [
      {
        title: '📄 Bans exported',
        color: COLOURS.accent,
        description: `${escapeText(fileName, 150)}\n-# It holds private identifiers: keep it from others.`,
      },
    ],
    files: [{ name: fileName, data: Buffer.from(text, 'utf8') }],
  };
}
