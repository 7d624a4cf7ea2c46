import type { CallableApi, CallableOperation } from './callable.ts';
import { exampleLine } from './example.ts';
import { type Parameter, parametersOf } from './parameters.ts';
import { ownOptions } from './settings.ts';
import { shapeOf } from './shape.ts';
import { wordsOf } from './words.ts';
import { HELP_COLUMNS, wrap } from './wrap.ts';

/** What the command is. */
export function generalHelp(apis: readonly CallableApi[]): string {
  const counts = apis.map(
    ({ id, name, operations }) => `  ${id.padEnd(14)} ${name}: ${operations.size} operations`,
  );
  return `Calls any operation of the two APIs by hand.

  npm run api -- <api>                         the operations of an API
  npm run api -- <api> <operation> --help      what an operation takes
  npm run api -- <api> <operation> [options]   calls it

APIs:
${counts.join('\n')}

Parameters are options, with dots for their parts:
  --id=42   --filter.game=squad   --include=player,server
  --data.attributes.reason='Team kills'
  Lists by commas or by repetition; lists of parts by number
  (--metrics.0.name=…); null is the word null; a body may be JSON too:
  --data='{…}', or --data=@file.json. What can only be one thing, such as
  "type", is filled in by itself.

Examples:
  npm run api -- battlemetrics servers.list --filter.game=squad --table
  npm run api -- battlemetrics bans.list --filter.expired=true --limit=250
  npm run api -- dcsserverbot info.servers

The answer is JSON on standard output, or a table with --table. For other
programs write "npm run --silent api -- …": npm itself says a line otherwise.
Errors and progress go to standard error. Exit codes: 0 done; 1 the API refused
or did not answer, or its answer cannot be written; 2 used wrongly, nothing was
sent.

What changes something is only shown, and sent with --yes. It is never sent a
second time unless the first surely did nothing.

Settings come from the environment and the file .env, as the bot's do:
BATTLEMETRICS_TOKEN, DCSSERVERBOT_URL, DCSSERVERBOT_API_KEY, … Those for Discord
are not needed.

This is a process of its own beside the bot. With the same token both count
against the same limit of BattleMetrics; each slows down by what the answers say
is left.
`;
}

/** The operations of an API, by resource. */
export function listHelp(api: CallableApi): string {
  const width = Math.max(...[...api.operations.keys()].map((name) => name.length));
  const lines: string[] = [];
  let topic: string | undefined;
  for (const { name, summary, writes } of api.operations.values()) {
    const [resource = name] = name.split('.');
    if (resource !== topic) lines.push('', resource);
    topic = resource;
    const mark = writes ? '*' : ' ';
    lines.push(wrap(summary, `  ${name.padEnd(width)} ${mark} `, width + 5));
  }
  return `${api.name}: ${api.operations.size} operations. Those with * change something.
${lines.join('\n')}

"npm run api -- ${api.id} <operation> --help" tells what one takes.
`;
}

/** Everything about an operation. @param now epoch milliseconds, for times in the example */
export function operationHelp(api: CallableApi, operation: CallableOperation, now: number): string {
  const shape = shapeOf(operation.schema);
  const parameters = parametersOf(shape);
  const own = [...ownOptions(operation, shape)].map(([name, { takesValue, words }]) =>
    wrap(words, `  ${`--${name}${takesValue ? '=…' : ''}`.padEnd(14)} `, 17),
  );
  return [
    `${api.id} ${operation.name}`,
    wrap(operation.summary, '', 0),
    '',
    `  ${operation.method} ${operation.path}`,
    ...operation.notes.map((note) => wrap(note, '  ', 4)),
    '',
    ...(parameters.length === 0 ? ['It takes no parameters.'] : ['Parameters:']),
    ...parameters.flatMap(parameterLines),
    ...(operation.rules.length === 0 ? [] : ['', 'Rules:']),
    ...operation.rules.map((rule) => wrap(`${rule}.`, '  ', 4)),
    '',
    'Options:',
    ...own,
    '',
    'Example:',
    brokenForShell(exampleLine(api, operation, now)),
    '',
  ].join('\n');
}

function parameterLines({ name, shape, required, description }: Parameter): readonly string[] {
  const need =
    shape.kind === 'constant'
      ? ''
      : required === 'yes'
        ? ' (required)'
        : required === 'no'
          ? ''
          : ` (required with --${required.with}.…)`;
  const head = wrap(need.trim(), `  --${name}${need === '' ? '' : ' '}`, 6);
  return [
    head,
    wrap(wordsOf(shape), '      ', 8),
    ...(description === undefined ? [] : [wrap(description, '      ', 8)]),
  ];
}

/** A command over several lines, as a shell takes it. */
function brokenForShell(line: string): string {
  // Blanks between quotation marks are no place to break.
  const words = line.match(/(?:[^\s']|'(?:[^']|'\\'')*')+/g) ?? [];
  return wrap(
    words.join('\u0000').replaceAll(' ', '\u00a0').replaceAll('\u0000', ' '),
    '  ',
    4,
    HELP_COLUMNS - 2,
  )
    .replaceAll('\n', ' \\\n')
    .replaceAll('\u00a0', ' ');
}
