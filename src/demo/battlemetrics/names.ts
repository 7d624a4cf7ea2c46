/** What people call themselves: every one of these has to be shown as plain text. */
export const HOSTILE_NAMES = [
  '@everyone',
  '<@80351110224678912>',
  '<@&80351110224678912>',
  '<#80351110224678912>',
  '</ban:80351110224678912>',
  '<:pwned:80351110224678912>',
  '<t:1700000000:R>',
  '[free skins](https://phish.invalid)',
  '[text](<https://phish.invalid>)',
  'https://phish.invalid/login',
  '# Heading',
  '-# small print',
  '> quoted',
  '>>> quoted to the end',
  '- item',
  '1. item',
  '```js\ncode\n```',
  '`tick`',
  '**bold** *it* __under__ ~~gone~~',
  '||spoiler||',
  'back\\slash\\',
  '\u202egnp.exe\u202c',
  'zero\u200bwidth\u2060joined',
  'new\nline\ttab',
  '   ',
  '\u{1F468}\u200d\u{1F469}\u200d\u{1F467}\u200d\u{1F466}\u{1F3F4}\u200d\u2620\ufe0f',
  'Z\u0351\u036b\u0343a\u0349\u0301l\u0356\u0300g\u0321\u0300o\u0308',
  '\u65e5\u672c\u8a9e\u30d7\u30ec\u30a4\u30e4\u30fc',
  '\u0627\u0644\u0637\u064a\u0627\u0631',
  "Robert'); DROP TABLE players;--",
  '%s%n%x {0} {{admin}}',
  'lone \ud83d surrogate',
  'W'.repeat(128),
  'null',
  '0',
] as const;

const FIRST = ['Grey', 'Silent', 'Lucky', 'Iron', 'Midnight'] as const;
const SECOND = ['Falcon', 'Badger', 'Comet', 'Harrier', 'Lynx'] as const;

/** Ordinary names, the first of which two people share. */
export const ORDINARY_NAMES = ['Grey Falcon', ...FIRST.flatMap((a) => SECOND.map((b) => `${a} ${b}`))];
