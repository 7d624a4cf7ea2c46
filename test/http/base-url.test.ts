import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinPath, pathBelow, publicUrl } from '../../src/http/base-url.ts';

const BASE = new URL('https://user:pw@api.example/v1/');

describe('the link to a next page', () => {
  it.each([
    ['https://api.example/v1/bans?page%5Bkey%5D=a%2Cb&x=1', '/bans?page%5Bkey%5D=a%2Cb&x=1'],
    ['https://api.example:443/v1/bans', '/bans'],
    ['/v1/bans?x=[1]', '/bans?x=[1]'],
    ['https://api.example/v1/a/../bans#top', '/bans'],
  ])('%s is the request path %s', (link, path) => {
    expect(pathBelow(BASE, link)).toBe(path);
  });

  it.each([
    'https://evil.example/v1/bans',
    'http://api.example/v1/bans',
    'https://api.example:8443/v1/bans',
    'https://api.example.evil.example/v1/bans',
    '//evil.example/v1/bans',
    '\\\\evil.example/v1/bans',
    'https://api.example/v10/bans',
    'https://api.example/v1/../admin',
    'https://api.example/',
    'javascript:alert(1)',
    'https://',
  ])('%s leads elsewhere, where the token must not go', (link) => {
    expect(pathBelow(BASE, link)).toBeUndefined();
  });

  it('may hold a backslash in its query, which is then encoded', () => {
    const path = pathBelow(BASE, 'https://api.example/v1/bans?page[key]=a\\b') ?? '';
    expect(path).toMatch(/=a%5Cb$/u);
    expect(joinPath(BASE, path)).toBe(`/v1${path}`);
  });

  it('goes, once followed, to the same place, or nowhere', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.webUrl({ withQueryParameters: true }), fc.string()),
        fc.boolean(),
        (text, own) => {
          const link = own ? `https://api.example/v1/${text}` : text;
          const path = pathBelow(BASE, link);
          if (path === undefined) return;
          const sent = new URL(BASE.origin + joinPath(BASE, path));
          expect(sent.origin).toBe('https://api.example');
          expect(sent.pathname.startsWith('/v1/')).toBe(true);
          expect(decodeBackslashes(sent.search)).toBe(decodeBackslashes(new URL(link, BASE).search));
        },
      ),
    );
  });
});

describe('the URL that an error shows', () => {
  it('has neither user info nor query', () => {
    expect(publicUrl(BASE, '/bans?filter%5Bsearch%5D=secret')).toBe('https://api.example/v1/bans');
    expect(publicUrl(new URL('http://host:9876/stats'), '/servers')).toBe('http://host:9876/stats/servers');
  });
});

/** A backslash and its encoded form mean the same in a query. */
function decodeBackslashes(search: string): string {
  return search.replaceAll(/%5C/giu, '\\');
}
