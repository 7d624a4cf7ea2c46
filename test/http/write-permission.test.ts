import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '../../src/http/transport.ts';
import { serve, transportTo } from './http-server.ts';

const write: HttpRequest = { method: 'POST', path: '/bans' };

async function setUp(mayWrite: () => Promise<boolean>) {
  const requests: (string | undefined)[] = [];
  const url = await serve((request, response) => {
    requests.push(request.method);
    response.end('{}');
  });
  return { requests, transport: transportTo(url, { mayWrite }) };
}

describe('a process that may not write any more', () => {
  it('sends no write, and says that it surely did not happen', async () => {
    let allowed = true;
    const { requests, transport } = await setUp(async () => allowed);
    expect(await transport.send(write)).toMatchObject({ status: 200 });
    allowed = false;
    await expect(transport.send(write)).rejects.toMatchObject({ kind: 'aborted', executed: 'no' });
    expect(requests).toEqual(['POST']);
  });

  it('sends no write either when nobody can tell whether it may', async () => {
    const { requests, transport } = await setUp(() => Promise.reject(new Error('database is locked')));
    await expect(transport.send(write)).rejects.toMatchObject({
      executed: 'no',
      cause: { message: 'database is locked' },
    });
    expect(requests).toEqual([]);
  });

  it('still reads, also by POST', async () => {
    const { transport } = await setUp(async () => false);
    expect(await transport.send({ method: 'GET', path: '/bans' })).toMatchObject({ status: 200 });
    expect(await transport.send({ ...write, safe: true })).toMatchObject({ status: 200 });
  });
});
