import { describe, expect, it } from 'vitest';
import { type DescribedParameter, OPERATIONS, type Operation } from './description.ts';
import { type CurrentServer, type Reply, startCurrent } from './harness.ts';

/** A good value for each parameter of any operation, by name. */
function goodValue({ name }: DescribedParameter, { simulator, running }: CurrentServer): string {
  const [pilot] = simulator.world.pilots;
  const values: Readonly<Record<string, string>> = {
    server_name: running.name,
    airbase_name: 'Batumi',
    item: 'weapons.bombs.GBU_38',
    value: '7',
    coalition: '1',
    nick: pilot?.name ?? '',
    name: '104th Phoenix',
    discord_id: '222222222222222222',
    what: 'kills',
    trap_id: String(pilot?.traps?.find(({ wire }) => wire !== null)?.id),
    ucid: pilot?.ucid ?? '',
    start_time: '2020-01-01T00:00:00',
    end_time: '2100-01-01T00:00:00',
    coordinates: '41.61030, 41.59970',
    group_name: 'Tanker-1',
    group_type: 'plane',
    unit_name: 'Tanker-1-1',
    mission_name: 'Free Flight.miz',
    filename: 'New Mission.miz',
    load_after: 'false',
    file: 'PK',
  };
  const value = values[name];
  if (value === undefined) throw new Error(`no value for ${name}`);
  return value;
}

/** What is always needed, and what no operation can do without though none of it is required. */
const isGiven = ({ name, required }: DescribedParameter, { path }: Operation): boolean =>
  required || (path === '/getuser' && name === 'nick');

async function ask(
  server: CurrentServer,
  operation: Operation,
  change: Readonly<Record<string, string | undefined>> = {},
): Promise<Reply> {
  const query: Record<string, string> = {};
  const form: Record<string, string> = {};
  const files = new FormData();
  for (const parameter of operation.parameters) {
    const { name, where } = parameter;
    const changed = Object.hasOwn(change, name);
    const value = changed
      ? change[name]
      : isGiven(parameter, operation)
        ? goodValue(parameter, server)
        : undefined;
    if (value === undefined) continue;
    if (where === 'query') query[name] = value;
    else if (name === 'file') files.set(name, new Blob([value]), 'mission.miz');
    else {
      form[name] = value;
      files.set(name, value);
    }
  }
  if (operation.method === 'GET') return server.get(operation.path, query);
  return server.post(operation.path, query, operation.multipart ? files : form);
}

/** The mission to pause must run, the one to go on must be paused, and what starts must be stopped. */
function prepare({ path }: Operation, { running }: CurrentServer): void {
  if (path === '/instance/start') running.status = 'Stopped';
  if (path === '/instance/mission/unpause') running.status = 'Paused';
}

/** Text that a parameter of this type is refused for, and the type of the refusal. */
function badValue({ type, format, choices }: DescribedParameter): readonly [string, string] | undefined {
  if (type === 'integer') return ['five', 'int_parsing'];
  if (type === 'boolean') return ['perhaps', 'bool_parsing'];
  if (format === 'date-time') return ['yesterday', 'datetime_from_date_parsing'];
  return Array.isArray(choices) ? ['sideways', 'literal_error'] : undefined;
}

describe('the description of the current version', () => {
  it('has 44 operations', () => {
    expect(OPERATIONS).toHaveLength(44);
  });
});

describe.each(OPERATIONS.map((operation) => [`${operation.method} ${operation.path}`, operation] as const))(
  '%s of the simulator',
  (_, operation) => {
    it('exists, and by no other method', async () => {
      const server = await startCurrent();
      const other = operation.method === 'GET' ? server.post : server.get;
      expect(await other(operation.path)).toEqual({ status: 405, body: { detail: 'Method Not Allowed' } });
      const bare = operation.method === 'GET' ? server.get : server.post;
      expect([200, 400, 422]).toContain((await bare(operation.path)).status);
    });

    it('answers in the shape of its description', async () => {
      const server = await startCurrent();
      prepare(operation, server);
      if (operation.path === '/squadron_credits') {
        // Its bug: it fails for a squadron that has credits, so that no answer of the described shape ever comes.
        expect((await ask(server, operation, { name: '104th Phoenix' })).status).toBe(404);
        expect((await ask(server, operation, { name: 'Jolly_Rogers' })).status).toBe(500);
        return;
      }
      const { status, body } = await ask(server, operation);
      expect(status).toBe(200);
      expect(operation.answer.safeParse(body)).toMatchObject({ success: true });
    });

    it('wants each parameter that is required, and tells of all that are missing at once', async () => {
      const server = await startCurrent();
      const required = operation.parameters.filter((parameter) => parameter.required);
      const missing = ({ where, name }: DescribedParameter) => ({
        type: 'missing',
        loc: [where, name],
        msg: 'Field required',
        input: null,
      });
      for (const parameter of required) {
        const reply = await ask(server, operation, { [parameter.name]: undefined });
        expect(reply).toEqual({ status: 422, body: { detail: [missing(parameter)] } });
      }
      if (required.length === 0) return;
      const nothing = Object.fromEntries(operation.parameters.map(({ name }) => [name, undefined]));
      expect(await ask(server, operation, nothing)).toEqual({
        status: 422,
        body: { detail: required.map(missing) },
      });
    });

    it('refuses what is not of the type', async () => {
      const server = await startCurrent();
      for (const parameter of operation.parameters) {
        const [value, type] = badValue(parameter) ?? [];
        if (value === undefined) continue;
        const { status, body } = await ask(server, operation, { [parameter.name]: value });
        expect(status).toBe(422);
        expect(body).toMatchObject({
          detail: [{ type, loc: [parameter.where, parameter.name], input: value }],
        });
      }
    });

    it('knows no server of another name', async () => {
      const server = await startCurrent();
      const [parameter] = operation.parameters.filter(
        ({ name, required }) => required && name === 'server_name',
      );
      if (parameter === undefined) return;
      expect(await ask(server, operation, { server_name: 'nope' })).toEqual({
        status: 404,
        body: { detail: "Server 'nope' not found." },
      });
    });
  },
);
