import { z } from 'zod';
import { refTo } from '../arguments/bodies.ts';
import { digits, flag, gameId, integer, oneOf, text, uuid } from '../arguments/params.ts';

/** Settings of an RCON connection; each game heeds its own. Document: "Server", `metadata`. */
export const serverMetadata = z
  .strictObject({
    betaSourceProtocol: flag('the new implementation of the Source protocol'),
    clientPerf: flag('whether client perf is on'),
    connectionType: oneOf('how Rust servers are reached', 'source', 'ws'),
    disableLocked: flag('whether users cannot switch RCON on').nullable(),
    disabledReason: text('why RCON is off', { least: 0 }).nullable(),
    hasSourceMod: flag('whether SourceMod was seen').nullable(),
    hllGetPlayerInfo: flag('Hell Let Loose: whether playerinfo is used; true if left out'),
    hllPlayerListInterval: integer('Hell Let Loose: seconds between lists of players', {
      least: 60,
      most: 300,
    }),
    logSecret: text('secret of the log, Source games', { least: 0 }).nullable(),
    rconIP: text('another address for RCON'),
    reservedSlotKickReason: text('what somebody reads who is kicked for a reserved slot', { least: 0 }),
    reservedSlots: integer('how many slots are reserved', { least: 0 }),
    reservedSlotsKickLastToJoin: flag('whether the last to join is kicked for a reserved slot'),
    statusInterval: integer('Rust: seconds between questions for the status', { least: 15, most: 300 }),
    useConnectionPool: flag('Hell Let Loose: several connections'),
    useGetChat: flag('Ark, Dark and Light: getchat instead of getgamelog'),
    username: text('user name for RCON, Rising Storm 2'),
  })
  .partial();
export type ServerMetadata = z.input<typeof serverMetadata>;

const port = (what: string, least = 0) => integer(what, { least, most: 65_535 });
const rcon = {
  portRCON: port('port for RCON; it is never told again', 10),
  /** A secret: never logged, never told. */
  rconPassword: text('password for RCON; it is never told again'),
  metadata: serverMetadata,
};
const type = z.literal('server');
const defaultBanList = refTo('banList', uuid('id of the ban list for its bans')).exactOptional();

/** What adds a server. Document: "Server Create". */
export const newServer = z.strictObject({
  type,
  attributes: z.strictObject({
    ip: text('address'),
    port: port('port of the game'),
    portQuery: port('port for queries'),
    portRCON: rcon.portRCON.exactOptional(),
    rconPassword: rcon.rconPassword.exactOptional(),
    metadata: rcon.metadata.exactOptional(),
  }),
  relationships: z.strictObject({
    game: refTo('game', gameId()),
    organization: refTo('organization', digits('id of an organization')).exactOptional(),
    defaultBanList,
    gsp: refTo('gsp', text('id of a hoster')).exactOptional(),
    serverGroup: refTo('serverGroup', uuid('id of a server group'))
      .extend({
        meta: z.strictObject({ leader: flag('whether it leads the group').exactOptional() }).exactOptional(),
      })
      .exactOptional(),
  }),
});
export type NewServer = z.input<typeof newServer>;

/** What changes a server. What goes together is in the rules of `servers.update`. */
export const serverChange = z.strictObject({
  type,
  id: digits('id of the server'),
  attributes: z
    .strictObject({
      ...rcon,
      ip: text('address'),
      address: text('name of the host').nullable(),
      port: port('port of the game'),
      portQuery: port('port for queries'),
      private: flag('whether only those with RCON access see it; enterprise'),
    })
    .partial()
    .exactOptional(),
  relationships: z.strictObject({ defaultBanList }).exactOptional(),
});
export type ServerChange = z.input<typeof serverChange>;

/** What switches RCON on. Document: "Server Enable RCON". */
export const rconConnection = z.strictObject({
  type,
  id: digits('id of the server'),
  attributes: z.strictObject({ ...rcon, metadata: rcon.metadata.exactOptional() }),
  relationships: z.strictObject({
    organization: refTo('organization', digits('id of the organization that takes control')),
    defaultBanList,
  }),
});
export type RconConnection = z.input<typeof rconConnection>;
