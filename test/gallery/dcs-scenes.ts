import type { Scene } from './scenes.ts';

const LONG_NAME = 'The one with a name that goes on and on until nobody reads it';
const HOSTILE_NAMES = [
  LONG_NAME,
  '```js\n**bold** __under__ ~~gone~~ ||hidden|| `code`',
  '@everyone <@&1> <#2> [free skins](https://example.org)',
  '第一戦闘機隊の長い名前の操縦士さんです第一戦闘機隊',
  '👨‍👩‍👧‍👦🛩️🇺🇦👨‍👩‍👧‍👦🛩️🇺🇦👨‍👩‍👧‍👦🛩️🇺🇦👨‍👩‍👧‍👦🛩️🇺🇦',
  '\u202eright to left, written backwards by an override',
  'طيار باسم طويل جدا لا يقرأه أحد حتى النهاية',
  'Z̷̢͝a̸̡͠l̵̢͝g̸̨͠o̵̧͝ over the lines above and below',
];

export const DCS_SCENES: Readonly<Record<string, readonly Scene[]>> = {
  '/stats': [
    {
      name: 'stats',
      alt: 'Statistics of a pilot: kills, deaths and K/D, air-to-air kills, last session, flights, and the best modules as a table',
      play: (actor) => actor.ask('stats', { player: 'Übermut' }),
    },
    {
      name: 'stats-longest',
      alt: 'Statistics of a pilot with a very long name, which is shown whole',
      play: (actor) => actor.ask('stats', { player: LONG_NAME }),
    },
    {
      name: 'stats-hostile-name',
      alt: 'Statistics of a pilot whose name is an HTML tag: it is shown as the characters that it has',
      play: (actor) => actor.ask('stats', { player: '<img src=x onerror=alert(1)>' }),
    },
    {
      name: 'stats-mid-2025',
      version: 'documented',
      alt: 'Statistics from the DCSServerBot of mid 2025, which counts other things: the labels say which',
      play: (actor) => actor.ask('stats', { player: 'Übermut' }),
    },
    {
      name: 'stats-namesakes',
      alt: 'Several pilots share a name, so the answer asks which one is meant, with a menu',
      play: (actor) => actor.ask('stats', { player: 'Viper' }),
    },
    {
      name: 'stats-no-flights',
      alt: 'A pilot who registered and never took off',
      play: (actor) => actor.ask('stats', { player: 'Lurker' }),
    },
    {
      name: 'stats-similar',
      alt: 'Nobody has that name; similar ones are offered in a menu',
      play: (actor) => actor.ask('stats', { player: 'Falcon' }),
    },
    {
      name: 'stats-unknown',
      alt: 'Nobody has that name, and no similar one is known; the answer says how to find a pilot',
      play: (actor) => actor.ask('stats', { player: 'Nobody at all' }),
    },
    {
      name: 'stats-down',
      alt: 'DCSServerBot does not answer; the message says so, and what to do',
      play: async (actor) => {
        actor.stage.dcs.faults.set('*', { kind: 'reset' });
        return await actor.ask('stats', { player: 'Übermut' });
      },
    },
  ],
  '/topkdr': [
    {
      name: 'topkdr',
      alt: 'The ranking by K/D as a table with ranks, kills, deaths and names; its title says what is counted',
      play: (actor) => actor.ask('topkdr'),
    },
    {
      name: 'topkdr-longest',
      alt: 'The ranking of ten pilots with long names full of markup, wide characters and emoji: none breaks the table, and each is shortened to its column',
      play: (actor) => {
        for (const [index, pilot] of actor.stage.dcs.world.pilots.entries()) {
          pilot.name = `${HOSTILE_NAMES[index % HOSTILE_NAMES.length]} ${index}`;
        }
        return actor.ask('topkdr');
      },
    },
    {
      name: 'topkdr-mid-2025',
      version: 'documented',
      alt: 'The ranking from the DCSServerBot of mid 2025: kills of players in the last month',
      play: (actor) => actor.ask('topkdr'),
    },
    {
      name: 'topkdr-empty',
      alt: 'Nobody is on the board yet',
      play: async (actor) => {
        actor.stage.dcs.world.pilots.splice(0);
        return await actor.ask('topkdr');
      },
    },
    {
      name: 'topkdr-stale',
      alt: 'DCSServerBot is down, so the ranking of some minutes ago is shown, with its age',
      play: async (actor) => {
        await actor.ask('topkdr');
        actor.stage.advance(5 * 60_000);
        actor.stage.dcs.faults.set('*', { kind: 'reset' });
        return await actor.ask('topkdr');
      },
    },
    {
      name: 'topkdr-html',
      alt: 'A proxy answers in place of DCSServerBot; the message says so',
      play: async (actor) => {
        actor.stage.dcs.faults.set('*', { kind: 'html', status: 502 });
        return await actor.ask('topkdr');
      },
    },
  ],
  '/linkme': [
    {
      name: 'linkme',
      alt: 'A link code in large digits, what to type into the chat of the game, and until when; only the asker sees it',
      play: (actor) => actor.ask('linkme'),
    },
    {
      name: 'linkme-force',
      alt: 'A link code that was asked for with force: a link that was there is dropped',
      play: (actor) => actor.ask('linkme', { force: true }),
    },
    {
      name: 'linkme-again',
      role: 'moderator',
      alt: 'DCSServerBot gave no code, its known fault with accounts that it knows; the message says what to do',
      play: (actor) => actor.ask('linkme'),
    },
    {
      name: 'linkme-again-force',
      role: 'moderator',
      alt: 'DCSServerBot gave no code even with force; the message sends the asker to an admin',
      play: (actor) => actor.ask('linkme', { force: true }),
    },
    {
      name: 'linkme-mid-2025',
      version: 'documented',
      alt: 'A link code with a warning before it: the DCSServerBot of mid 2025 forgets codes',
      play: (actor) => actor.ask('linkme'),
    },
    {
      name: 'linkme-down',
      alt: 'DCSServerBot does not answer, so there is no code; the message says what to do',
      play: async (actor) => {
        actor.stage.dcs.faults.set('*', { kind: 'reset' });
        return await actor.ask('linkme');
      },
    },
  ],
};
