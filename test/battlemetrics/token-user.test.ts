import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenUserId } from '../../src/battlemetrics/token-user.ts';

const tokenWith = (payload: unknown) =>
  `e30.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.signature`;

describe('the owner of a token', () => {
  it('is read from the example of the document', () => {
    expect(
      tokenUserId(
        'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ0b2tlbiI6IjM5NzE4MDE2ZjZlYjY1NmMiLCJpYXQiOjE0NzgwMzc1MjQsIm5iZiI6MTQ3ODAzNzUyNCwiaXNzIjoiaHR0cHM6Ly93d3cuYmF0dGxlbWV0cmljcy5jb20iLCJzdWIiOiJ1cm46dXNlcjoxIn0.iwwHt2lvBxlBqcEm7HrX1b1Rb9MXcMghUY5xspluWgw',
      ),
    ).toBe('1');
  });

  it('is any user with digits as id', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 19n - 1n }), (id) => {
        expect(tokenUserId(tokenWith({ sub: `urn:user:${id}`, other: 1 }))).toBe(String(id));
      }),
    );
  });

  it.each([
    ['an organization', tokenWith({ sub: 'urn:organization:1' })],
    ['more than an id', tokenWith({ sub: 'urn:user:1:2' })],
    ['a subject that is no text', tokenWith({ sub: 1 })],
    ['no subject', tokenWith({})],
    ['null', tokenWith(null)],
    ['what is no JSON', 'e30.e30x.e30'],
    ['another kind of token', 'simulator-token'],
    ['nothing', ''],
  ])('is unknown from %s', (_name, token) => {
    expect(tokenUserId(token)).toBeUndefined();
  });

  it('is looked for in any text without an error', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (a, b) => tokenUserId(`${a}.${b}`) === undefined));
  });
});
