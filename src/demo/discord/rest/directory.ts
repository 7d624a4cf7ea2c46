import { z } from 'zod';
import type { GatewayInfo } from '../gateway/gateway.ts';
import {
  showApplication,
  showBotMember,
  showChannel,
  showGuild,
  showMember,
  showRole,
} from '../gateway/payloads.ts';
import type { Guild } from '../model.ts';
import { parseForm, snowflake } from '../validation/form.ts';
import type { World } from '../world.ts';
import {
  invalidRecipient,
  missingAccess,
  unknownGuild,
  unknownMember,
  unknownUser,
} from './discord-error.ts';
import { param, type RestRequest, type Route } from './route.ts';

const recipient = z.object({ recipient_id: snowflake });

/** Who and what there is: the application, users, guilds, members, roles, files, and the way to the gateway. */
export function directoryRoutes(world: World, gateway: () => GatewayInfo): readonly Route[] {
  const guild = (request: RestRequest): Guild => {
    const found = world.guilds.get(param(request, 'guild'));
    if (found === undefined) throw unknownGuild();
    if (!found.botIsMember) throw missingAccess();
    return found;
  };
  const get = (template: string, body: (request: RestRequest) => unknown): Route => ({
    method: 'GET',
    template,
    auth: 'bot',
    run: (request) => ({ status: 200, body: body(request) }),
  });
  const member = (request: RestRequest, id: string): object => {
    const inGuild = guild(request);
    if (id === world.bot.id) return showBotMember(world, inGuild);
    const person = world.people.get(id);
    if (person === undefined || world.gone.has(id)) throw unknownMember();
    return showMember(world, inGuild, person);
  };
  return [
    { ...get('/gateway', () => ({ url: gateway().url })), auth: 'none' },
    get('/gateway/bot', () => gateway()),
    get('/users/@me', () => ({ ...world.bot, flags: 0, verified: true, mfa_enabled: true, locale: 'en-US' })),
    get('/users/@me/guilds', () =>
      [...world.guilds.values()]
        .filter(({ botIsMember }) => botIsMember)
        .map(({ id, name }) => ({ id, name })),
    ),
    {
      method: 'POST',
      template: '/users/@me/channels',
      auth: 'bot',
      run: ({ body }) => {
        const { recipient_id: id } = parseForm(recipient, body.json ?? {});
        if (!world.people.has(id)) throw invalidRecipient();
        return { status: 200, body: showChannel(world, world.directWith(id)) };
      },
    },
    get('/users/:user', (request) => {
      const person = world.people.get(param(request, 'user'));
      if (person === undefined) throw unknownUser();
      return world.person(person);
    }),
    get('/applications/@me', () => showApplication(world)),
    get('/oauth2/applications/@me', () => showApplication(world)),
    get('/guilds/:guild', (request) => showGuild(world, guild(request))),
    get('/guilds/:guild/roles', (request) => guild(request).roles.map((role) => showRole(role))),
    get('/guilds/:guild/members/:user', (request) => member(request, param(request, 'user'))),
  ];
}
