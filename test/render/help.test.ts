import { describe, expect, it } from 'vitest';
import { fitMessage } from '../../src/message/fit.ts';
import { type HelpEntry, renderHelp } from '../../src/render/help.ts';
import { textOf } from '../commands/bot.ts';

const entries = (count: number, audience: string): readonly HelpEntry[] =>
  Array.from({ length: count }, (_, n) => ({
    name: `${audience}${n}`,
    description: `Lets a leaderboard post itself ${n}`,
    options: [
      { name: 'board', required: true },
      { name: 'when', required: false },
    ],
    subcommands: [],
    audience,
  }));

describe('the help', () => {
  it('shows a command as it is typed, with what may be left out', () => {
    expect(textOf(renderHelp(entries(1, 'admins'), []))).toContain('**/admins0** `board [when]`');
  });

  it('shows the subcommands of a command in one line, groups together', () => {
    const subcommands = ['show', 'schedule add', 'schedule list', 'exclude add'];
    const group = { name: 'board', description: 'Boards', options: [], subcommands, audience: 'admins' };
    expect(textOf(renderHelp([group], []))).toContain(
      '**/board** `show · schedule add|list · exclude add`\nBoards',
    );
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
