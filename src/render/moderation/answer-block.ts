import type { RconRequest } from '../../store/moderation-request.ts';
import { codeText, escapeText } from '../escape.ts';

/** Leaves room for the rest of an embed's description. */
const ROOM = 3_000;
const LINE_LENGTH = 400;

/** What a server's console was told, and what it answered, as lines of an embed's description. For moderators alone. */
export function answerBlock(
  { serverName, command }: Pick<RconRequest, 'serverName' | 'command'>,
  answer: string | undefined,
): readonly string[] {
  const head = `\`${codeText(command, 300).replaceAll('`', "'")}\` on ${escapeText(serverName, 150)}`;
  const lines = (answer ?? '').split(/\r?\n/u).filter((line) => line.trim() !== '');
  if (lines.length === 0) return [head, 'The server answered nothing.'];
  const shown: string[] = [];
  let left = ROOM;
  for (const line of lines) {
    const fitted = codeText(line, Math.min(left, LINE_LENGTH));
    if (left - fitted.length < 20) return [head, block([...shown, '…'])];
    shown.push(fitted);
    left -= fitted.length + 1;
  }
  return [head, block(shown)];
}

function block(lines: readonly string[]): string {
  return `\`\`\`\n${lines.join('\n')}\n\`\`\``;
}
