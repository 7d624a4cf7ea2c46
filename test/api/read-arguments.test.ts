import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Command, readCommandLine } from '../../src/api/command-line.ts';
import { fillConstants } from '../../src/api/constants.ts';
import { printArguments } from '../../src/api/print-arguments.ts';
import type { ReadFile } from '../../src/api/read-arguments.ts';
import { CALLABLE_APIS } from '../../src/api/run.ts';
import { shapeOf } from '../../src/api/shape.ts';
import { ALL_OPERATIONS, valuesOf } from './arguments.ts';

const FILES: Readonly<Record<string, string>> = {
  'bans.json': '[{"type":"ban","attributes":{"reason":"from the file"}}]',
};
const readFile: ReadFile = (path) => {
  const text = path === 'mission.miz' ? '\u0007' : FILES[path];
  if (text === undefined) throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
  return new TextEncoder().encode(text);
};

function read(...argv: readonly string[]): Command {
  return readCommandLine(argv, CALLABLE_APIS, readFile);
}

function argsOf(...argv: readonly string[]): unknown {
  const command = read(...argv);
  return command.kind === 'call' ? command.args : command;
}

/** The arguments that `servers.list` reads. */
const serversBy = (...options: readonly string[]) => argsOf('battlemetrics', 'servers.list', ...options);
/** The body that `bans.create` reads. */
const bans = (operation: string, ...options: readonly string[]) =>
  argsOf('battlemetrics', `bans.${operation}`, ...options);

describe('arguments written as options', () => {
  it.each(ALL_OPERATIONS)('are read back: $line', ({ api, operation }) => {
    const shape = shapeOf(operation.schema);
    fc.assert(
      fc.property(valuesOf(shape), (value) => {
        const args = { ...Object(value) };
        expect(argsOf(api.id, operation.name, ...printArguments(args))).toEqual(fillConstants(shape, args));
      }),
      { numRuns: 25 },
    );
  });

  it('have values behind an equals sign or a blank', () => {
    expect(serversBy('--filter.game', 'squad', '--page.size=5')).toEqual({
      filter: { game: 'squad' },
      page: { size: 5 },
    });
  });

  it('are texts, numbers, and true or false as the operation wants them', () => {
    const { filter } = Object(serversBy('--filter.search=100', '--filter.players.min=100', '--filter.rcon'));
    expect(filter).toEqual({ search: '100', players: { min: 100 }, rcon: true });
    expect(serversBy('--filter.rcon', 'false')).toEqual({ filter: { rcon: false } });
  });

  it('are lists by commas, by repetition and by number', () => {
    const list = { filter: { countries: ['US', 'CA'] } };
    expect(serversBy('--filter.countries=US,CA')).toEqual(list);
    expect(serversBy('--filter.countries=US', '--filter.countries=CA')).toEqual(list);
    expect(serversBy('--filter.countries.0=US', '--filter.countries.1=CA')).toEqual(list);
  });

  it('are features of games as a switch, a range, options, or any of options', () => {
    const id = '01234567-89ab-4def-8123-456789abcdef';
    const featured = (...options: readonly string[]) => {
      const { filter } = Object(serversBy(...options));
      return Object(filter).features;
    };
    expect(featured(`--filter.features.${id}=true`)).toEqual({ [id]: true });
    expect(featured(`--filter.features.${id}=50:100`)).toEqual({ [id]: '50:100' });
    expect(featured(`--filter.features.${id}=a,b`)).toEqual({ [id]: ['a', 'b'] });
    expect(featured(`--filter.features.${id}.or=a`)).toEqual({ [id]: { or: ['a'] } });
  });

  it('are lists of parts by number', () => {
    expect(
      argsOf('battlemetrics', 'metrics.get', '--metrics.0.name=a,b', '--metrics.0.range=2017:2018'),
    ).toEqual({ metrics: [{ name: ['a', 'b'], range: '2017:2018' }] });
  });

  it('are a body part by part, with what can only be one thing filled in', () => {
    expect(
      bans(
        'create',
        '--data.attributes.reason=Team kills',
        '--data.attributes.expires=null',
        '--data.attributes.identifiers=12,34',
        '--data.relationships.server.data.id=1000101',
      ),
    ).toEqual({
      data: {
        type: 'ban',
        attributes: { reason: 'Team kills', expires: null, identifiers: [12, 34] },
        relationships: {
          organization: { data: { type: 'organization' } },
          server: { data: { type: 'server', id: '1000101' } },
        },
      },
    });
  });

  it('are identifiers typed in beside known ones', () => {
    const { data } = Object(
      bans(
        'create',
        '--data.attributes.identifiers=12',
        '--data.attributes.identifiers.1.type=steamID',
        '--data.attributes.identifiers.1.identifier=76561190000000001',
      ),
    );
    expect(Object(data).attributes).toEqual({
      identifiers: [12, { type: 'steamID', identifier: '76561190000000001', manual: true }],
    });
  });

  it('are a body as JSON, and what is typed by itself comes before it', () => {
    expect(
      bans(
        'update',
        '--id=1',
        '--data={"type":"ban","attributes":{"reason":"a","note":"b"}}',
        '--data.attributes.reason=c',
      ),
    ).toEqual({ id: '1', data: { type: 'ban', attributes: { reason: 'c', note: 'b' } } });
  });

  it('are a body from a file', () => {
    expect(bans('import', '--data=@bans.json')).toMatchObject({
      data: [{ type: 'ban', attributes: { reason: 'from the file' } }],
    });
  });

  it('are files where an operation sends bytes', () => {
    expect(argsOf('dcsserverbot', 'missions.upload', '--file=@mission.miz')).toEqual({
      file: new Uint8Array([7]),
    });
  });

  it('are the parameters of an operation before the options of the command', () => {
    expect(argsOf('dcsserverbot', 'statistics.topKills', '--limit=3')).toEqual({ limit: 3 });
    expect(read('battlemetrics', 'servers.list', '--limit=3')).toMatchObject({
      args: {},
      settings: { limit: 3 },
    });
  });
});

