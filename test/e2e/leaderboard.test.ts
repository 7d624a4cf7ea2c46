import { ComponentType } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import type { SimulatedPilot } from '../../src/demo/dcsserverbot/world.ts';
import type { OptionValues } from '../../src/demo/discord/interactions/options.ts';
import type { Person, SimulatedMessage } from '../../src/demo/discord/model.ts';
import { DAY, isName, MINUTE, POSTING, placesOf } from './posting.ts';
import { answerTo, buttonsOf, menuOf, replyLike } from './reading.ts';
import { type Scene, useScene } from './scene.ts';

const SERVER = "Special K's PvP | EU [24/7] _Caucasus_";
/** Boards of the current version, and how their title begins. */
const BOARDS = [
  ['kdr', /^🏆 Top K\/D · all kills · all time$/u],
  ['kills', /^🏆 Top kills · all kills · all time$/u],
  ['pvp-kdr', /^🏆 Top A\/A K\/D · all time$/u],
  ['trueskill', /^🏆 TrueSkill · all time$/u],
  ['credits', /^🏆 Most credits · all time$/u],
  ['playtime', /^🏆 Most time in the air · all time$/u],
  ['landings', /^🏆 Carrier landings · all time$/u],
  ['air-kills', /^🏆 Most air targets · all time$/u],
  ['ground-kills', /^🏆 Most ground targets · all time$/u],
  ['air-defence-kills', /^🏆 Most air defences · all time$/u],
  ['ship-kills', /^🏆 Most ships · all time$/u],
] as const;

const show = (scene: Scene, board: string, options: OptionValues = {}, user?: Person) =>
  answerTo(scene.run(user ?? scene.stage.member(), 'leaderboard show', { board, ...options }));

const number = (text: string): number => Number(/[\d.,]+/u.exec(text)?.[0].replaceAll(',', ''));

const hasMenu = ({ components }: SimulatedMessage): boolean =>
  components.some((row) => row.components.some(({ type }) => type === ComponentType.StringSelect));

