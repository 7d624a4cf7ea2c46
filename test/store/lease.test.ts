import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { LeaseHeldError, type LeaseOptions } from '../../src/store/lease.ts';
import { openTestStore, temporaryDatabase } from './open.ts';

const elsewhere = { pid: 1, host: 'another-machine', space: 'its boot', start: '1' };
const options = (more: Partial<LeaseOptions> = {}): LeaseOptions => ({
  ttlMs: 20_000,
  heartbeatMs: 5_000,
  onLost: () => undefined,
  ...more,
});

describe('the lease, seen by another process of this machine', () => {
  async function startHolder(path: string) {
    const script = fileURLToPath(new URL('hold-lease.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', script, path], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => {
      child.kill('SIGKILL');
    });
    await once(child.stdout, 'data');
    return child;
  }

  test('is refused at once while its holder lives, and taken at once when it was killed', async () => {
    const path = temporaryDatabase();
    const child = await startHolder(path);
    const store = await openTestStore(path);
    await expect(store.acquireLease(options())).rejects.toThrow(
      new RegExp(`process ${child.pid}.*stop that one first`),
    );
    child.kill('SIGKILL');
    await once(child, 'exit');
    const lease = await store.acquireLease(options({ ttlMs: 3_600_000 }));
    expect(lease.previousHeartbeat).toBeLessThanOrEqual(Date.now());
  });
});

describe('the lease over time', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: 1_000_000 });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('knows no earlier holder on a new database', async () => {
    const store = await openTestStore();
    expect(await store.acquireLease(options())).toMatchObject({ previousHeartbeat: undefined });
  });

  test('is free at once after it was released, and tells when the last holder stopped', async () => {
    const path = temporaryDatabase();
    const first = await openTestStore(path);
    await first.acquireLease(options({ identity: elsewhere }));
    await vi.advanceTimersByTimeAsync(12_000);
    await first.close();
    const second = await openTestStore(path);
    expect(await second.acquireLease(options())).toMatchObject({ previousHeartbeat: 1_012_000 });
  });

  test('is refused without any waiting while a process of this machine gives signs of life', async () => {
    const path = temporaryDatabase();
    const first = await openTestStore(path);
    await first.acquireLease(options());
    const second = await openTestStore(path);
    // No timer advances here: watching would never end.
    await expect(second.acquireLease(options())).rejects.toThrow(LeaseHeldError);
  });

  test('is refused when a holder on another machine renews it, however its clock goes', async () => {
    const path = temporaryDatabase();
    const behind = await openTestStore(path, () => Date.now() - 86_400_000);
    await behind.acquireLease(options({ identity: elsewhere }));
    const second = await openTestStore(path);
    const attempt = second.acquireLease(options());
    const refused = expect(attempt).rejects.toThrow(LeaseHeldError);
    await vi.advanceTimersByTimeAsync(7_000);
    await refused;
  });

  test('is taken after one TTL from a holder on another machine that is silent', async () => {
    const path = temporaryDatabase();
    const first = await openTestStore(path);
    const lost = vi.fn();
    const halted = await first.acquireLease(
      options({ identity: elsewhere, heartbeatMs: 3_600_000, onLost: lost }),
    );
    const second = await openTestStore(path);
    let taken = false;
    const attempt = second.acquireLease(options()).then((lease) => {
      taken = true;
      return lease;
    });
    await vi.advanceTimersByTimeAsync(19_000);
    expect(taken).toBe(false);
    expect(await halted.isHeld()).toBe(true);
    await vi.advanceTimersByTimeAsync(2_000);
    const lease = await attempt;
    expect(lease).toMatchObject({ previousHeartbeat: 1_000_000 });
    // Before its next sign of life the silent holder may ask whether it may go on.
    expect(await halted.isHeld()).toBe(false);
    expect(await lease.isHeld()).toBe(true);
    // The silent holder wakes up and finds that it may not go on.
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(lost).toHaveBeenCalledTimes(1);
  });

  test('is taken when the silent holder releases it meanwhile', async () => {
    const path = temporaryDatabase();
    const first = await openTestStore(path);
    const held = await first.acquireLease(options({ identity: elsewhere, heartbeatMs: 3_600_000 }));
    const second = await openTestStore(path);
    const attempt = second.acquireLease(options());
    await vi.advanceTimersByTimeAsync(3_000);
    await held.release();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await attempt).toMatchObject({ previousHeartbeat: 1_003_000 });
  });

  test('is taken at once when the holder had the id of a process that is another one now', async () => {
    const path = temporaryDatabase();
    const first = await openTestStore(path);
    const here = { pid: process.pid, host: 'here', space: 'boot', start: 'long ago' };
    await first.acquireLease(options({ identity: here }));
    const second = await openTestStore(path);
    await second.acquireLease(options({ identity: { ...here, start: 'just now' } }));
  });

  test('goes to one of two that find a silent holder at the same time', async () => {
    const path = temporaryDatabase();
    const dead = await openTestStore(path);
    await dead.acquireLease(options({ identity: elsewhere, heartbeatMs: 3_600_000 }));
    const rivals = await Promise.all([openTestStore(path), openTestStore(path)]);
    const attempts = Promise.allSettled(rivals.map((store) => store.acquireLease(options())));
    await vi.advanceTimersByTimeAsync(30_000);
    const outcomes = (await attempts).map((attempt) => attempt.status).sort();
    expect(outcomes).toEqual(['fulfilled', 'rejected']);
  });

  test('stays with a silent holder that wakes up in the very last moment', async () => {
    const path = temporaryDatabase();
    const first = await openTestStore(path);
    await first.acquireLease(options({ identity: elsewhere, heartbeatMs: 3_600_000 }));
    const hand = new Database(path);
    let wakes = false;
    const second = await openTestStore(path, () => {
      // The clock is read once more just before the lease is taken.
      if (wakes) hand.exec('UPDATE lease SET renewed_at = renewed_at + 1');
      return Date.now();
    });
    const refused = expect(second.acquireLease(options())).rejects.toThrow(LeaseHeldError);
    await vi.advanceTimersByTimeAsync(19_500);
    wakes = true;
    await vi.advanceTimersByTimeAsync(1_000);
    await refused;
    hand.close();
  });

  test('is lost when it could not be renewed for a TTL, and not a beat earlier', async () => {
    const path = temporaryDatabase();
    const store = await openTestStore(path);
    const lost = vi.fn();
    await store.acquireLease(options({ onLost: lost }));
    const hand = new Database(path);
    hand.exec('ALTER TABLE lease RENAME TO lease_away');
    await vi.advanceTimersByTimeAsync(19_000);
    expect(lost).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(lost).toHaveBeenCalledTimes(1);
    hand.exec('ALTER TABLE lease_away RENAME TO lease');
    hand.close();
  });

  test('stops waiting when the start is given up', async () => {
    const path = temporaryDatabase();
    const first = await openTestStore(path);
    await first.acquireLease(options({ identity: elsewhere, heartbeatMs: 3_600_000 }));
    const second = await openTestStore(path);
    const controller = new AbortController();
    const attempt = second.acquireLease(options({ signal: controller.signal }));
    const stopped = expect(attempt).rejects.toThrow(/abort/i);
    await vi.advanceTimersByTimeAsync(1_000);
    controller.abort();
    await stopped;
  });
});
