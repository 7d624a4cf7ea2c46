import type { DiscordSimulator } from '../../../src/demo/discord/simulator.ts';
import { TOKEN } from './bot.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown> & { readonly [index: number]: Record<string, unknown> };
}

/** A request as a bot without any library would send it. */
export async function call(
  sim: DiscordSimulator,
  method: string,
  path: string,
  body?: object,
  token = TOKEN,
): Promise<Answer> {
  const response = await fetch(`${sim.url}/v10${path}`, {
    method,
    headers: { authorization: `Bot ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const json: unknown = text === '' ? {} : JSON.parse(text);
  return { status: response.status, headers: response.headers, body: json as Answer['body'] };
}
