/** A refusal in the form of Discord's REST API; https://discord.com/developers/docs/topics/opcodes-and-status-codes */
export class DiscordError extends Error {
  readonly status: number;
  readonly code: number;
  readonly errors: FormErrorTree | undefined;

  constructor(status: number, code: number, message: string, errors?: FormErrorTree) {
    super(message);
    this.name = 'DiscordError';
    this.status = status;
    this.code = code;
    this.errors = errors;
  }

  toJSON(): object {
    return {
      message: this.message,
      code: this.code,
      ...(this.errors === undefined ? {} : { errors: this.errors }),
    };
  }
}

/** Errors of a form, nested as the form is; `_errors` stands at the faulty field. */
export interface FormErrorTree {
  [key: string]: FormErrorTree | FormError[];
}

export interface FormError {
  readonly code: string;
  readonly message: string;
}

export const unauthorized = () => new DiscordError(401, 0, '401: Unauthorized');
export const notFound = () => new DiscordError(404, 0, '404: Not Found');
export const methodNotAllowed = () => new DiscordError(405, 0, '405: Method Not Allowed');
export const unknownChannel = () => new DiscordError(404, 10003, 'Unknown Channel');
export const tooManyPins = (most: number) =>
  new DiscordError(400, 30003, `Maximum number of pins reached (${most})`);
export const unknownGuild = () => new DiscordError(404, 10004, 'Unknown Guild');
export const unknownMember = () => new DiscordError(404, 10007, 'Unknown Member');
export const unknownMessage = () => new DiscordError(404, 10008, 'Unknown Message');
export const unknownUser = () => new DiscordError(404, 10013, 'Unknown User');
export const unknownWebhook = () => new DiscordError(404, 10015, 'Unknown Webhook');
export const unknownInteraction = () => new DiscordError(404, 10062, 'Unknown interaction');
export const unknownCommand = () => new DiscordError(404, 10063, 'Unknown application command');
export const notAuthorizedOnApplication = () =>
  new DiscordError(403, 20012, 'You are not authorized to perform this action on this application');
export const tooLarge = () => new DiscordError(413, 40005, 'Request entity too large');
export const alreadyAcknowledged = () =>
  new DiscordError(400, 40060, 'Interaction has already been acknowledged.');
export const missingAccess = () => new DiscordError(403, 50001, 'Missing Access');
export const foreignMessage = () =>
  new DiscordError(403, 50005, 'Cannot edit a message authored by another user');
export const emptyMessage = () => new DiscordError(400, 50006, 'Cannot send an empty message');
export const closedDirect = () => new DiscordError(403, 50007, 'Cannot send messages to this user');
export const notForMessages = () =>
  new DiscordError(400, 50008, 'Cannot send messages in a non-text channel');
export const missingPermissions = () => new DiscordError(403, 50013, 'Missing Permissions');
export const invalidWebhookToken = () => new DiscordError(401, 50027, 'Invalid Webhook Token');
export const invalidRecipient = () => new DiscordError(400, 50033, 'Invalid Recipient(s)');
export const noMutualGuilds = () =>
  new DiscordError(403, 50278, 'Cannot send messages to this user due to having no mutual guilds');
export const invalidApiVersion = () => new DiscordError(400, 50041, 'Invalid API version');
export const invalidJson = () => new DiscordError(400, 50109, 'The request body contains invalid JSON.');
