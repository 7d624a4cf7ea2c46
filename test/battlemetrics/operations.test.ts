import { describe, expect, it } from 'vitest';
import { bodyOf, pathOf, queryOf, STAGED_AT, stage } from '../demo/battlemetrics/staged.ts';
import { type Declared, invoke, NAMED_PAIRS, PAIRS, type Pair } from './declarations.ts';
import { argumentsFrom, decodePairs } from './examples.ts';
import { clientTo, MODERATOR } from './harness.ts';

type Staged = Awaited<ReturnType<typeof stage>>;

/** What a concrete path has for the parameters of a declared one. */
function paramsIn(template: string, path: string): Readonly<Record<string, string>> {
  const parts = path.split('/');
  const named = template.split('/').map((name, index) => [name.slice(1, -1), parts[index] ?? ''] as const);
  return Object.fromEntries(named.filter(([name], index) => template.split('/')[index] === `{${name}}`));
}

/** The example of the document as arguments, with ids of things that are in the staged world. */
function argumentsIn(
  { operation, shape, documented }: Pair,
  { ids }: Staged,
): Readonly<Record<string, unknown>> {
  const body: unknown = documented.curl.body;
  return {
    ...paramsIn(operation.path, pathOf(documented, ids)),
    ...argumentsFrom(decodePairs(queryOf(documented)), shape),
    ...(body !== undefined && { data: Object(bodyOf(body, ids)).data }),
  };
}

const scopeOf = ({ operation: { scope, likelyScope } }: Declared): string | undefined => scope ?? likelyScope;
/** Matching tells those who may not see an identifier that nobody has it, and refuses nobody. */
const isGuarded = (declared: Declared): boolean =>
  scopeOf(declared) !== undefined && declared.operation.reads !== true;

const SCOPES = [...new Set(PAIRS.flatMap((pair) => scopeOf(pair) ?? []))];

describe('the client and the simulated API agree', () => {
  it.each(NAMED_PAIRS)('on %s: it is sent once, answered as documented, and read', async (name, pair) => {
    const staged = await stage(pair.documented);
    const { bm } = clientTo(new URL(staged.sim.url), {}, () => STAGED_AT);
    const before = staged.sim.requests.length;
    const answer = await invoke(bm, name, argumentsIn(pair, staged), MODERATOR);
    const sent = staged.sim.requests.slice(before);
    expect(sent.map(({ method, status }) => [method, status])).toEqual([
      [pair.documented.method, pair.documented.response.status],
    ]);
    const { kind } = pair.operation.answer;
    if (kind === 'empty') expect(answer).toBeUndefined();
    else if (kind === 'text') expect(answer).toBeTypeOf('string');
    else expect(answer).toHaveProperty('data');
  });

  it.each(PAIRS.filter(isGuarded).map((pair) => [pair.name, pair] as const))(
    'on the scope of %s: without it nobody gets in, and nobody needs another',
    async (_name, pair) => {
      const scope = scopeOf(pair) ?? '';
      const others = SCOPES.filter((other) => other !== scope && !scope.startsWith(`${other}:`));
      const tokens = [
        { token: 'without', scopes: others },
        { token: 'with', scopes: [scope] },
      ];
      const { ask, ids } = await stage(pair.documented, tokens);
      const query = queryOf(pair.documented);
      const target = `${pathOf(pair.documented, ids)}${query && `?${query}`}`;
      const { method } = pair.operation;
      const body = pair.documented.curl.body;
      const options = { parse: false, ...(body !== undefined && { body: bodyOf(body, ids) }) };
      expect((await ask(method, target, { ...options, token: 'without' })).status).toBe(403);
      expect((await ask(method, target, { ...options, token: 'with' })).status).toBeLessThan(300);
    },
  );

  it.each(PAIRS.filter((pair) => !isGuarded(pair)).map((pair) => [pair.name, pair] as const))(
    'that %s wants no scope',
    async (_name, pair) => {
      const { ask, ids } = await stage(pair.documented, [{ token: 'none', scopes: [] }]);
      const query = queryOf(pair.documented);
      const body = pair.documented.curl.body;
      const { status } = await ask(
        pair.operation.method,
        `${pathOf(pair.documented, ids)}${query && `?${query}`}`,
        { token: 'none', parse: false, ...(body !== undefined && { body: bodyOf(body, ids) }) },
      );
      expect(status).toBeLessThan(300);
    },
  );

  it.each(
    PAIRS.filter(({ operation }) => operation.method === 'GET').map((pair) => [pair.name, pair] as const),
  )('that nobody may ask %s for what it does not know', async (_name, { documented }) => {
    const { ask, ids } = await stage(documented);
    expect((await ask('GET', `${pathOf(documented, ids)}?filter[nonsense]=1`)).status).toBe(400);
  });
});
