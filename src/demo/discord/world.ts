import { randomBytes } from 'node:crypto';
import { type APIUser, ChannelType } from 'discord-api-types/v10';
import { NewestMap } from '../newest.ts';
import { Changes } from './changes.ts';
import type { Interaction } from './interactions/interaction.ts';
import type { Channel, Guild, MessageRecord, Person, Role } from './model.ts';
import { BOT_PERMISSIONS, MEMBER_PERMISSIONS } from './permissions.ts';
import type { RegisteredCommand } from './rest/registered-command.ts';
import { createSnowflakes } from './snowflake.ts';
import type { Upload } from './uploads.ts';

export interface WorldOptions {
  readonly token: string;
  readonly applicationId: string;
  readonly now: () => number;
}

export interface ChannelOptions {
  readonly id?: string;
  readonly name: string;
  /** Default: a text channel, or without a guild direct messages. */
  readonly type?: ChannelType;
  /** Of a thread the channel that it is in. */
  readonly parentId?: string;
  /** What the bot may not do there. */
  readonly denied?: bigint;
}

/** The role that Discord makes for a bot, with what it was invited with. */
export const MANAGED_ROLE = 'Squawk';

/** More than people start in the quarter of an hour after which a bot can do nothing more with them. */
const KEPT_INTERACTIONS = 5_000;
/** Files given to commands; the older ones are gone as they are at Discord after some hours. */
const KEPT_UPLOADS = 100;

/** Everything that the simulated Discord knows; the gateway, the REST API and the driver share it. */
export class World {
  readonly token: string;
  readonly applicationId: string;
  readonly now: () => number;
  readonly snowflake: () => string;
  readonly bot: APIUser;
  readonly guilds = new Map<string, Guild>();
  readonly channels = new Map<string, Channel>();
  readonly people = new Map<string, Person>();
  readonly messages = new Map<string, MessageRecord>();
  /** Files that people gave to commands, by their ids. */
  readonly uploads = new NewestMap<string, Upload>(KEPT_UPLOADS);
  /** Ids of the people who are in no guild any more. */
  readonly gone = new Set<string>();
  /** Ids of the people who take no direct messages from the bot. */
  readonly closedDirect = new Set<string>();
  /** By guild; `undefined` holds the global ones. */
  readonly commands = new Map<string | undefined, RegisteredCommand[]>();
  readonly interactions = new NewestMap<string, Interaction>(KEPT_INTERACTIONS);
  readonly interactionsByToken = new NewestMap<string, Interaction>(KEPT_INTERACTIONS);
  /** After any change of the commands. */
  readonly commandChanges = new Changes();
  /** `http://127.0.0.1:PORT`, known once the server listens. */
  origin = '';

  constructor({ token, applicationId, now }: WorldOptions) {
    this.token = token;
    this.applicationId = applicationId;
    this.now = now;
    this.snowflake = createSnowflakes(now);
    this.bot = apiUser(this.snowflake(), 'squawk', 'Squawk', true);
  }

  addGuild(options: { id: string; name: string; roles?: readonly Role[]; botIsMember?: boolean }): Guild {
    const common = { mentionable: false };
    const everyone: Role = { ...common, id: options.id, name: '@everyone', permissions: MEMBER_PERMISSIONS };
    const managed: Role = {
      ...common,
      id: this.snowflake(),
      name: MANAGED_ROLE,
      permissions: BOT_PERMISSIONS,
    };
    const guild: Guild = {
      id: options.id,
      name: options.name,
      ownerId: this.snowflake(),
      roles: [everyone, managed, ...(options.roles ?? [])],
      botIsMember: options.botIsMember ?? true,
    };
    this.guilds.set(guild.id, guild);
    return guild;
  }

  /** Adds a role to a guild; returns its id. */
  addRole(guild: Guild, role: Omit<Role, 'id'>): string {
    const id = this.snowflake();
    this.guilds.set(guild.id, { ...guild, roles: [...guild.roles, { ...role, id }] });
    return id;
  }

  addChannel(options: ChannelOptions & { readonly guildId?: string | undefined }): Channel {
    const channel: Channel = {
      id: options.id ?? this.snowflake(),
      guildId: options.guildId,
      name: options.name,
      type: options.type ?? (options.guildId === undefined ? ChannelType.DM : ChannelType.GuildText),
      parentId: options.parentId,
      hidden: false,
      denied: options.denied ?? 0n,
      granted: 0n,
      messages: [],
      changes: new Changes(),
    };
    this.channels.set(channel.id, channel);
    return channel;
  }

  /** The direct messages of the bot with a person, the same ones every time. */
  directWith(personId: string): Channel {
    const known = [...this.channels.values()].find(
      ({ name, guildId }) => guildId === undefined && name === personId,
    );
    return known ?? this.addChannel({ name: personId });
  }

  /** What the bot may do in a channel. */
  botPermissions(channel: Channel): bigint {
    const parent = channel.parentId === undefined ? undefined : this.channels.get(channel.parentId);
    const { denied, granted } = parent ?? channel;
    return (BOT_PERMISSIONS & ~denied) | granted;
  }

  addInteraction(interaction: Interaction): void {
    this.interactions.set(interaction.id, interaction);
    this.interactionsByToken.set(interaction.token, interaction);
  }

  createInteractionToken(id: string): string {
    return Buffer.from(`interaction:${id}:${randomBytes(48).toString('base64url')}`).toString('base64url');
  }

  person(person: Person): APIUser {
    return apiUser(person.id, person.username, person.displayName, false);
  }
}

function apiUser(id: string, username: string, globalName: string, bot: boolean): APIUser {
  return {
    id,
    username,
    discriminator: bot ? '0001' : '0',
    global_name: bot ? null : globalName,
    avatar: null,
    ...(bot ? { bot: true } : {}),
  };
}
