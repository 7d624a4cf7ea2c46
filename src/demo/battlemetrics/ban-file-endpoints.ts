import { forbidden, invalid } from './api-error.ts';
import { readBan } from './ban-body.ts';
import { Body } from './body.ts';
import type { Endpoint, SimCall } from './endpoint.ts';
import { syncNativeBans } from './native-ban.ts';
import { banResource, maySee } from './resources.ts';
import type { SimBan } from './world.ts';

/** How one ban on one identifier is written for a game. `expires`: epoch seconds. */
interface Format {
  readonly types: readonly string[];
  readonly line: (identifier: string, ban: SimBan, expires: number | null) => string;
}

const battleEye: Format = {
  types: ['BEGUID', 'ip'],
  line: (identifier, { uid }, expires) => `${identifier} ${expires ?? -1} ${uid}`,
};
const FORMATS: Readonly<Record<string, Format>> = {
  'arma2/bans.txt': battleEye,
  'arma3/bans.txt': battleEye,
  'squad/Bans.cfg': {
    types: ['steamID'],
    line: (identifier, { uid }, expires) => `${identifier}:${expires ?? 0} // ${uid}`,
  },
  'ark/banlist.txt': { types: ['steamID'], line: (identifier) => identifier },
  'rust/bans.cfg': {
    types: ['steamID'],
    line: (identifier, { uid }, expires) => `banid ${identifier} "unnamed" "${uid}" ${expires ?? -1}`,
  },
  'rust/bansip_SERVER.ini': { types: ['ip'], line: (identifier) => identifier },
};

/** Many bans at once, in and out. */
export const banFileEndpoints: readonly Endpoint[] = [
  { method: 'POST', path: '/bans/import', scope: 'ban:import', answer: importBans },
  {
    method: 'GET',
    path: '/bans/export',
    scope: 'ban:export',
    params: { format: Object.keys(FORMATS), 'filter[organization]': 'digits', 'filter[server]': 'digits' },
    answer: exportBans,
  },
];

/** All of them or none. Nobody is kicked, and the search knows of them later. */
function importBans(call: SimCall) {
  const list = new Body(call.body, '', ['data'], ['data']).raw('data');
  if (!Array.isArray(list)) throw invalid('must be array', { pointer: '/data' });
  const bans = list.map((item: unknown, index) => readBan(call, item, `/data/${index}`));
  call.world.bans.push(...bans);
  syncNativeBans(call.world, call.now);
  if (!call.can('ban:read')) return { status: 201 };
  const data = bans.map((ban) => banResource(call, ban));
  const [first] = data;
  // The document's example of an answer is one ban without an envelope.
  return { status: 201, body: first !== undefined && data.length === 1 ? first : { data } };
}

function exportBans(call: SimCall) {
  const { world, query, now } = call;
  const format = FORMATS[query.text('format') ?? ''];
  if (format === undefined) throw invalid("must have required property 'format'", { parameter: 'format' });
  const organizationId = query.text('filter[organization]') ?? world.organization.id;
  if (organizationId !== world.organization.id) throw forbidden();
  const serverId = query.text('filter[server]');
  const lines = world.bans
    .filter(({ expires }) => expires === null || expires > now)
    .filter((ban) => serverId === undefined || ban.orgWide || ban.serverId === serverId)
    .flatMap((ban) => {
      const expires = ban.expires === null ? null : Math.floor(ban.expires / 1_000);
      return valuesOf(call, ban, format).map((value) => format.line(value, ban, expires));
    });
  return { status: 200, file: lines.map((line) => `${line}\n`).join('') };
}

/** Of the types that the format knows. */
function valuesOf(call: SimCall, { identifiers }: SimBan, { types }: Format): string[] {
  const known = call.world.players.flatMap((player) =>
    player.identifiers.filter(
      (identifier) => identifiers.includes(Number(identifier.id)) && maySee(call, player, identifier),
    ),
  );
  const typedIn = identifiers.flatMap((identifier) => (typeof identifier === 'number' ? [] : [identifier]));
  return [...known, ...typedIn]
    .filter(({ type }) => types.includes(type))
    .map(({ identifier }) => identifier);
}
