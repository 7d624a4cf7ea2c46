import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readCommandLine } from '../../src/api/command-line.ts';
import { exampleOptions } from '../../src/api/example.ts';
import { generalHelp, listHelp, operationHelp } from '../../src/api/help.ts';
import { parametersOf } from '../../src/api/parameters.ts';
import { CALLABLE_APIS } from '../../src/api/run.ts';
import { ownOptions } from '../../src/api/settings.ts';
import { shapeOf } from '../../src/api/shape.ts';
import { argumentsOf } from '../../src/battlemetrics/arguments/check.ts';
import { OPERATIONS as BATTLEMETRICS } from '../../src/battlemetrics/battlemetrics.ts';
import type { AnyOperation as BattleMetricsOperation } from '../../src/battlemetrics/operation.ts';
import type { AnyOperation as DcsOperation } from '../../src/dcsserverbot/operation.ts';
import { OPERATIONS as DCSSERVERBOT } from '../../src/dcsserverbot/rest-api.ts';
import { ALL_OPERATIONS } from './arguments.ts';

const NOW = Date.parse('2026-11-25T12:00:00Z');
const widest = (text: string): number => Math.max(...text.split('\n').map((line) => line.length));
const helpOf = (line: string): string => {
  const found = ALL_OPERATIONS.find((one) => one.line === line);
  if (found === undefined) throw new Error(`no ${line}`);
  return operationHelp(found.api, found.operation, NOW);
};

