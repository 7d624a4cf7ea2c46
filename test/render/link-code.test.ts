import { describe, expect, it } from 'vitest';
import { renderAlreadyLinked, renderLinkCode } from '../../src/render/link-code.ts';

const EXPIRES = Date.parse('2026-11-24T09:00:00Z');

function textOf(rc: number, stored = true): string {
  const flags = { alreadyLinked: (rc & 1) !== 0, inProgress: (rc & 2) !== 0, forced: (rc & 4) !== 0 };
  const message = renderLinkCode({
    kind: 'token',
    token: '0042',
    expiresAt: EXPIRES,
    flags,
    stored,
    version: 'current',
  });
  return (message.embeds ?? []).map(({ title, description }) => `${title}\n${description}`).join('\n');
}

describe('a link code', () => {
  it.each([
    [1, /already linked to a DCS player/u],
    [2, /same code: it may run out sooner/u],
    [4, /`force` was set/u],
    [6, /same code, with its time counted anew/u],
  ])('with rc %i says what its bits mean', (rc, words) => {
    expect(textOf(rc)).toMatch(words);
    expect(textOf(0)).not.toMatch(words);
  });

  it('says each bit of rc once', () => {
    expect(textOf(7).match(/🔗|⏳|♻️/gu)).toEqual(['🔗', '⏳', '♻️']);
  });

  it('keeps its leading nought', () => {
    expect(textOf(0)).toContain('-linkme 0042');
  });
});

describe('a linked account', () => {
  it('learns how to change the link', () => {
    expect(renderAlreadyLinked().embeds?.[0]?.description).toMatch(/`\/linkme` with `force`.*drops/u);
  });
});
