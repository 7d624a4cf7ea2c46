import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startBattleMetricsSimulator } from '../../src/demo/battlemetrics/simulator.ts';
import type { Outcome } from './invoke.ts';

/** Starts a program with these settings alone, and resolves when it has ended by itself. */
function start(program: string, argv: readonly string[], environment: Readonly<Record<string, string>>) {
  const child = spawn(program, [...argv], {
    // What is set here to nothing is not taken from a developer's `.env` either.
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      DCSSERVERBOT_URL: '',
      DCSSERVERBOT_API_KEY: '',
      BATTLEMETRICS_TOKEN: '',
      BATTLEMETRICS_URL: '',
      BATTLEMETRICS_ORGANIZATION_ID: '',
      BATTLEMETRICS_REQUESTS_PER_MINUTE: '',
      BATTLEMETRICS_REQUESTS_PER_SECOND: '',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const text = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    text.stdout += part;
  });
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    text.stderr += part;
  });
  const ended = new Promise<Outcome>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) => resolve({ exitCode, ...text }));
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return { child, ended };
}

const MAIN = ['--import', 'tsx', 'src/api/main.ts', 'battlemetrics'];
const api = (argv: readonly string[], environment: Readonly<Record<string, string>>) =>
  start(process.execPath, [...MAIN, ...argv], environment);

async function simulated() {
  const simulator = await startBattleMetricsSimulator();
  onTestFinished(() => simulator.close());
  return {
    simulator,
    environment: { BATTLEMETRICS_URL: simulator.url, BATTLEMETRICS_TOKEN: 'simulator-token' },
  };
}

describe('the command as a process', () => {
  it('is run by npm, prints JSON for other programs, and ends by itself', async () => {
    const { environment } = await simulated();
    const argv = ['run', '--silent', 'api', '--', 'battlemetrics', 'servers.list', '--page.size=2'];
    const { exitCode, stdout, stderr } = await start('npm', argv, environment).ended;
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(Object(JSON.parse(stdout)).data).toHaveLength(2);
  });

  it('ends with 1 where the token is wrong or nobody answers, and with 2 where a change lacks --yes', async () => {
    const { simulator, environment } = await simulated();
    const [wrong, down, shown] = await Promise.all([
      api(['bans.list'], { ...environment, BATTLEMETRICS_TOKEN: 'not-the-token' }).ended,
      api(['bans.list'], { ...environment, BATTLEMETRICS_URL: 'http://127.0.0.1:1' }).ended,
      api(['bans.delete', '--id=150000001'], environment).ended,
    ]);
    expect(wrong.exitCode).toBe(1);
    expect(wrong.stderr).toContain('BATTLEMETRICS_TOKEN must be valid');
    expect(wrong.stderr).not.toContain('not-the-token');
    expect(down.exitCode).toBe(1);
    expect(down.stderr).toContain('Look at BATTLEMETRICS_URL');
    expect(shown.exitCode).toBe(2);
    expect(shown.stdout).toBe('DELETE /bans/150000001\n');
    expect(simulator.requests.map(({ method }) => method)).toEqual(['GET']);
  });

  it('gives up at Ctrl+C', async () => {
    const { simulator, environment } = await simulated();
    simulator.faults.add({ fault: { kind: 'execute-then-hang' } });
    const { child, ended } = api(['servers.list'], environment);
    await expect.poll(() => simulator.requests.length, { timeout: 15_000 }).toBe(1);
    child.kill('SIGINT');
    const { exitCode, stdout, stderr } = await ended;
    expect(exitCode).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain('Giving up');
  });

  it('ends at once at a second Ctrl+C, and says that a change may have happened', async () => {
    const { simulator, environment } = await simulated();
    simulator.faults.add({ fault: { kind: 'execute-then-hang' } });
    const note = ['--player=1000000007', '--data.attributes.note=Seen', '--data.attributes.shared=false'];
    const { child, ended } = api(['playerNotes.create', ...note, '--yes'], environment);
    await expect.poll(() => simulator.requests.length, { timeout: 15_000 }).toBe(1);
    child.kill('SIGINT');
    await once(child.stderr, 'data');
    child.kill('SIGINT');
    const { exitCode, stderr } = await ended;
    expect(exitCode).toBe(1);
    expect(stderr).toContain('Ended. A change that was on its way may have been carried out.');
  });

  it('ends with 1 where its answer has no room, and with 0 where its reader has had enough', async () => {
    const { environment } = await simulated();
    const full = await start(
      'sh',
      ['-c', `exec node ${MAIN.join(' ')} servers.list > /dev/full`],
      environment,
    ).ended;
    expect(full).toEqual({ exitCode: 1, stdout: '', stderr: 'The answer cannot be written (ENOSPC).\n' });
    const { child, ended } = api(['servers.list'], environment);
    child.stdout.destroy();
    expect(await ended).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  });

  it('goes on where nobody hears of its progress any more', async () => {
    const { environment } = await simulated();
    const { child, ended } = api(['players.list', '--all', '--page.size=5', '--progress'], environment);
    child.stderr.destroy();
    const { exitCode, stdout } = await ended;
    expect(exitCode).toBe(0);
    expect(Object(JSON.parse(stdout)).data.length).toBeGreaterThan(5);
  });
});
