import type { APIEmbedField } from 'discord-api-types/v10';
import type { DcsMission, DcsServer, DcsServerStatus } from '../dcsserverbot/model.ts';
import { escapeText, inlineCode, secretText } from './escape.ts';
import { playersOf, statusLine } from './server-line.ts';
import { duration, relativeTime, timeOfDay } from './timestamps.ts';

const STATUS: Readonly<Record<DcsServerStatus, readonly [light: string, word: string]>> = {
  running: ['🟢', 'Running'],
  paused: ['🟡', 'Paused'],
  loading: ['🔵', 'Loading'],
  stopped: ['🔴', 'Stopped'],
  'shutting-down': ['🟠', 'Shutting down'],
  shutdown: ['⚫', 'Shut down'],
  unregistered: ['⚪', 'Unregistered'],
  unknown: ['⚪', 'Unknown'],
};

export function isUp({ status }: DcsServer): boolean {
  return status === 'running' || status === 'paused' || status === 'loading';
}

/** Its status as a light and a word. */
export function dcsServerStatus({ status, statusText }: DcsServer): readonly [light: string, word: string] {
  const [light, known] = STATUS[status];
  return [light, status === 'unknown' && statusText !== '' ? escapeText(statusText, 40) : known];
}

/** Theatre and mission, `🗺️ Caucasus · Operation Snowfox`; undefined if neither has a name. */
export function missionPlace({ theatre, name }: DcsMission): string | undefined {
  const place = [theatre, name].filter((part) => part !== '');
  return place.length === 0 ? undefined : `🗺️ ${place.map((part) => escapeText(part, 150)).join(' · ')}`;
}

/** One DCS server. Its password is shown where the operator switched that on, hidden until it is tapped. */
export function renderDcsServer(
  server: DcsServer,
  { now, showPasswords }: { readonly now: number; readonly showPasswords: boolean },
): APIEmbedField {
  const [light, word] = dcsServerStatus(server);
  const { mission } = server;
  const lines = [
    statusLine(word, isUp(server) ? playersOf(server) : undefined),
    ...(mission === undefined ? [] : missionLines(mission, server.status, now)),
    connection(server, showPasswords),
  ];
  return {
    name: `${light} ${escapeText(server.name, 200)}`,
    value: lines.filter((line) => line !== '').join('\n'),
  };
}

function missionLines(mission: DcsMission, status: DcsServerStatus, now: number): readonly string[] {
  return [missionPlace(mission), uptime(mission, status, now), restart(mission, now)].filter(
    (line) => line !== undefined,
  );
}

/** A paused mission's clock stands still, so only a running one's beginning can be told from it. */
function uptime({ uptimeSeconds }: DcsMission, status: DcsServerStatus, now: number): string | undefined {
  if (uptimeSeconds === undefined) return undefined;
  const since = status === 'running' ? ` (since ${timeOfDay(now - uptimeSeconds * 1000)})` : '';
  return `Up ${duration(uptimeSeconds)}${since}`;
}

function restart({ restartAt }: DcsMission, now: number): string | undefined {
  if (restartAt === undefined) return undefined;
  return restartAt <= now ? 'Restart is due' : `Restart ${relativeTime(restartAt)} (${timeOfDay(restartAt)})`;
}

/** Its address, and its password or that it has one. */
export function connection({ address, password }: DcsServer, showPasswords: boolean): string {
  const shown = address === '' ? [] : [inlineCode(address)];
  if (password !== '') shown.push(showPasswords ? `🔒 ${secretText(password)}` : '🔒 password needed');
  return shown.join(' · ');
}
