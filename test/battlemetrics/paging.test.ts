import { describe, expect, it } from 'vitest';
import { clientTo, MODERATOR, type Scripted, scripted, withSimulator } from './harness.ts';

function flag(n: number) {
  return {
    type: 'playerFlag',
    id: `01234567-89ab-cdef-0123-${String(n).padStart(12, '0')}`,
    attributes: { name: `flag ${n}` },
  };
}

/** Three pages of two; the last one as `last` says. */
function threePages(last: Record<string, unknown>) {
  return (target: string, _n: number, origin: string): Scripted => {
    const at = Number(new URL(target, origin).searchParams.get('page[key]') ?? '0');
    const data = [flag(at), flag(at + 1)];
    if (at >= 4) return { body: { data, ...last } };
    return {
      body: { data, links: { next: `${origin}/player-flags?page%5Bkey%5D=${at + 2}&page%5Brel%5D=next` } },
    };
  };
}

async function namesOf(
  items: AsyncIterable<{ readonly attributes: { readonly name: string } }>,
): Promise<string[]> {
  const names: string[] = [];
  for await (const { attributes } of items) names.push(attributes.name);
  return names;
}

const ALL = ['flag 0', 'flag 1', 'flag 2', 'flag 3', 'flag 4', 'flag 5'];

describe('a list is read to its end when the last page', () => {
  it.each([
    ['has empty links', { links: {} }],
    ['has no links', {}],
    ['has null links', { links: null }],
    ['links to null', { links: { next: null } }],
    ['links back alone', { links: { prev: 'https://api.battlemetrics.com/player-flags?page%5Bkey%5D=1' } }],
  ])('%s', async (_name, last) => {
    const { bm, targets } = await scripted(threePages(last));
    expect(await namesOf(bm.playerFlags.list.all({}, MODERATOR))).toEqual(ALL);
    expect(targets).toHaveLength(3);
  });
});

describe('paging', () => {
  it('follows the link as it was given, with its filters and its composite key', async () => {
    const next =
      '/bans?filter%5Bexpired%5D=true&page%5Bkey%5D=2025-05-28T09%3A58%3A59.849Z%2C150678470&page%5Brel%5D=next';
    const ban = { type: 'ban', id: '1', attributes: { timestamp: '2025-06-24T13:53:20.549Z' } };
    const { bm, targets } = await scripted((_target, n, origin) => ({
      body: { data: [ban], links: n === 0 ? { next: origin + next } : {} },
    }));
    for await (const page of bm.bans.list.pages({ filter: { expired: true } }, MODERATOR)) void page;
    expect(targets).toEqual(['/bans?filter%5Bexpired%5D=true', next]);
  });

  it('never goes to another host, which would get the token', async () => {
    const elsewhere = await scripted(() => ({ body: { data: [] } }));
    const { bm } = await scripted(() => ({
      body: { data: [flag(1)], links: { next: `${elsewhere.origin}/player-flags?page%5Bkey%5D=2` } },
    }));
    const read: string[] = [];
    const walk = async (): Promise<void> => {
      for await (const { attributes } of bm.playerFlags.list.all({}, MODERATOR)) read.push(attributes.name);
    };
    await expect(walk()).rejects.toMatchObject({ kind: 'schema-mismatch' });
    expect(read).toEqual(['flag 1']);
    expect(elsewhere.targets).toEqual([]);
  });

  it('stays with a proxy in front of the API, which passes on the links of the API itself', async () => {
    const { targets, origin } = await scripted((target) =>
      target.includes('page')
        ? { body: { data: [flag(2)], links: {} } }
        : {
            body: {
              data: [flag(1)],
              links: { next: 'https://api.battlemetrics.com/player-flags?page%5Bkey%5D=2' },
            },
          },
    );
    const { bm } = clientTo(new URL(`${origin}/proxy`));
    expect(await namesOf(bm.playerFlags.list.all({}, MODERATOR))).toEqual(['flag 1', 'flag 2']);
    expect(targets).toEqual(['/proxy/player-flags', '/proxy/player-flags?page%5Bkey%5D=2']);
  });

  it('ends on an empty page, whatever that links to', async () => {
    const { bm, targets } = await scripted((_target, n, origin) => ({
      body: { data: [], links: { next: `${origin}/player-flags?page%5Bkey%5D=${n}` } },
    }));
    expect(await namesOf(bm.playerFlags.list.all({}, MODERATOR))).toEqual([]);
    expect(targets).toHaveLength(1);
  });

  it('fails instead of walking in a circle', async () => {
    const { bm, targets } = await scripted((_target, n, origin) => ({
      body: { data: [flag(n)], links: { next: `${origin}/player-flags?page%5Bkey%5D=same` } },
    }));
    await expect(namesOf(bm.playerFlags.list.all({}, MODERATOR))).rejects.toMatchObject({
      kind: 'schema-mismatch',
    });
    expect(targets).toHaveLength(2);
  });

  it('reads no page that nobody wants', async () => {
    const { bm, targets } = await scripted(threePages({}));
    for await (const item of bm.playerFlags.list.all({}, MODERATOR))
      if (item.attributes.name === 'flag 1') break;
    expect(targets).toHaveLength(1);
    expect(await namesOf(bm.playerFlags.list.all({}, MODERATOR, { limit: 4 }))).toEqual(ALL.slice(0, 4));
    expect(targets).toHaveLength(3);
    expect(await namesOf(bm.playerFlags.list.all({}, MODERATOR, { limit: 0 }))).toEqual([]);
    expect(targets).toHaveLength(3);
  });

  it('is one page when a list is simply called', async () => {
    const { bm, targets } = await scripted(threePages({}));
    const page = await bm.playerFlags.list({}, MODERATOR);
    expect(page.data.map(({ attributes }) => attributes.name)).toEqual(['flag 0', 'flag 1']);
    expect(page.next).toContain('page%5Bkey%5D=2');
    expect(targets).toHaveLength(1);
  });

  it('sends the body again with every page of a list that is asked for by POST', async () => {
    const { bm, simulator } = await withSimulator();
    const names = simulator.world.players.slice(0, 5).map(({ name }) => name);
    const data = names.map((identifier) => ({
      type: 'identifier' as const,
      attributes: { type: 'name', identifier },
    }));
    const found: (string | undefined)[] = [];
    for await (const { attributes } of bm.players.match.all({ data, page: { size: 2 } }, MODERATOR)) {
      found.push(attributes.identifier);
    }
    expect(found.toSorted()).toEqual(names.toSorted());
    expect(simulator.requests.map(({ method, body }) => [method, body])).toEqual(
      [1, 2, 3].map(() => ['POST', { data }]),
    );
  });

  it('gives every ban of the simulated API once, whatever the page size', async () => {
    const { bm, simulator } = await withSimulator({ limits: { perSecond: 300 } });
    const ids = simulator.world.bans.map(({ id }) => id).toSorted();
    for (const size of [1, 7, 100]) {
      const read: string[] = [];
      for await (const ban of bm.bans.list.all({ filter: { expired: true }, page: { size } }, MODERATOR)) {
        read.push(ban.id);
      }
      expect(read.toSorted()).toEqual(ids);
    }
  });
});
