import { type Answer, json } from './answer.ts';
import { Parameters } from './parameters.ts';
import { linkExpiry, type RouteRequest, ServerException, tokenFor } from './routes.ts';

/**
 * POST /linkme of both versions, with their bug: for an account that the server knows, it fails, and with `force`
 * answers the name of a column instead of a token.
 * @param stores the current version keeps new tokens, and so knows the account the next time.
 */
export function linkme(request: RouteRequest, stores: boolean): Answer {
  const parameters = new Parameters(request);
  const discordId = parameters.text('body', 'discord_id');
  const force = parameters.optionalFlag('body', 'force');
  parameters.check();
  const { world, now } = request;
  if (!/^\s*[+-]?\d+\s*$/.test(discordId)) throw new ServerException('invalid literal for int()');
  const linked = world.pilots.some((pilot) => pilot.discordId === discordId.trim());
  if (linked || world.tokens.has(discordId.trim())) {
    if (!force) throw new ServerException('unpacking of a row by name');
    return json({ token: 'ucid', timestamp: linkExpiry(now, true), rc: 6 });
  }
  const token = tokenFor(discordId.trim());
  if (stores) world.tokens.set(discordId.trim(), token);
  return json({ token, timestamp: linkExpiry(now, false), rc: force ? 4 : 0 });
}
