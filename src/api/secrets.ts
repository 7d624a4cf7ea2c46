import type { Args } from './callable.ts';

/** What is sent and never told again: a terminal keeps what it shows. Document: "Server Enable RCON". */
const SECRETS: ReadonlySet<string> = new Set(['rconPassword', 'logSecret']);

/** Whether a part of a body is one. @param name its last part: `rconPassword` */
export function isSecret(name: string): boolean {
  return SECRETS.has(name);
}

/** Whether an option is one, or has one in it. @param name with dots @param value as it was typed */
export function holdsSecret(name: string, value: string | undefined): boolean {
  return isSecret(name.split('.').at(-1) ?? '') || [...SECRETS].some((secret) => value?.includes(secret));
}

/** The secrets among the arguments of a call. */
export function secretsIn(args: Args): readonly string[] {
  return [...find(args, false)];
}

function* find(value: unknown, secret: boolean): Generator<string> {
  if (typeof value === 'string' && secret) yield value;
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return;
  for (const [key, inner] of Object.entries(value)) yield* find(inner, isSecret(key));
}
