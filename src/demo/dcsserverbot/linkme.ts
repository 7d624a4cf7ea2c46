import { type Answer, invalid, json, missing, parseBoolean } from './answer.ts';
import { linkExpiry, type RouteRequest, ServerException, tokenFor } from './routes.ts';

/**
 * POST /linkme of both versions, with their bug: for an account that the server knows, it fails, and with `force`
 * answers the name of a column instead of a token.
 * @param stores the current version keeps new tokens, and so knows the account the next time.
 */
export function linkme({ form, world, now }: RouteRequest, stores: boolean): Answer {
  const discordId = form.get('discord_id');
  if (discordId === undefined) return missing('body', 'discord_id');
  const force = parseBoolean(form.get('force') ?? 'false');
  if (force === undefined) {
    const message = 'Input should be a valid boolean, unable to interpret input';
    return invalid('bool_parsing', ['body', 'force'], message, form.get('force'));
  }
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
