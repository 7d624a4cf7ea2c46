import type { RconRequest } from '../../../store/moderation-request.ts';
import { answerBlock } from '../answer-block.ts';
import type { KindWords } from './kind-words.ts';

export const RCON: KindWords<RconRequest> = {
  command: 'rcon',
  title: 'Console command',
  question: 'Send this to the console?',
  yes: () => 'Send',
  grave: true,
  consequence: () => 'What it does cannot be undone here.',
  done: ({ request, result }) => ['✅ Sent', ...answerBlock(request, result?.answer)],
  // The answer is private, and may be long.
  fields: ({ request: { serverName, command } }, { text }) => [
    { name: 'Server', value: text(serverName, 150), inline: true },
    { name: 'Command', value: text(command, 500) },
  ],
  short: ({ serverName, command }, { text }) => `${text(command, 60)} on ${text(serverName, 60)}`,
};
