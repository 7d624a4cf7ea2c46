import { describe, expect, it } from 'vitest';
import { fitMessage } from '../../src/message/fit.ts';
import { type HelpEntry, renderHelp } from '../../src/render/help.ts';
import { textOf } from '../commands/bot.ts';

const entries = (count: number, audience: string): readonly HelpEntry[] =>
  Array.from({ length: count }, (_, n) => ({
    name: `leaderboard schedule ${audience}${n}`,
    description: `Lets a leaderboard post itself ${n}`,
    options: [
      { name: 'board', required: true },
      { name: 'when', required: false },
    ],
    audience,
  }));

describe('the help', () => {
  it('shows a command of a group as it is typed, with what may be left out', () => {
    const text = textOf(renderHelp(entries(1, 'admins'), []));
    expect(text).toContain('**/leaderboard schedule admins0** `board [when]`');
  });

  it('loses nothing of forty commands, whole lines in each part, and names the audience once', () => {
    const all = [...entries(20, 'everyone'), ...entries(20, 'admins')];
    const message = renderHelp(all, []);
    expect(fitMessage(message)).toEqual(message);
    for (const { name, description } of all) {
      expect(textOf(message)).toContain(`**/${name}** \`board [when]\`\n${description}`);
    }
    expect(textOf(message).match(/For everyone/gu)).toHaveLength(1);
    expect(message.embeds?.[0]?.fields?.length).toBeGreaterThan(2);
  });
});