describe('/leaderboard show with DCSServerBot in the current version', () => {
  const scene = useScene(POSTING);
  const linked = () =>
    scene.dcs.world.pilots.filter(({ discordId, sorties }) => discordId !== undefined && sorties.length > 0);
  const memberOf = ({ discordId, name }: SimulatedPilot): Person =>
    scene.discord.user({ ...(discordId !== undefined && { id: discordId }), displayName: name });
  const flown = ({ sorties }: SimulatedPilot, since = 0) =>
    sorties.filter(({ endedAt }) => endedAt >= since).reduce((sum, { playtime }) => sum + playtime, 0);
  const hours = (seconds: number) => `${(Math.round(seconds / 360) / 10).toFixed(1)} h`;

  it.each(BOARDS)('shows the board %s to everybody, best first', async (board, title) => {
    const { message, ephemeral } = await show(scene, board, { order: 'plain' });
    expect(ephemeral).toBe(false);
    expect(message.embeds[0]?.title).toMatch(title);
    const places = placesOf(message);
    expect(places.map(({ place }) => place)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    const values = places.map(({ value }) => number(value));
    expect(values).toEqual(values.toSorted((a, b) => b - a));
    expect(values[0]).toBeGreaterThan(0);
    expect(buttonsOf(message)).toEqual(expect.arrayContaining(['📍 Where am I?']));
  });

  it('counts what was flown, of all time and of the last week', async () => {
    const { pilots } = scene.dcs.world;
    for (const [period, since] of [
      ['all', 0],
      ['week', scene.now() - 7 * DAY],
    ] as const) {
      const { message } = await show(scene, 'playtime', { period, top: 5 });
      const best = pilots.toSorted((a, b) => flown(b, since) - flown(a, since)).slice(0, 5);
      const shown = placesOf(message);
      expect(shown.map(({ value }) => value)).toEqual(best.map((pilot) => hours(flown(pilot, since))));
      for (const [index, { name }] of best.entries())
        expect(isName(shown[index]?.name ?? '', name)).toBe(true);
    }
  });

  it('lets many kills count more than a few lucky ones, unless the plain ratio is wanted', async () => {
    const flier = scene.pilot('Maverick');
    const { sorties } = flier;
    const [sortie] = sorties;
    if (sortie === undefined) throw new Error('the world has changed');
    const none = { planes: 0, helicopters: 0, ships: 0, sams: 0, ground: 0 };
    flier.sorties = [{ ...sortie, kills: { ...none, planes: 17 }, deaths: none }];
    try {
      await scene.forward(2 * MINUTE);
      const placeBy = async (options: OptionValues) =>
        placesOf((await show(scene, 'kdr', options)).message).find(({ name }) => name === flier.name)?.place;
      expect(await placeBy({ minimum: 10, order: 'plain' })).toBe(1);
      expect(await placeBy({ minimum: 10, top: 25 })).toBeGreaterThan(3);
      expect(await placeBy({ minimum: 18, top: 25 })).toBeUndefined();
    } finally {
      flier.sorties = sorties;
      await scene.forward(2 * MINUTE);
    }
  });

  it('pages to the end and back in the same message, for anybody', async () => {
    const { message } = await show(scene, 'kills', { top: 25 });
    const other = scene.stage.member('Other');
    expect(buttonsOf(message)).toEqual(['▶', '📍 Where am I?']);
    const second = await replyLike(scene.discord.press({ user: other, message, label: '▶' }), /^26/mu);
    expect(second.message.id).toBe(message.id);
    expect(buttonsOf(second.message)).toEqual(['◀', '📍 Where am I?']);
    const places = [message, second.message].flatMap(placesOf);
    expect(places.map(({ place }) => place)).toEqual(places.map((_, index) => index + 1));
    const flew = scene.dcs.world.pilots.filter(({ sorties }) => sorties.length > 0);
    expect(places).toHaveLength(flew.length);
    await replyLike(scene.discord.press({ user: other, message, label: '◀' }), /🥇/u);
  });

  it('shows other periods where a board has them', async () => {
    const { message } = await show(scene, 'air-kills');
    expect(menuOf(message).options.map(({ value }) => value)).toEqual(['year', 'month', 'week', 'day']);
    const week = scene.discord.select({ user: scene.stage.member(), message, customId: /:again:/u }, [
      'week',
    ]);
    const { message: shown } = await replyLike(week, /last week/u);
    expect(shown.id).toBe(message.id);
    expect(menuOf(shown).options.map(({ value }) => value)).toEqual(['all', 'year', 'month', 'day']);
    expect(hasMenu((await show(scene, 'kills')).message)).toBe(false);
  });

  it('shows one server alone, of those that are offered', async () => {
    const user = scene.stage.member();
    const offered = await scene.complete(user, 'leaderboard show', 'server', {
      board: 'kills',
      server: 'spec',
    });
    expect(offered).toEqual([{ name: SERVER, value: SERVER }]);
    const { message, text } = await show(scene, 'kills', { server: SERVER });
    expect(text).toMatch(/^On \*\*Special K's PvP/mu);
    const [best] = placesOf(message);
    const [ofAll] = placesOf((await show(scene, 'kills')).message);
    expect(number(best?.value ?? '')).toBeLessThan(number(ofAll?.value ?? ''));
  });

  it.each(['kills', 'kdr', 'pvp-kdr', 'trueskill', 'credits', 'playtime', 'landings'])(
    'tells linked members the place that the board %s shows',
    async (board) => {
      const { message } = await show(scene, board, { top: 25 });
      const shown = new Map(placesOf(message).map(({ name, place }) => [name, place]));
      const named = linked().filter(({ name }) => shown.has(name) && name !== 'Viper');
      expect(named.length).toBeGreaterThan(1);
      for (const pilot of named.slice(0, 5)) {
        const press = scene.discord.press({ user: memberOf(pilot), message, label: /Where/u });
        const { text, ephemeral } = await answerTo(press);
        expect(text).toMatch(new RegExp(`^📍 You are #${shown.get(pilot.name)}$`, 'mu'));
        expect(ephemeral).toBe(true);
      }
    },
  );

  it('tells what is missing to the place above, and that nobody is above the first', async () => {
    const { message } = await show(scene, 'kills', { top: 25 });
    const places = placesOf(message);
    const where = async (pilot: SimulatedPilot) =>
      (await answerTo(scene.discord.press({ user: memberOf(pilot), message, label: /Where/u }))).text;
    const special = places.find(({ name }) => name === 'Special K');
    const above = places[(special?.place ?? 0) - 2];
    const missing = number(above?.value ?? '') - number(special?.value ?? '');
    expect(await where(scene.pilot('Special K'))).toMatch(
      new RegExp(
        `\\*\\*Special K\\*\\*: \\*\\*${special?.value} kills\\*\\*\n\\*\\*${missing} kills?\\*\\* behind \\*\\*#${above?.place}\\*\\*`,
        'u',
      ),
    );
    const first = scene.dcs.world.pilots.find(({ name }) => isName(places[0]?.name ?? '', name));
    if (first === undefined) throw new Error('nobody is first');
    const { discordId } = first;
    first.discordId = '100000000000000777';
    try {
      await scene.forward(16 * MINUTE);
      expect(await where(first)).toMatch(/You are #1[\s\S]*Nobody is above you/u);
    } finally {
      if (discordId === undefined) delete first.discordId;
      else first.discordId = discordId;
      await scene.forward(16 * MINUTE);
    }
  });

  it('says what keeps a member off a board: too little, or no linked account', async () => {
    const { message } = await show(scene, 'kdr', { minimum: 300 });
    const special = scene.discord.press({
      user: memberOf(scene.pilot("O'Brien")),
      message,
      label: /Where/u,
    });
    expect((await answerTo(special)).text).toMatch(
      /not ranked yet\n\*\*\d+ kills\*\* to go[\s\S]*It takes 300 kills/u,
    );
    const stranger = scene.discord.press({ user: scene.stage.member(), message, label: /Where/u });
    const { text, ephemeral } = await answerTo(stranger);
    expect(text).toMatch(/Who are you in DCS\?[\s\S]*`\/linkme`/u);
    expect(ephemeral).toBe(true);
  });

  it('shows the time played on a server of BattleMetrics, without those who are banned', async () => {
    const user = scene.stage.member();
    const offered = await scene.complete(user, 'leaderboard show', 'server', {
      board: 'bm-playtime',
      server: 'squad',
    });
    expect(offered.map(({ value }) => value)).toEqual(['1000102']);
    const { message, text, ephemeral } = await show(scene, 'bm-playtime', { server: '1000102', top: 25 });
    expect(ephemeral).toBe(false);
    expect(text).toContain('🏆 Most time played · all time');
    const { players, bans } = scene.battlemetrics.world;
    const banned = new Set(
      bans.filter(({ expires }) => expires === null || expires > scene.now()).map(({ playerId }) => playerId),
    );
    const timeOf = ({ visits }: (typeof players)[number]) =>
      visits.find(({ serverId }) => serverId === '1000102')?.timePlayed ?? 0;
    const expected = players
      .filter((player) => timeOf(player) > 0 && !banned.has(player.id))
      .map(timeOf)
      .sort((a, b) => b - a);
    expect(placesOf(message).map(({ value }) => value)).toEqual(expected.slice(0, 25).map(hours));
    expect(buttonsOf(message)).toEqual([]);
    const week = scene.discord.select({ user, message, customId: /:again:/u }, ['week']);
    await replyLike(week, /Most time played · last week/u);
  });

  it('refuses what a board cannot be, to the asker alone', async () => {
    const cases: readonly (readonly [board: string, options: OptionValues, says: RegExp])[] = [
      ['kills', { period: 'week' }, /Top kills\*\* has no periods: .*Leave `period` out/u],
      [
        'bm-playtime',
        { server: '1000102', period: 'year' },
        /no such period\. Pick one of: all, month, week, day/u,
      ],
      ['kills', { order: 'weighted' }, /only ratios can be weighted\. Leave `order` out/u],
      ['credits', { minimum: 5 }, /has no minimum\. Leave `minimum` out/u],
      ['bm-playtime', {}, /is about one server\. Pick one of the suggestions of `server`/u],
      ['bm-playtime', { server: '1000104' }, /none of our servers\. Pick one of the suggestions/u],
      ['kills', { server: 'nowhere' }, /none of our servers\. Pick one of the suggestions/u],
      ['bm-playtime', { server: 'example' }, /Several of our servers fit\. Pick one/u],
    ];
    for (const [board, options, says] of cases) {
      const { text, ephemeral } = await show(scene, board, options);
      expect(text).toMatch(says);
      expect(ephemeral).toBe(true);
    }
  });

  it('says so when nobody has what it takes', async () => {
    const { text } = await show(scene, 'pvp-kdr', { minimum: 100_000 });
    expect(text).toMatch(/Nobody is on the board yet\..*at least 100,000 A\/A kills/u);
  });

  it('says what is wrong with DCSServerBot when it does not answer, to the asker alone', async () => {
    scene.dcs.faults.set('*', { kind: 'reset' });
    try {
      await scene.forward(DAY);
      const { text, ephemeral } = await show(scene, 'kills');
      expect(text).toMatch(/The connection to DCSServerBot broke|DCSServerBot cannot be reached/u);
      expect(ephemeral).toBe(true);
    } finally {
      scene.dcs.faults.clear();
    }
  });
});
