/**
 * A small reading of Discord's markdown, rule by rule in the order in which its clients try them: enough to say whether
 * a text contains anything but plain characters, and which characters a reader sees.
 */
export interface Markdown {
  /** Names of the constructs that would take effect, in order. */
  readonly constructs: readonly string[];
  /** What is seen when none takes effect: the text without its escapes. */
  readonly visible: string;
}

const AT_LINE_START: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['heading', /^ *#{1,3} +\S/u],
  ['subtext', /^ *-# +\S/u],
  ['bullet list', /^ *[*+-] +\S/u],
  ['numbered list', /^ *\d+[.)] +\S/u],
  ['quote', /^ *>(?:>>)? /u],
];

const ANYWHERE: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['code fence', /^```[\s\S]*?```/u],
  ['inline code', /^(`+)[\s\S]*?[^`]\1(?!`)/u],
  ['masked link', /^\[[^\]\n]+\]\([^)\n]+\)/u],
  ['user mention', /^<@!?\d+>/u],
  ['role mention', /^<@&\d+>/u],
  ['channel mention', /^<#\d+>/u],
  ['command mention', /^<\/[^:>]+:\d+>/u],
  ['guild navigation', /^<id:[a-z-]+(?::\d+)?>/u],
  ['timestamp', /^<t:-?\d+(?::[a-zA-Z])?>/u],
  ['custom emoji', /^<a?:\w+:\d+>/u],
  ['autolink', /^<(?:[a-z][a-z0-9+.-]*:[^>\s]+|\+?\d[\d ]*|[^\s@<>]+@[^\s<>]+)>/iu],
  ['everyone', /^@(?:everyone|here)/u],
  ['link', /^(?:https?|steam|discord):\/\/[^\s<]+/iu],
  ['invite', /^discord(?:app)?\.(?:gg|com\/invite)\/\w+/iu],
  ['shortcode', /^:[\w+-]+:/u],
  ['spoiler', /^\|\|[\s\S]+?\|\|/u],
  ['strike', /^~~[\s\S]+?~~/u],
  ['underline', /^__[\s\S]+?__/u],
  ['bold', /^\*\*[\s\S]+?\*\*/u],
  ['italic', /^\*[^\s*][^*]*\*|^_[^_\n]+_/u],
];

export function readMarkdown(text: string): Markdown {
  const constructs: string[] = [];
  let visible = '';
  let rest = text;
  let lineStart = true;
  while (rest !== '') {
    const escaped = /^\\([^0-9A-Za-z\s])/u.exec(rest);
    if (escaped?.[1] !== undefined) {
      visible += escaped[1];
      rest = rest.slice(escaped[0].length);
      lineStart = false;
      continue;
    }
    const rules = lineStart ? [...AT_LINE_START, ...ANYWHERE] : ANYWHERE;
    for (const [name, pattern] of rules) if (pattern.test(rest)) constructs.push(name);
    const character = String.fromCodePoint(rest.codePointAt(0) ?? 0);
    visible += character;
    rest = rest.slice(character.length);
    // Invisible isolates don't end the beginning of a line in the eyes of a careful reader.
    lineStart = character === '\n' || (lineStart && /[\s\u2066-\u2069]/u.test(character));
  }
  return { constructs, visible };
}
