import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenUserId } from '../../src/battlemetrics/token-user.ts';
import { SIMULATOR_JWT } from '../../src/demo/battlemetrics/simulator.ts';

/** The example under "Authorization" in the document. */
const DOCUMENTED =
  'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ0b2tlbiI6IjM5NzE4MDE2ZjZlYjY1NmMiLCJpYXQiOjE0NzgwMzc1MjQsIm5iZiI6MTQ3ODAzNzUyNCwiaXNzIjoiaHR0cHM6Ly93d3cuYmF0dGxlbWV0cmljcy5jb20iLCJzdWIiOiJ1cm46dXNlcjoxIn0.iwwHt2lvBxlBqcEm7HrX1b1Rb9MXcMghUY5xspluWgw';

const tokenOf = (payload: unknown): string =>
  `e30.${Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload)).toString('base64url')}.x`;

describe('the owner of a token', () => {
  it.each([
    ['of the document', DOCUMENTED, '1'],
    ['of the simulator', SIMULATOR_JWT, '900001'],
    ['of a long id', tokenOf({ sub: 'urn:user:1234567890123456789' }), '1234567890123456789'],
    ['beside text in other alphabets', tokenOf({ name: 'Ж ≥ 雪', sub: 'urn:user:42' }), '42'],
  ])('stands in the token %s', (_name, token, id) => {
    expect(tokenUserId(token)).toBe(id);
  });

  it.each([
    ['a word', 'simulator-token'],
    ['nothing', ''],
    ['dots alone', '..'],
    ['no JSON', tokenOf('{"sub"')],
    ['a list', tokenOf([])],
    ['null', tokenOf('null')],
    ['no subject', tokenOf({ iss: 'somebody' })],
    ['a number for a subject', tokenOf({ sub: 1 })],
    ['another kind of subject', tokenOf({ sub: 'urn:organization:1' })],
    ['a subject without an id', tokenOf({ sub: 'urn:user:' })],
    ['an id that is none', tokenOf({ sub: 'urn:user:1/../2' })],
    ['a line after the id', tokenOf({ sub: 'urn:user:1\n' })],
    ['an id that is too long', tokenOf({ sub: `urn:user:${'1'.repeat(20)}` })],
  ])('is unknown where the token is, or says, %s', (_name, token) => {
    expect(tokenUserId(token)).toBeUndefined();
  });

  it('is an id or unknown, whatever the token, and reading it never throws', () => {
    const tokens = fc.oneof(fc.string({ unit: 'binary' }), fc.json().map(tokenOf), fc.string().map(tokenOf));
    fc.assert(
      fc.property(tokens, (token) => {
        const id = tokenUserId(token);
        if (id !== undefined) expect(id).toMatch(/^\d{1,19}$/);
      }),
    );
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 9_999_999_999_999_999_999n }), (id) => {
        expect(tokenUserId(tokenOf({ sub: `urn:user:${id}` }))).toBe(String(id));
      }),
    );
  });
});
