import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { iso } from '../messages.ts';
import { hasPermission } from '../permissions.ts';
import { createPinNotice, pinsOf, setPinned } from '../pins.ts';
import type { World } from '../world.ts';
import { tooManyPins } from './discord-error.ts';
import { createFinder } from './finder.ts';
import type { Method, RestReply, RestRequest, Route } from './route.ts';

/** Of a channel. */
const MOST_PINS = 250;
/** Of one answer. */
const PAGE = 50;

// https://discord.com/developers/docs/resources/message#pin-message
export function pinRoutes(world: World): readonly Route[] {
  const { find, findMessage } = createFinder(world);
  const route = (
    method: Method,
    path: '' | '/:message',
    run: (request: RestRequest) => RestReply,
  ): Route => ({
    method,
    template: `/channels/:channel/messages/pins${path}`,
    auth: 'bot',
    run,
  });
  return [
    route('GET', '', (request) => {
      const channel = find(request);
      const before = Date.parse(request.query.get('before') ?? '') || Number.POSITIVE_INFINITY;
      const limit = Math.min(Math.max(Number(request.query.get('limit') ?? PAGE), 1), PAGE);
      const readable = hasPermission(world.botPermissions(channel), P.ReadMessageHistory);
      const pins = readable ? pinsOf(channel).filter(({ pinnedAt = 0 }) => pinnedAt < before) : [];
      const items = pins
        .slice(0, limit)
        .map(({ pinnedAt = 0, message }) => ({ pinned_at: iso(pinnedAt), message }));
      return { status: 200, body: { items, has_more: pins.length > limit } };
    }),
    route('PUT', '/:message', (request) => {
      const record = findMessage(request, P.PinMessages);
      if (record.pinnedAt !== undefined) return { status: 204 };
      if (pinsOf(record.channel).length >= MOST_PINS) throw tooManyPins(MOST_PINS);
      setPinned(world, record, true);
      createPinNotice(world, record);
      return { status: 204 };
    }),
    route('DELETE', '/:message', (request) => {
      const record = findMessage(request, P.PinMessages);
      if (record.pinnedAt !== undefined) setPinned(world, record, false);
      return { status: 204 };
    }),
  ];
}
