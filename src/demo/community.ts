import type { ShownChannel } from './page/protocol.ts';
import type { SessionOptions } from './page/session.ts';

// Ids of the demo's community; they only have to look like Discord's.
export const TOKEN = 'demo.bot.token';
export const APPLICATION_ID = '1180000000000000011';
export const GUILD_ID = '1180000000000000021';
export const MODERATOR_ROLE_ID = '1180000000000000031';
export const ADMIN_ROLE_ID = '1180000000000000032';
/** Whom posts may ping. */
export const PILOT_ROLE_ID = '1180000000000000033';
export const GENERAL_ID = '1180000000000000041';
export const AUDIT_ID = '1180000000000000042';
export const SCHEDULED_ID = '1180000000000000043';
/** Says whose it is, as the tokens of BattleMetrics do. */
export { SIMULATOR_JWT as BATTLEMETRICS_TOKEN } from './battlemetrics/simulator.ts';
export const ORGANIZATION_ID = '25069';
export const DCS_API_KEY = 'demo-key';

/** What the bot's operator decided about moderation: a visitor can try all of it. */
export const MODERATION = {
  MODERATOR_ROLE_IDS: MODERATOR_ROLE_ID,
  ADMIN_ROLE_IDS: ADMIN_ROLE_ID,
  AUDIT_CHANNEL_ID: AUDIT_ID,
  // What the moderator asks for, the admin can approve.
  PERMANENT_BANS_NEED_APPROVAL: 'true',
  RCON_COMMANDS: 'say,status',
} as const;

/** The world is the same one at every start. */
export const SEED = 'squawk';
/** Fast enough that somebody who looks for some minutes sees it move. */
export const SPEED = 10;

export const ROLES = [
  { id: MODERATOR_ROLE_ID, name: 'Moderators' },
  { id: ADMIN_ROLE_ID, name: 'Admins' },
  { id: PILOT_ROLE_ID, name: 'Pilots', mentionable: true },
] as const;

export const CHANNELS: readonly ShownChannel[] = [
  { id: GENERAL_ID, name: 'general', topic: 'Type / to see what Squawk can do' },
  {
    id: AUDIT_ID,
    name: 'audit',
    topic: 'Every write, and who asked for it; bans made elsewhere; who is watched',
  },
  { id: SCHEDULED_ID, name: 'scheduled-posts', topic: 'What Squawk posts by itself' },
];

export const PEOPLE: SessionOptions['people'] = [
  { id: '1180000000000000051', role: 'member', name: 'Member', roles: [PILOT_ROLE_ID] },
  {
    id: '1180000000000000052',
    role: 'moderator',
    name: 'Moderator',
    roles: [MODERATOR_ROLE_ID, PILOT_ROLE_ID],
  },
  { id: '1180000000000000053', role: 'admin', name: 'Admin', roles: [ADMIN_ROLE_ID] },
];
