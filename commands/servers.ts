import type { BattleMetrics } from '../src/battlemetrics/battlemetrics.ts';
import type { Server } from '../src/battlemetrics/resources/servers.ts';
import { defineCommand, defineComponent } from '../src/discord/command.ts';
import type { Context } from '../src/discord/context.ts';

import { pageButtons, pageOf, parsePageKey } from '../src/discord/paging.ts';
import type { ApiName, Call } from '../src/http/call.ts';
import { ApiError } from '../src/http/errors.ts';
import type { Message } from '../src/message/message.ts';
import { UserError } from '../src/message/user-error.ts';
import { LimiterError } from '../src/ratelimit/limiter.ts';
import { explainError } from '../src/render/api-error.ts';
import type { GameServer } from '../src/render/game-server.ts';
import { renderServerPages, type ServerList, type ServerSection } from '../src/render/server-list.ts';

const NAME = 'servers';
/** Servers of an organization that are listed; beyond it people look at BattleMetrics itself. */
const MOST_SERVERS = 100;

/** Milliseconds after which the servers of one API are shown while the other one is still asked. */
const PATIENCE_MS = 2_500;

/** `/servers` – the DCS servers and the game servers of the community, side by side. */
export const servers = defineCommand({
  name: NAME,
  description: 'Show our servers: players, missions and the next restarts',
  access: 'everyone',
  visibility: 'public',
  needsAny: ['dcs', 'battlemetrics'],
  options: {},
  run: async (_, context) => showPage(0, context),
  components: {
    page: defineComponent({
      acknowledge: 'update',
      run: async ({ key }, context) => showPage(parsePageKey(key)?.index ?? 0, context),
    }),
  },
});

type Sections = { -readonly [K in keyof ServerList]: ServerList[K] };

async function showPage(wanted: number, context: Context): Promise<Message> {
  const { dcs, battlemetrics, config, call, log } = context;
  const sections: Sections = {};
  const asked: Promise<void>[] = [];
  if (dcs !== undefined) {
    sections.dcs = { state: 'pending' };
    asked.push(
      ask('DCSServerBot', () => dcs.servers(call), context).then((section) => {
        sections.dcs = section;
      }),
    );
  }
  if (battlemetrics !== undefined && config.battlemetrics !== undefined) {
    sections.battlemetrics = { state: 'pending' };
    asked.push(
      ask('BattleMetrics', gameServers(battlemetrics, config.battlemetrics, call), context).then(
        (section) => {
          sections.battlemetrics = section;
        },
      ),
    );
  }
  const timer = setTimeout(() => {
    if (!Object.values(sections).some(({ state }) => state === 'answered')) return;
    context.progress(pageMessage(sections, wanted, context)).catch((error: unknown) => {
      log.warn({ err: error, command: NAME }, 'An interim reply could not be shown');
    });
  }, PATIENCE_MS);
  try {
    await Promise.all(asked);
  } finally {
    clearTimeout(timer);
  }
  refuseIfNothingAnswered(Object.values(sections));
  return pageMessage(sections, wanted, context);
}

function pageMessage(sections: ServerList, wanted: number, { now, config }: Context): Message {
  const pages = renderServerPages(sections, { now: now(), showPasswords: config.showServerPasswords });
  const { items, index, count } = pageOf(pages, 1, wanted);
  return {
    embeds: items.flat(),
    components: pageButtons({ command: NAME, action: 'page' }, { index, count }),
  };
}

/** @throws UserError when no API answered: then there is nothing to show beside the failure. */
function refuseIfNothingAnswered(sections: readonly ServerSection<unknown>[]): void {
  const lines = sections.map((section) =>
    section.state === 'failed' ? `⚠️ ${section.explanation.text} ${section.explanation.advice}` : undefined,
  );
  if (lines.includes(undefined)) return;
  throw new UserError('servers-unavailable', lines.join('\n') || 'No API is configured for this command.');
}

/** Asks one API; its failure is a part of the answer, for the other one's data are worth showing alone. */
async function ask<S>(
  api: ApiName,
  load: () => Promise<readonly S[]>,
  { log, now }: Context,
): Promise<ServerSection<S>> {
  try {
    return { state: 'answered', servers: await load() };
  } catch (error) {
    if (!(error instanceof ApiError || error instanceof LimiterError)) throw error;
    log.warn({ err: error, command: NAME, api }, 'An API could not be asked for its servers');
    return { state: 'failed', explanation: explainError(error, now()) };
  }
}

/** The servers that the operator named, in that order, else those of the organization that everyone may see. */
function gameServers(
  battlemetrics: BattleMetrics,
  { serverIds, organizationId }: { readonly serverIds: readonly string[]; readonly organizationId: string },
  call: Call,
): () => Promise<readonly GameServer[]> {
  return async () => {
    const filter =
      serverIds.length > 0 ? { ids: { whitelist: serverIds } } : { organizations: [organizationId] };
    const found: Server[] = [];
    const all = battlemetrics.servers.list.all({ filter, page: { size: 100 } }, call, {
      limit: MOST_SERVERS,
    });
    for await (const server of all) found.push(server);
    const shown =
      serverIds.length > 0
        ? found.sort((a, b) => serverIds.indexOf(a.id) - serverIds.indexOf(b.id))
        : found.filter(({ attributes }) => !attributes.private && attributes.status !== 'removed');
    return shown.map(toGameServer);
  };
}

function toGameServer({ attributes, relationships }: Server): GameServer {
  const { name, status, players, maxPlayers, details } = attributes;
  const game = relationships.game?.data?.id;
  const map = textOf(details?.['map']);
  const uptime = details?.['rust_uptime'];
  const address = addressOf(attributes);
  return {
    name,
    status,
    ...(players === null ? {} : { players }),
    ...(maxPlayers === null ? {} : { maxPlayers }),
    ...(game === undefined ? {} : { game }),
    ...(map === undefined ? {} : { map }),
    ...(address === undefined ? {} : { address }),
    ...(typeof uptime === 'number' ? { uptimeSeconds: uptime } : {}),
  };
}

function addressOf({ address, ip, port }: Server['attributes']): string | undefined {
  const host = address ?? ip;
  if (host === null || host === '') return undefined;
  return port === null ? host : `${host}:${port}`;
}

/** `details` differ from game to game: nothing in them is certain. */
function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}
