import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { BotProcess } from '../e2e/bot-process.ts';
import { type Stage, setStage } from '../e2e/harness.ts';
import { median, percentile } from './statistics.ts';

/** What one bot did in one round, or the median of its rounds. */
export interface BotRow {
  /** From the start of the process until it says that it is ready. */
  readonly readyMs: number;
  /** Resident memory when idle, MiB. */
  readonly memoryMib: number;
  /** By interactions in flight. */
  readonly acknowledge: readonly {
    readonly inFlight: number;
    readonly medianMs: number;
    readonly p99Ms: number;
  }[];
}

export interface BotBench {
  readonly squawk: BotRow;
  readonly bare: BotRow;
  readonly rounds: number;
}

type Contestant = 'squawk' | 'bare';

/** Interactions in flight at once, and how often. */
const LOADS = [
  { inFlight: 1, times: 300 },
  { inFlight: 100, times: 8 },
  { inFlight: 1_000, times: 3 },
] as const;
const ROUNDS = 5;
const IDLE_MS = 1_500;
/** How many times the bare bot's each of ours may be. */
const AIMS = { acknowledge: 1.3, ready: 2, memory: 1.5 } as const;

const ROOT = new URL('../..', import.meta.url);
const BARE = fileURLToPath(new URL('dist/bench/bare-bot.js', ROOT));

/**
 * Squawk's process against a bare discord.js bot that answers a constant, through the same gateway. Rounds alternate,
 * every one with new processes, each warmed up before it is measured. `/help` is asked for, as no API stands behind it;
 * the bare bot's constant is that same reply, so that the bots are compared and not the sizes of their answers.
 */
export async function benchBot(): Promise<BotBench> {
  await build();
  const stage = await setStage({ env: { LOG_LEVEL: 'info' } });
  try {
    const reply = await prepare(stage);
    const start: Record<Contestant, () => BotProcess> = {
      squawk: () => stage.spawn(),
      bare: () => stage.spawn({ BARE_REPLY: reply }, BARE),
    };
    const rows: Record<Contestant, BotRow[]> = { squawk: [], bare: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      const order: readonly Contestant[] = round % 2 === 0 ? ['squawk', 'bare'] : ['bare', 'squawk'];
      for (const contestant of order) rows[contestant].push(await measure(start[contestant], stage));
    }
    return { squawk: middle(rows.squawk), bare: middle(rows.bare), rounds: ROUNDS };
  } finally {
    await stage.close();
  }
}

/** The result as text, with the ratios and their aims. */
export function describeBot({ squawk, bare, rounds }: BotBench): string {
  const line = (what: string, ours: number, theirs: number, unit: string, aim: number | undefined) => {
    const ratio = ours / theirs;
    const verdict = aim === undefined ? '' : ratio <= aim ? `aim ${aim}: met` : `aim ${aim}: missed`;
    return [
      what.padEnd(34),
      `${ours.toFixed(1)} ${unit}`.padStart(12),
      `${theirs.toFixed(1)} ${unit}`.padStart(12),
      `${ratio.toFixed(2)} x`.padStart(9),
      `  ${verdict}`,
    ].join('');
  };
  const acknowledge = squawk.acknowledge.flatMap((ours, index) => {
    const theirs = bare.acknowledge[index];
    if (theirs === undefined) return [];
    const label = `acknowledge, ${ours.inFlight} in flight`;
    return [
      line(`${label}, median`, ours.medianMs, theirs.medianMs, 'ms', AIMS.acknowledge),
      line(`${label}, p99`, ours.p99Ms, theirs.p99Ms, 'ms', AIMS.acknowledge),
    ];
  });
  return [
    `Squawk against a bare discord.js bot, median of ${rounds} alternating rounds`,
    `${''.padEnd(34)}${'Squawk'.padStart(12)}${'bare'.padStart(12)}${'ratio'.padStart(9)}`,
    ...acknowledge,
    line('start to ready', squawk.readyMs, bare.readyMs, 'ms', AIMS.ready),
    line('resident memory, idle', squawk.memoryMib, bare.memoryMib, 'MiB', AIMS.memory),
  ].join('\n');
}

async function build(): Promise<void> {
  const run = promisify(execFile);
  await run('npm', ['run', '--silent', 'build'], { cwd: ROOT });
  const compiler = ['tsc', '--ignoreConfig', '--skipLibCheck', '--module', 'nodenext', '--target', 'es2023'];
  const what = ['--types', 'node', '--outDir', 'dist/bench', 'test/bench/bare-bot.ts'];
  await run('npx', [...compiler, ...what], { cwd: ROOT });
}

/** Registers the commands, brings the database to its shape, and gives Squawk's reply as the bare bot's constant. */
async function prepare(stage: Stage): Promise<string> {
  const bot = await stage.start();
  const { embeds, flags } = await stage.discord.command({ user: stage.member(), name: 'help' }).reply();
  await bot.stop();
  return JSON.stringify({ embeds, flags });
}

async function measure(start: () => BotProcess, stage: Stage): Promise<BotRow> {
  const started = performance.now();
  const bot = start();
  await bot.log(({ msg }) => msg === 'Squawk is ready' || msg === 'ready', 30_000);
  const readyMs = performance.now() - started;
  await sleep(IDLE_MS);
  const memoryMib = await residentMib(bot);
  for (const { inFlight } of LOADS) await burst(stage, inFlight);
  const acknowledge = [];
  for (const { inFlight, times } of LOADS) {
    const samples: number[] = [];
    for (let time = 0; time < times; time += 1) samples.push(...(await burst(stage, inFlight)));
    acknowledge.push({ inFlight, medianMs: median(samples), p99Ms: percentile(samples, 0.99) });
  }
  await bot.stop();
  return { readyMs, memoryMib, acknowledge };
}

/** So many interactions at once; milliseconds until each was acknowledged. */
async function burst(stage: Stage, inFlight: number): Promise<number[]> {
  const user = stage.member();
  const handles = Array.from({ length: inFlight }, () => stage.discord.command({ user, name: 'help' }));
  await Promise.all(handles.map((handle) => handle.acknowledged(30_000)));
  return handles.map(({ acknowledgedAfterMs = Number.NaN }) => acknowledgedAfterMs);
}

async function residentMib({ pid }: BotProcess): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const kib = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  if (kib === undefined) throw new Error('the system does not tell the memory of a process');
  return Number(kib) / 1024;
}

function middle(rows: readonly BotRow[]): BotRow {
  const of = (read: (row: BotRow) => number | undefined) =>
    median(rows.map((row) => read(row) ?? Number.NaN));
  return {
    readyMs: of(({ readyMs }) => readyMs),
    memoryMib: of(({ memoryMib }) => memoryMib),
    acknowledge: LOADS.map(({ inFlight }, index) => ({
      inFlight,
      medianMs: of(({ acknowledge }) => acknowledge[index]?.medianMs),
      p99Ms: of(({ acknowledge }) => acknowledge[index]?.p99Ms),
    })),
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.log(describeBot(await benchBot()));