describe('the help', () => {
  it('says what the command is and fits in 80 columns', () => {
    const help = generalHelp(CALLABLE_APIS);
    expect(widest(help)).toBeLessThanOrEqual(80);
    expect(help).toMatch(/both count\s+against the same limit/u);
    expect(help).toContain('BATTLEMETRICS_TOKEN');
  });

  it.each(CALLABLE_APIS)('of $id lists every operation with its summary, in 80 columns', (api) => {
    const help = listHelp(api);
    expect(widest(help)).toBeLessThanOrEqual(80);
    for (const { name, summary } of api.operations.values()) {
      expect(help).toContain(`  ${name} `);
      expect(help.replaceAll(/\s+/g, ' ')).toContain(summary);
    }
  });

  it('marks what changes something, and nothing else', () => {
    const marked = [...listHelp(CALLABLE_APIS[0] ?? fail()).matchAll(/^ {2}(\S+) +\* /gm)].map(
      ([, name]) => name,
    );
    expect(marked).toContain('bans.create');
    expect(marked).toContain('servers.connectRcon');
    // A POST that only asks.
    expect(marked).not.toContain('players.match');
    expect(marked).not.toContain('bans.list');
  });

  it('has all operations that are declared', () => {
    const declared = [BATTLEMETRICS, DCSSERVERBOT].flatMap((apis) =>
      Object.entries(apis).flatMap(([topic, group]) => Object.keys(group).map((name) => `${topic}.${name}`)),
    );
    expect(ALL_OPERATIONS.map(({ operation }) => operation.name)).toEqual(declared);
  });

  it.each(ALL_OPERATIONS)('of $line names its parameters in 80 columns', ({ api, operation }) => {
    const help = operationHelp(api, operation, NOW);
    // A path, and an option to be copied, are one word each.
    const broken = help.replace(operation.path, '').replaceAll(/^ +--\S+(?: \\)?$/gm, '');
    expect(widest(broken)).toBeLessThanOrEqual(80);
    expect(help).toContain(`${operation.method} ${operation.path}\n`);
    for (const { name } of parametersOf(shapeOf(operation.schema))) expect(help).toContain(`  --${name}`);
    for (const rule of operation.rules) expect(help.replaceAll(/\s+/g, ' ')).toContain(rule);
  });

  it('names each declared part of an operation of BattleMetrics', () => {
    for (const [topic, operations] of Object.entries(BATTLEMETRICS)) {
      for (const [name, operation] of Object.entries<BattleMetricsOperation>(operations)) {
        const help = helpOf(`battlemetrics ${topic}.${name}`);
        const { params, query = {}, include = {}, fields = [], body } = operation;
        for (const parameter of [...Object.keys(params), ...Object.keys(query)]) {
          expect(help).toMatch(new RegExp(`^ {2}--${parameter}(?:[. ]|$)`, 'm'));
        }
        for (const included of Object.keys(include)) expect(help).toContain(included);
        for (const { type } of fields) expect(help).toContain(`  --fields.${type}\n`);
        if (body !== undefined) expect(help).toContain('  --data');
        if (operation.scope !== undefined) expect(help).toContain(`Scope of the token: ${operation.scope}\n`);
      }
    }
  });

  it('names each declared parameter of an operation of DCSServerBot', () => {
    for (const [topic, operations] of Object.entries(DCSSERVERBOT)) {
      for (const [name, { query, form }] of Object.entries<DcsOperation>(operations)) {
        const help = helpOf(`dcsserverbot ${topic}.${name}`);
        for (const parameter of Object.keys({ ...query, ...form }))
          expect(help).toContain(`  --${parameter}`);
      }
    }
  });

  it('says of a parameter what it may be, whether it is needed, and what it is', () => {
    expect(helpOf('battlemetrics servers.list')).toContain(
      '  --page.size\n      a whole number, 1 to 100\n      how many a page; 10 if left out\n',
    );
    expect(helpOf('battlemetrics bans.get')).toContain(
      '  --id (required)\n      digits\n      id of the ban\n',
    );
    expect(helpOf('battlemetrics bans.create')).toContain('  --data.type\n      ban; filled in by itself\n');
    expect(helpOf('battlemetrics bans.create')).toContain(
      '  --data.relationships.server.data.id (required with\n      --data.relationships.server.…)\n',
    );
    expect(helpOf('dcsserverbot statistics.topKills')).toContain(
      '  --limit\n      a whole number, 1 to 1000; 10 if left out\n',
    );
    expect(helpOf('battlemetrics servers.forceUpdate')).toContain('force-update/server:{id}');
  });

  it.each(ALL_OPERATIONS)(
    'of $line has an example that could be made, and changes nothing as it stands',
    ({ api, operation }) => {
      expect(operationHelp(api, operation, NOW)).toContain(`  npm run api -- ${api.id} ${operation.name}`);
      const options = exampleOptions(api, operation, Date.now());
      const command = readCommandLine(
        [api.id, operation.name, ...options],
        CALLABLE_APIS,
        () => new Uint8Array(1),
      );
      if (command.kind !== 'call') throw new Error(`it is read as ${command.kind}`);
      expect(command.settings.yes).toBe(false);
      expect(api.preview(operation.name, command.args).method).toBe(operation.method);
    },
  );

  it.each(ALL_OPERATIONS)('of $line offers no option of a name that a parameter has', ({ operation }) => {
    const names = parametersOf(shapeOf(operation.schema)).map(({ name }) => name);
    const own = [...ownOptions(operation).keys()];
    expect(own.filter((name) => names.includes(name))).toEqual([]);
    // What lists and writes cannot do without.
    if (operation.paged) expect(own).toEqual(expect.arrayContaining(['all', 'limit']));
    if (operation.writes) expect(own).toContain('yes');
  });

  it('leaves out an option where an operation has a parameter of its name', () => {
    const operation = CALLABLE_APIS[0]?.operations.get('servers.list') ?? fail();
    const taken = { ...operation, schema: z.strictObject({ output: z.string() }) };
    expect([...ownOptions(taken).keys()]).toEqual(['table', 'progress', 'help', 'all', 'limit']);
  });

  it('looks up changes by operations that exist and change nothing', () => {
    for (const { api, operation } of ALL_OPERATIONS.filter((one) => one.operation.writes)) {
      if (operation.tells === undefined) continue;
      expect(api.operations.get(operation.tells)?.writes, operation.name).toBe(false);
    }
  });

  it('holds what the schemas say: an operation of BattleMetrics takes what its client checks', () => {
    const list: BattleMetricsOperation = BATTLEMETRICS.servers.list;
    const shown = CALLABLE_APIS[0]?.operations.get('servers.list');
    expect(shown?.schema).toBe(argumentsOf(list));
  });
});

function fail(): never {
  throw new Error('there are no APIs');
}
