import { PermissionFlagsBits as P } from 'discord-api-types/v10';

/** Every permission there is. */
export const ALL_PERMISSIONS: bigint = Object.values(P).reduce((all, bit) => all | bit, 0n);

/** What members of a simulated guild may do without any role. */
export const MEMBER_PERMISSIONS: bigint =
  P.ViewChannel |
  P.SendMessages |
  P.SendMessagesInThreads |
  P.EmbedLinks |
  P.AttachFiles |
  P.ReadMessageHistory |
  P.UseExternalEmojis |
  P.AddReactions |
  P.UseApplicationCommands;

/** What a bot invited with the usual scopes may do: what everybody may, and pin. */
export const BOT_PERMISSIONS: bigint = MEMBER_PERMISSIONS | P.PinMessages;

export function hasPermission(permissions: bigint, wanted: bigint): boolean {
  return (permissions & P.Administrator) !== 0n || (permissions & wanted) === wanted;
}
