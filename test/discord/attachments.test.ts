import { createServer, type Server, type ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAttachments } from '../../src/discord/attachments.ts';

const MAX = 1_000;
const SIGNATURE = 'hm=secret-of-the-address';

let server: Server;
let origin: string;
let asked: string[];
let answer: (response: ServerResponse, path: string) => void;

beforeEach(async () => {
  asked = [];
  answer = (response) => response.end('name,reason');
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(response, request.url ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  origin = `http://127.0.0.1:${address.port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const file = (parts: { readonly url?: string; readonly size?: number } = {}) => ({
  name: 'bans.csv',
  url: `${origin}/ephemeral-attachments/1/2/bans.csv?${SIGNATURE}`,
  size: 11,
  contentType: 'text/csv',
  ...parts,
});
const files = (apiUrl = `${origin}/api`) => createAttachments({ apiUrl, timeoutMs: 500 });
const refusal = async (given = file(), from = files()) => {
  const error: unknown = await from.read(given, MAX).then(
    () => new Error('it was read'),
    (reason: unknown) => reason,
  );
  expect(JSON.stringify(error) + String(error)).not.toContain('secret');
  return error;
};

describe('a file given to a command', () => {
  it('is read whole, byte for byte, from the address that Discord signed', async () => {
    const bytes = Buffer.from([0xff, 0xfe, 0x00, 0x41, 0xc3]);
    answer = (response) => response.end(bytes);
    expect(await files().read(file(), MAX)).toEqual(bytes);
    expect(asked).toEqual([`/ephemeral-attachments/1/2/bans.csv?${SIGNATURE}`]);
  });

  it('may be as large as allowed, and empty', async () => {
    answer = (response) => response.end('x'.repeat(MAX));
    expect(await files().read(file({ size: MAX }), MAX)).toHaveLength(MAX);
    answer = (response) => response.end();
    expect(await files().read(file({ size: 0 }), MAX)).toHaveLength(0);
  });

  it('that is too large is not asked for', async () => {
    expect(await refusal(file({ size: 1_536 }))).toMatchObject({
      identifier: 'attachment-too-large',
      message: expect.stringMatching(/at most 1000 bytes, and this one has 1\.5 KiB/u),
    });
    expect(asked).toEqual([]);
  });

  it('that is larger than Discord said is not read to its end', async () => {
    let sent = 0;
    let cut = false;
    answer = (response) => {
      response.on('close', () => {
        cut = !response.writableFinished;
      });
      const send = () => {
        sent += 1;
        if (!response.destroyed && sent < 10_000)
          response.write('x'.repeat(10_000), () => setImmediate(send));
        else response.end();
      };
      send();
    };
    expect(await refusal()).toMatchObject({ identifier: 'attachment-too-large' });
    await expect.poll(() => cut).toBe(true);
    expect(sent).toBeLessThan(10_000);
  });

  it.each([403, 404, 410])('that Discord has no more (%i) is to be given again', async (status) => {
    answer = (response) => response.writeHead(status).end('This content is no longer available.');
    expect(await refusal()).toMatchObject({ identifier: 'attachment-gone', context: { status } });
  });

  it.each<[string, (response: ServerResponse) => void, string]>([
    ['answers with an error', (response) => response.writeHead(502).end('<html>'), '502'],
    ['breaks off', (response) => response.destroy(), 'UND_ERR_SOCKET'],
    [
      'breaks off in the middle',
      (response) => {
        response.writeHead(200, { 'content-length': 100 });
        response.write('x', () => response.destroy());
      },
      'UND_ERR_SOCKET',
    ],
    ['never answers', () => undefined, 'timeout'],
    ['stops in the middle', (response) => void response.writeHead(200).write('x'), 'timeout'],
  ])('cannot be read when Discord %s', async (_what, does, reason) => {
    answer = does;
    expect(await refusal()).toMatchObject({ identifier: 'attachment-unreadable', context: { reason } });
  });

  it('is not fetched from where a redirect leads', async () => {
    answer = (response, path) => {
      if (path === '/elsewhere') response.end('what nobody should read');
      else response.writeHead(302, { location: '/elsewhere' }).end();
    };
    expect(await refusal()).toMatchObject({ identifier: 'attachment-unreadable' });
    expect(asked).toHaveLength(1);
  });

  it.each([
    'https://example.org/bans.csv',
    'http://cdn.discordapp.com/bans.csv',
    'https://cdn.discordapp.com.example.org/bans.csv',
    'https://cdn.discordapp.com:8443/bans.csv',
    'https://cdn.discordapp.com@example.org/bans.csv',
    'file:///etc/passwd',
    'no address',
  ])('is fetched from Discord alone, not from %s', async (url) => {
    expect(await refusal(file({ url }))).toMatchObject({
      identifier: 'attachment-unreadable',
      context: { reason: 'elsewhere' },
    });
  });

  it.each(['https://discord.com/api', 'https://canary.discord.com/api'])(
    'is at %s fetched from its servers for files alone, and from no machine nearby',
    async (apiUrl) => {
      for (const given of [file(), file({ url: new URL('/bans.csv', apiUrl).href })]) {
        expect(await refusal(given, files(apiUrl))).toMatchObject({ context: { reason: 'elsewhere' } });
      }
      expect(asked).toEqual([]);
    },
  );
});