describe('a command line that is wrong', () => {
  it.each([
    [
      'an operation',
      ['battlemetrics', 'server.list'],
      'has no operation server.list. Did you mean servers.list',
    ],
    ['an API', ['steam', 'servers.list'], 'there are battlemetrics and dcsserverbot'],
    ['a parameter', ['battlemetrics', 'servers.list', '--filter.gaem=squad'], 'Did you mean --filter.game'],
    ['a part', ['battlemetrics', 'servers.list', '--filter.game.id=squad'], '--filter.game.id is unknown'],
    ['a prototype', ['battlemetrics', 'servers.list', '--__proto__.x=1'], '--__proto__ is unknown'],
    ['a value', ['battlemetrics', 'servers.list', '--filter.game'], '--filter.game wants a value'],
    ['a word', ['battlemetrics', 'servers.list', '--table', 'squad'], '"squad" is no option'],
    ['a minus', ['battlemetrics', 'servers.list', '--sort', '-rank'], '--sort=-rank'],
    ['a repetition', ['battlemetrics', 'servers.get', '--id=1', '--id=2'], '--id is given more than once'],
    ['a gap', ['battlemetrics', 'metrics.get', '--metrics.1.name=a'], '--metrics.0 must come before it'],
    ['JSON', ['battlemetrics', 'bans.create', '--data={'], '--data is no JSON'],
    ['a file', ['battlemetrics', 'bans.create', '--data=@nowhere'], 'nowhere cannot be read (ENOENT)'],
    ['bytes', ['dcsserverbot', 'missions.upload', '--file=mission.miz'], '--file=@path'],
    ['a limit', ['battlemetrics', 'servers.list', '--limit=0'], '--limit must be a whole number'],
    ['the order', ['--table', 'battlemetrics', 'servers.list'], 'comes first: battlemetrics or dcsserverbot'],
  ] as const)('is told so where %s is', (_, argv, words) => {
    expect(() => read(...argv)).toThrow(words);
  });
});
