import { z } from 'zod';
import type { BattleMetricsSimulator } from '../../src/demo/battlemetrics/simulator.ts';
import type { DcsServerBotSimulator } from '../../src/demo/dcsserverbot/simulator.ts';
import type { DiscordSimulator } from '../../src/demo/discord/simulator.ts';
import type { BotProcess } from './bot-process.ts';
import { BATTLEMETRICS_TOKEN, DCS_API_KEY, TOKEN } from './harness.ts';

/** What holds of everything that a bot did, whatever it was asked. */
export interface Traces {
  readonly discord: DiscordSimulator;
  readonly dcs: DcsServerBotSimulator | undefined;
  readonly battlemetrics: BattleMetricsSimulator | undefined;
  readonly bots: readonly BotProcess[];
}

export interface Expected {
  /** Requests that Discord was meant to refuse, by status. Default none. */
  readonly refusals?: readonly number[];
  /** Ids of roles and people whom messages may ping. Default none. */
  readonly pings?: readonly string[];
  /** Entries of the level `error` that were provoked. Default none. */
  readonly errors?: readonly RegExp[];
}

/** Each fault with what was found; empty when all is as it must be. */
export function faultsOf(
  traces: Traces,
  { refusals = [], pings = [], errors = [] }: Expected = {},
): readonly string[] {
  return [
    ...refused(traces, refusals),
    ...mentioning(traces, pings),
    ...answeredTwice(traces),
    ...bannedTwice(traces),
    ...leaked(traces),
    ...shownToAll(traces),
    ...naming(traces),
    ...failed(traces, errors),
  ].map((fault) => fault.slice(0, 600));
}

/** Discord refuses what is beyond its limits or comes at the wrong time. */
function refused({ discord }: Traces, expected: readonly number[]): string[] {
  return discord.requests
    .filter(({ status = 0 }) => status >= 400 && status < 500 && !expected.includes(status))
    .map((request) => `Discord refused ${JSON.stringify(request)}`);
}

const sentMessage = z.object({ allowed_mentions: z.unknown().optional() });
const callback = z.object({ type: z.number(), data: sentMessage.optional() });
const MESSAGE_CALLBACKS: ReadonlySet<number> = new Set([4, 7]);

/** Whom a message may ping: people and roles by their ids alone. */
const allowed = z.strictObject({
  parse: z.tuple([]),
  roles: z.array(z.string()).default([]),
  users: z.array(z.string()).default([]),
});

/** Every message forbids mentions itself, or names whom alone it means. */
function mentioning({ discord }: Traces, pings: readonly string[]): string[] {
  return discord.requests.flatMap(({ method, route, body }) => {
    let sent: z.infer<typeof sentMessage> | undefined;
    if (route.endsWith('/callback')) {
      const { type, data = {} } = callback.parse(body);
      if (MESSAGE_CALLBACKS.has(type)) sent = data;
    } else if (/\/messages(?!\/pins)|\/webhooks/.test(route) && (method === 'POST' || method === 'PATCH')) {
      sent = sentMessage.parse(body);
    }
    if (sent === undefined) return [];
    const { success, data } = allowed.safeParse(sent.allowed_mentions);
    const fine = success && [...data.roles, ...data.users].every((id) => pings.includes(id));
    return fine ? [] : [`${method} ${route} may mention: ${JSON.stringify(sent.allowed_mentions)}`];
  });
}

/** One interaction has one first answer. */
function answeredTwice({ discord }: Traces): string[] {
  const ids = discord.requests.flatMap(({ route, params, status }) =>
    route.endsWith('/callback') && status !== undefined && status < 300 ? [params['interaction'] ?? ''] : [],
  );
  return repeated(ids).map((id) => `the interaction ${id} was answered twice`);
}

const banBody = z.object({ data: z.object({ attributes: z.object({ uid: z.string() }) }) });

/** A ban that was sent again has the uid of the first time; refused for its rate it may be. */
function bannedTwice({ battlemetrics }: Traces): string[] {
  const uids = (battlemetrics?.requests ?? [])
    .filter(({ method, path, status }) => method === 'POST' && path === '/bans' && status !== 429)
    .map(({ body }) => banBody.parse(body).data.attributes.uid);
  return repeated(uids).map((uid) => `the ban ${uid} was sent twice`);
}

/** `interaction:` in base64, as the tokens of interactions begin. */
const INTERACTION_TOKEN = 'aW50ZXJhY3Rpb246';

/** Neither secrets nor what identifies a person stands in what a bot wrote. */
function leaked({ bots, ...traces }: Traces): string[] {
  const output = bots.map((bot) => bot.output).join('\n');
  return [TOKEN, BATTLEMETRICS_TOKEN, DCS_API_KEY, INTERACTION_TOKEN, ...privateTexts(traces)]
    .filter((text) => output.includes(text))
    .map((text) => `the log holds ${text}`);
}

/** What everybody in the guild can read holds nothing that identifies a person. */
function shownToAll({ discord, ...traces }: Traces): string[] {
  const messages = discord.channels.flatMap((channel) => channel.messages);
  const files = messages.flatMap((message) =>
    message.attachments.map(({ filename }) => discord.file(message, filename)?.toString() ?? ''),
  );
  const shown = [JSON.stringify(messages), ...files].join('\n');
  return privateTexts(traces)
    .filter((text) => shown.includes(text))
    .map((text) => `everybody can read ${text}`);
}

/** By its UCID the bot knows a pilot, and nobody else shall: neither in texts, nor in choices, nor behind buttons. */
function naming({ discord, dcs }: Traces): string[] {
  const sent = discord.requests.map(({ body }) => JSON.stringify(body) ?? '').join('\n');
  return (dcs?.world.pilots ?? [])
    .filter(({ ucid }) => sent.includes(ucid))
    .map(({ ucid, name }) => `Discord was sent the UCID ${ucid} of ${name}`);
}

function privateTexts({ dcs, battlemetrics }: Omit<Traces, 'bots' | 'discord'>): string[] {
  const identifiers = (battlemetrics?.world.players ?? [])
    .flatMap((player) => player.identifiers)
    .filter((identifier) => identifier.private)
    .map(({ identifier }) => identifier);
  const ucids = (dcs?.world.pilots ?? []).map(({ ucid }) => ucid);
  return [...new Set([...identifiers, ...ucids])];
}

function failed({ bots }: Traces, expected: readonly RegExp[]): string[] {
  return bots
    .flatMap(({ logs }) => logs)
    .filter(({ level, msg }) => level >= 50 && !expected.some((pattern) => pattern.test(msg)))
    .map((entry) => `the bot logged ${JSON.stringify(entry)}`);
}

function repeated(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}
