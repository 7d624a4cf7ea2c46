import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { ShownMessage } from '../../src/demo/page/protocol.ts';

/** The hash of the reply that each picture shows, by its name. */
export type Manifest = Readonly<Record<string, string>>;

/** What was remembered; nothing where there is no file yet. */
export async function readManifest(path: string): Promise<Manifest> {
  const text = await readFile(path, 'utf8').catch(() => '{}');
  const read: unknown = JSON.parse(text);
  if (typeof read !== 'object' || read === null) return {};
  return Object.fromEntries(Object.entries(read).filter((entry) => typeof entry[1] === 'string'));
}

/** Of what a person sees of a reply: ids, keys and measured times are other ones every time. */
export function hashReply({ id: _id, at: _at, edited: _edited, ...seen }: ShownMessage): string {
  const text = JSON.stringify(seen, (key, value: unknown) => (key === 'custom_id' ? undefined : value))
    .replaceAll(/\b[\d.]+ ms\b/g, 'N ms')
    .replaceAll(/\babout \d+ s to wait \(<t:\d+:R>\)/g, 'about N s to wait')
    // The bot's own look at the servers comes before or after.
    .replaceAll(/\b(Calls left this minute|at once|Waiting|under way) \*\*\d+\*\*/g, '$1 N')
    .replaceAll(/\bgoes on <t:\d+:R>/g, 'goes on at T')
    .replaceAll(/\bAction [\w-]{16}\b/g, 'Action N')
    .replaceAll(/\buid `[\w-]+`/g, 'uid N')
    .replaceAll(/`[\w-]{16}`/g, '`ACTION`')
    .replaceAll(/`[A-Za-z0-9]{6}`/g, '`ID`')
    .replaceAll(/\/channels\/\d+\/\d+\/\d+/g, '/channels/message')
    .replaceAll(/[Rr]eference:? `[^`]+`/g, 'reference');
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
