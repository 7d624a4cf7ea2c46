import { expect, test } from 'vitest';
import { playerFlag } from '../../../src/battlemetrics/schemas/player-flag.ts';
import { ownerOf } from '../../../src/moderation/flags/own-flags.ts';

function flag(relationships: object, meta: object = {}) {
  return playerFlag.schema.parse({
    type: 'playerFlag',
    id: '01234567-89ab-4def-8123-456789abcdef',
    attributes: { name: 'Watch' },
    relationships,
    meta,
  });
}

const user = { data: { type: 'user', id: '1' } };
const of = (id: string) => ({ data: { type: 'organization', id } });

test.each([
  ['of the organization', flag({ user, organization: of('5') }), 'ours'],
  ['of the organization, which shares it', flag({ organization: of('5') }, { shared: true }), 'ours'],
  ['of which nothing is said', flag({}), 'ours'],
  [
    'of another organization that shares it',
    flag({ user, organization: of('7') }, { shared: true }),
    'shared',
  ],
  ['of another organization of the same owner', flag({ user, organization: of('7') }), 'others'],
  ['that is personal', flag({ user }), 'others'],
])('a flag %s is known as such', (_, given, owner) => {
  expect(ownerOf(given, '5')).toBe(owner);
});
