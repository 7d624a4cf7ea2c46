import type { APIEmbed, APIEmbedField } from 'discord-api-types/v10';
import type { DcsServer } from '../dcsserverbot/model.ts';
import type { ApiName } from '../http/call.ts';
import type { Explanation } from './api-error.ts';
import { COLOURS } from './colours.ts';
import { isUp as isDcsServerUp, renderDcsServer } from './dcs-server.ts';
import { type GameServer, isUp as isGameServerUp, renderGameServer } from './game-server.ts';
import { count, counted } from './numbers.ts';

/** What one API said: its servers, or why there are none to show; or nothing yet. */
export type ServerSection<S> =
  | { readonly state: 'pending' }
  | { readonly state: 'answered'; readonly servers: readonly S[] }
  | { readonly state: 'failed'; readonly explanation: Explanation };

/** The servers of a community. An API that is not configured has no section. */
export interface ServerList {
  readonly dcs?: ServerSection<DcsServer>;
  readonly battlemetrics?: ServerSection<GameServer>;
}

export interface ServerListOptions {
  /** Epoch milliseconds. */
  readonly now: number;
  readonly showPasswords: boolean;
}

/** Servers that a page holds: what a phone shows in about two screens, and far from Discord's limits. */
export const SERVERS_PER_PAGE = 6;

/** Pages of a list, one at least. Each is the embeds of a message; an API that failed is named on every one. */
export function renderServerPages(
  list: ServerList,
  options: ServerListOptions,
): readonly (readonly APIEmbed[])[] {
  const dcs = prepare('DCSServerBot', '🛩️ DCS World', list.dcs, isDcsServerUp, (server) =>
    renderDcsServer(server, options),
  );
  const battlemetrics = prepare(
    'BattleMetrics',
    '🎮 Game servers',
    list.battlemetrics,
    isGameServerUp,
    renderGameServer,
  );
  const sections = [dcs, battlemetrics].filter((section) => section !== undefined);
  const total = sections.reduce((sum, { fields }) => sum + fields.length, 0);
  const pages: APIEmbed[][] = [];
  for (let start = 0; pages.length === 0 || start < total; start += SERVERS_PER_PAGE) {
    pages.push(embedsOfPage(sections, start));
  }
  return pages;
}

interface PreparedSection {
  readonly head: APIEmbed;
  readonly fields: readonly APIEmbedField[];
}

function prepare<S extends { readonly players?: number }>(
  api: ApiName,
  title: string,
  section: ServerSection<S> | undefined,
  isUp: (server: S) => boolean,
  render: (server: S) => APIEmbedField,
): PreparedSection | undefined {
  if (section === undefined) return undefined;
  if (section.state === 'pending') {
    return { head: { title, description: `⏳ Still asking ${api} …`, color: COLOURS.quiet }, fields: [] };
  }
  if (section.state === 'failed') {
    const { text, advice } = section.explanation;
    return {
      head: {
        title: `⚠️ ${title.replace(/^\S+ /u, '')}`,
        description: `${text}\n${advice}`,
        color: COLOURS.bad,
      },
      fields: [],
    };
  }
  const { servers } = section;
  if (servers.length === 0) {
    return { head: { title, description: `${api} lists no servers.`, color: COLOURS.quiet }, fields: [] };
  }
  const up = servers.filter(isUp);
  const players = up.reduce((sum, server) => sum + (server.players ?? 0), 0);
  const summary = `**${count(up.length)}** of ${counted(servers.length, 'server')} up · ${counted(players, 'player')}`;
  const color = up.length === servers.length ? COLOURS.good : up.length > 0 ? COLOURS.warning : COLOURS.bad;
  return { head: { title, description: summary, color }, fields: servers.map(render) };
}

/** The fields from `start` on, counted through all sections; a section without fields of its own is a notice. */
function embedsOfPage(sections: readonly PreparedSection[], start: number): APIEmbed[] {
  const embeds: APIEmbed[] = [];
  let before = 0;
  for (const { head, fields } of sections) {
    const from = Math.max(0, start - before);
    const to = Math.max(0, start + SERVERS_PER_PAGE - before);
    const shown = fields.slice(from, to);
    if (fields.length === 0) embeds.push(head);
    else if (shown.length > 0) embeds.push({ ...head, fields: shown });
    before += fields.length;
  }
  return embeds;
}
