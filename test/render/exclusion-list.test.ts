import { describe, expect, it } from 'vitest';
import { fitMessage } from '../../src/message/fit.ts';
import type { Message } from '../../src/message/message.ts';
import {
  exclusionAdded,
  exclusionList,
  exclusionRemoved,
  renderPrivacy,
} from '../../src/render/exclusion-list.ts';
import type { Exclusion } from '../../src/store/exclusions.ts';

const AT = Date.parse('2026-11-22T18:00:00Z');
const BANNED: Exclusion = {
  id: 'q1w2e3',
  subject: { kind: 'key', key: 'ucid:5ecre7' },
  name: 'B*d',
  reason: 'banned',
  createdBy: '9',
  createdAt: AT,
};
const SHY: Exclusion = {
  id: 'r4t5z6',
  subject: { kind: 'discord', discordId: '5' },
  name: 'Shy',
  reason: 'opt-out',
  createdBy: '5',
  createdAt: AT + 1_000,
};

const textOf = (message: Message): string => message.embeds?.[0]?.description ?? '';

describe('the list of those who are left off', () => {
  it('says who, why, by whom and since when, newest first, with the id that takes them off the list', () => {
    expect(textOf(exclusionList([BANNED, SHY])).split('\n')).toEqual([
      `\`r4t5z6\` **Shy** · own wish <t:${AT / 1000 + 1}:R>`,
      `\`q1w2e3\` **B\\*d** · banned by <@9> <t:${AT / 1000}:R>`,
    ]);
  });

  it('never shows a UCID', () => {
    for (const message of [exclusionList([BANNED]), exclusionAdded(BANNED), exclusionRemoved(BANNED)]) {
      expect(JSON.stringify(message)).not.toContain('5ecre7');
    }
  });

  it('fits into a message, says how many are not shown, and that it is empty', () => {
    const name = '*'.repeat(500);
    const message = exclusionList(Array.from({ length: 300 }, () => ({ ...BANNED, name })));
    expect(fitMessage(message)).toEqual(message);
    expect(textOf(message)).toContain('and 280 more');
    expect(textOf(exclusionList([]))).toContain('Nobody');
  });
});

describe('the answer to /privacy', () => {
  it('says how it is, and how to change it', () => {
    const told = { dcs: 'tells', battlemetrics: false } as const;
    expect(textOf(renderPrivacy(false, told))).toContain('*Hide me from the leaderboards*');
    expect(textOf(renderPrivacy(true, told))).toContain('*Show me on the leaderboards*');
    expect(textOf(renderPrivacy(true, told))).not.toContain('may still appear');
  });

  it('does not let anybody believe to be hidden whom the API cannot tell', () => {
    const silent = { dcs: 'cannot-tell', battlemetrics: false } as const;
    expect(textOf(renderPrivacy(true, silent))).toContain('**may still appear**');
    expect(textOf(renderPrivacy(false, silent))).toContain('I cannot tell which pilot is yours');
  });

  it.each(['tells', 'none'] as const)(
    'says that BattleMetrics knows no accounts, DCSServerBot: %s',
    (dcs) => {
      const hidden = renderPrivacy(true, { dcs, battlemetrics: true });
      expect(textOf(hidden)).toMatch(
        /BattleMetrics .*\*\*may still appear\*\*.*`\/leaderboard exclude add`/u,
      );
      expect(textOf(hidden).includes('DCS pilot')).toBe(dcs === 'tells');
      expect(textOf(renderPrivacy(false, { dcs, battlemetrics: true }))).not.toContain('may still appear');
    },
  );
});
