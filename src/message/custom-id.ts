/** Discord's limit for the `custom_id` of a component. */
const MAX_LENGTH = 100;
const VERSION = 'v1';

/** Where a button, menu or form leads: the command that made it, one of its actions, and a key to its state. */
export interface CustomId {
  readonly command: string;
  readonly action: string;
  /** What the action needs to know: a page number, or the key of a row in the store. May be empty. */
  readonly key: string;
}

/** Writes `v1:command:action:key`. Throws a RangeError when the result exceeds Discord's 100 characters. */
export function formatCustomId({ command, action, key }: CustomId): string {
  const text = `${VERSION}:${command}:${action}:${key}`;
  if (text.length > MAX_LENGTH) {
    throw new RangeError(
      `custom_id of /${command} ${action} has ${text.length} characters, ${MAX_LENGTH} are allowed`,
    );
  }
  return text;
}

/** Reads a `custom_id`, which is untrusted input: anything that this version did not write gives `undefined`. */
export function parseCustomId(text: string): CustomId | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const match = /^v1:([a-z0-9-]{1,32}):([a-z0-9-]{1,32}):(.*)$/su.exec(text);
  if (match === null) return undefined;
  const [, command, action, key] = match;
  if (command === undefined || action === undefined || key === undefined) return undefined;
  return { command, action, key };
}
