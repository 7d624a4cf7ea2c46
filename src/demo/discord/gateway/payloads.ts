import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import type { Channel, Guild, Person, Role } from '../model.ts';
import { MANAGED_ROLE, type World } from '../world.ts';

/** A date before everything that happens in the simulation. */
const LONG_AGO = '2020-01-01T00:00:00.000000+00:00';

export function showRole(role: Role): object {
  return {
    id: role.id,
    name: role.name,
    permissions: role.permissions.toString(),
    position: 0,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    managed: role.name === MANAGED_ROLE,
    mentionable: role.mentionable,
    flags: 0,
  };
}

export function showChannel(world: World, channel: Channel): object {
  const head = { id: channel.id, type: channel.type, last_message_id: null };
  if (channel.guildId === undefined) {
    const person = world.people.get(channel.name);
    return { ...head, recipients: person === undefined ? [] : [world.person(person)] };
  }
  if (channel.parentId !== undefined) return { ...head, ...showThread(world, channel) };
  return {
    ...head,
    guild_id: channel.guildId,
    name: channel.name,
    position: 0,
    parent_id: null,
    topic: null,
    nsfw: false,
    rate_limit_per_user: 0,
    permission_overwrites: showOverwrites(world, channel),
  };
}

function showOverwrites(world: World, { guildId, denied, granted, hidden }: Channel): readonly object[] {
  const allow = hidden ? granted | (P.ViewChannel & ~denied) : granted;
  const ofBot = { id: world.bot.id, type: 1, allow: allow.toString(), deny: (denied & ~allow).toString() };
  const ofEverybody = { id: guildId, type: 0, allow: '0', deny: P.ViewChannel.toString() };
  return [...(hidden ? [ofEverybody] : []), ...(denied === 0n && allow === 0n ? [] : [ofBot])];
}

/** A thread has no overwrites: those of its channel hold. */
function showThread(world: World, { guildId, name, parentId }: Channel): object {
  return {
    guild_id: guildId,
    name,
    parent_id: parentId,
    owner_id: world.bot.id,
    message_count: 0,
    member_count: 1,
    rate_limit_per_user: 0,
    thread_metadata: {
      archived: false,
      auto_archive_duration: 1_440,
      archive_timestamp: LONG_AGO,
      locked: false,
    },
  };
}

/** A guild as the REST API shows it; the gateway adds channels and members. */
export function showGuild(world: World, guild: Guild): object {
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    splash: null,
    discovery_splash: null,
    banner: null,
    description: null,
    owner_id: guild.ownerId,
    region: 'deprecated',
    afk_channel_id: null,
    afk_timeout: 300,
    verification_level: 1,
    default_message_notifications: 1,
    explicit_content_filter: 0,
    mfa_level: 0,
    nsfw_level: 0,
    nsfw: false,
    application_id: null,
    system_channel_id: null,
    system_channel_flags: 0,
    rules_channel_id: null,
    public_updates_channel_id: null,
    safety_alerts_channel_id: null,
    preferred_locale: 'en-US',
    premium_tier: 0,
    premium_subscription_count: 0,
    premium_progress_bar_enabled: false,
    vanity_url_code: null,
    features: [],
    emojis: [],
    stickers: [],
    roles: guild.roles.map((role) => showRole(role)),
    max_members: 500_000,
    approximate_member_count: world.people.size + 1,
  };
}

/** GUILD_CREATE for the intent Guilds alone: of the members the bot itself. */
export function guildCreate(world: World, guild: Guild): object {
  const channels = [...world.channels.values()].filter(({ guildId }) => guildId === guild.id);
  return {
    ...showGuild(world, guild),
    joined_at: LONG_AGO,
    large: false,
    unavailable: false,
    member_count: world.people.size + 1,
    members: [showBotMember(world, guild)],
    channels: channels.filter((each) => !isThread(each)).map((channel) => showChannel(world, channel)),
    threads: channels.filter(isThread).map((channel) => showChannel(world, channel)),
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

export function showBotMember(world: World, guild: Guild): object {
  const managed = guild.roles.filter(({ name }) => name === MANAGED_ROLE);
  return { ...memberBase(managed.map(({ id }) => id)), user: world.bot };
}

export function showMember(world: World, guild: Guild, person: Person) {
  const known = new Set(guild.roles.map(({ id }) => id));
  return {
    ...memberBase(person.roles.filter((id) => known.has(id))),
    nick: person.nick,
    user: world.person(person),
  };
}

export function showApplication(world: World): object {
  return {
    id: world.applicationId,
    name: 'Squawk',
    icon: null,
    description: '',
    bot_public: false,
    bot_require_code_grant: false,
    verify_key: '0'.repeat(64),
    flags: 0,
    bot: world.bot,
    approximate_guild_count: [...world.guilds.values()].filter(({ botIsMember }) => botIsMember).length,
    integration_types_config: { '0': {} },
  };
}

function isThread({ parentId }: Channel): boolean {
  return parentId !== undefined;
}

function memberBase(roles: readonly string[]) {
  return {
    roles,
    nick: null,
    avatar: null,
    banner: null,
    joined_at: LONG_AGO,
    premium_since: null,
    communication_disabled_until: null,
    deaf: false,
    mute: false,
    pending: false,
    flags: 0,
    unusual_dm_activity_until: null,
  };
}
