import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COLOURS } from '../../../src/render/colours.ts';
import { playerCard } from '../../../src/render/moderation/player-card.ts';
import type { PlayerCard } from '../../../src/render/moderation/views.ts';
import { DAY, NOW } from './actions.ts';
import { buttonsOf, expectFits, expectHarmless, fieldIn, textOf } from './shown.ts';
import { aBan, aCard, hostileSize } from './views.ts';

const show = (changes: Partial<PlayerCard> = {}) => playerCard(aCard(undefined, changes), NOW);
const failed = { ok: false, error: 'The token needs `note:read`.' } as const;
const PARTS = ['identifiers', 'flags', 'notes', 'bans', 'time', 'session', 'related'] as const;

describe("a player's card", () => {
  it('has the name as a link, and what can be done', () => {
    const message = show();
    expect(message.embeds?.[0]).toMatchObject({
      title: 'Team killing',
      url: 'https://www.battlemetrics.com/rcon/players/1200004293',
    });
    expect(buttonsOf(message)).toEqual({
      Ban: 'v1:player:ban:1200004293',
      Flag: 'v1:player:flag:1200004293',
      Note: 'v1:player:note:1200004293',
      Watch: 'v1:player:watch:1200004293',
      Refresh: 'v1:player:refresh:1200004293',
    });
    expect(Object.keys(buttonsOf(show({ watched: true })))).toContain('Watching');
  });

  it('is red while a ban holds on our servers', () => {
    const colourWith = (...active: readonly ReturnType<typeof aBan>[]) =>
      show({ bans: { ok: true, value: { active, past: [] } } }).embeds?.[0]?.color;
    expect(colourWith(aBan())).toBe(COLOURS.bad);
    expect(colourWith(aBan(undefined, { exempt: true }))).toBe(COLOURS.accent);
    expect(colourWith()).toBe(COLOURS.accent);
  });

  it('shows bans that hold before those that are over', () => {
    expect(fieldIn(show(), /Banned/)).toMatch(/^\[153866004\].* ends <t:[\s\S]*\n\[.* ended <t:/);
  });

  it('says where the player is, for how long we know them, and each thing once', () => {
    const presence = fieldIn(show(), /On our servers/);
    expect(presence).toMatch(
      /^🟢 On \*\*Team killing\*\* since <t:\d+:R>\n138 h 53 min on 3 servers\nFirst seen <t:\d+:R>$/,
    );
    const gone = {
      session: { ok: true, value: undefined },
      time: {
        ok: true,
        value: { seconds: 60, firstSeen: undefined, lastSeen: NOW - DAY, onlineOn: [], servers: 1 },
      },
    } as const;
    expect(fieldIn(show(gone), /On our servers/)).toMatch(/^1 min on 1 server\nLast seen <t:\d+:R>$/);
  });

  it('calls relations hints and no proof', () => {
    expect(fieldIn(show(), /Share an identifier/)).toContain('Hints, no proof');
    const nobody = { ok: true, value: { players: [], common: ['ip'] } } as const;
    expect(fieldIn(show({ related: nobody }), /Share/)).toMatch(/^Nobody\n-# Too many share the same ip/);
  });

  it.each(PARTS)('says when %s could not be read, and shows all the rest', (part) => {
    const whole = show();
    const message = show({ [part]: failed });
    expect(textOf(message)).toContain('⚠️ Could not be read: The token needs `note:read`.');
    const names = (shown: typeof whole) =>
      shown.embeds?.[0]?.fields?.map(({ name }) => name.replace('Banned', 'Bans'));
    expect(names(message)).toEqual(names(whole));
    const changed = whole.embeds?.[0]?.fields?.filter(
      ({ name, value }) => message.embeds?.[0]?.fields?.find((field) => field.name === name)?.value !== value,
    );
    expect(changed).toHaveLength(1);
  });

  it('says None where there is nothing', () => {
    const message = playerCard(aCard({ text: 'Raven', many: 0 }), NOW);
    for (const name of [/Bans/, /Flags/, /Notes/, /Identifiers/]) expect(fieldIn(message, name)).toBe('None');
    expect(fieldIn(message, /Done with this bot/)).toBe('');
  });

  it('fits whatever there is of everything, and nothing in it takes effect', () => {
    fc.assert(
      fc.property(hostileSize, (size) => {
        const message = playerCard(aCard(size), NOW);
        expectFits(message);
        expectHarmless(message);
      }),
      { numRuns: 40 },
    );
  });
});
