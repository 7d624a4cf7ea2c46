import { isDeepStrictEqual } from 'node:util';
import { type CommandForm, commandForm, commandsForm } from '../validation/command.ts';
import { parseForm } from '../validation/form.ts';
import type { World } from '../world.ts';
import { missingAccess, notAuthorizedOnApplication, unknownCommand } from './discord-error.ts';
import { type RegisteredCommand, showCommand } from './registered-command.ts';
import { type Method, param, type RestReply, type RestRequest, type Route } from './route.ts';

// https://discord.com/developers/docs/interactions/application-commands#endpoints

type Scope = string | undefined;

/** The commands of the application, global ones and each guild's. */
export function commandRoutes(world: World): readonly Route[] {
  return [...scopedRoutes(world, ''), ...scopedRoutes(world, '/guilds/:guild')];
}

function scopedRoutes(world: World, scope: '' | '/guilds/:guild'): readonly Route[] {
  const base = `/applications/:application${scope}/commands`;
  const route = (
    method: Method,
    path: string,
    run: (guildId: Scope, request: RestRequest) => RestReply,
  ): Route => ({
    method,
    template: `${base}${path}`,
    auth: 'bot',
    run: (request) => {
      if (param(request, 'application') !== world.applicationId) throw notAuthorizedOnApplication();
      const guildId = scope === '' ? undefined : param(request, 'guild');
      if (guildId !== undefined && world.guilds.get(guildId)?.botIsMember !== true) throw missingAccess();
      return run(guildId, request);
    },
  });
  const all = (guildId: Scope) => world.commands.get(guildId) ?? [];
  const find = (guildId: Scope, request: RestRequest): RegisteredCommand => {
    const command = all(guildId).find(({ id }) => id === param(request, 'command'));
    if (command === undefined) throw unknownCommand();
    return command;
  };
  const keep = (guildId: Scope, commands: RegisteredCommand[]): void => {
    world.commands.set(guildId, commands);
    world.commandChanges.notify();
  };
  const put = (guildId: Scope, old: RegisteredCommand | undefined, form: CommandForm): RegisteredCommand => {
    if (old !== undefined && isDeepStrictEqual(old.form, form)) return old;
    return { id: old?.id ?? world.snowflake(), guildId, version: world.snowflake(), form };
  };
  const show = (command: RegisteredCommand, localized = true) =>
    showCommand(command, world.applicationId, localized);
  const sameAs = (form: CommandForm) => (command: RegisteredCommand) =>
    command.form.name === form.name && (command.form.type ?? 1) === (form.type ?? 1);

  return [
    route('GET', '', (guildId, { query }) => ({
      status: 200,
      body: all(guildId).map((command) => show(command, query.get('with_localizations') === 'true')),
    })),
    route('PUT', '', (guildId, { body }) => {
      const forms = parseForm(commandsForm, body.json);
      const old = all(guildId);
      const commands = forms.map((form) => put(guildId, old.find(sameAs(form)), form));
      keep(guildId, commands);
      return { status: 200, body: commands.map((command) => show(command)) };
    }),
    route('POST', '', (guildId, { body }) => {
      const form = parseForm(commandForm, body.json);
      const old = all(guildId).find(sameAs(form));
      const command = put(guildId, old, form);
      keep(guildId, [...all(guildId).filter((each) => each !== old), command]);
      return { status: old === undefined ? 201 : 200, body: show(command) };
    }),
    route('GET', '/:command', (guildId, request) => ({ status: 200, body: show(find(guildId, request)) })),
    route('PATCH', '/:command', (guildId, request) => {
      const old = find(guildId, request);
      const changes = typeof request.body.json === 'object' ? request.body.json : {};
      const command = put(guildId, old, parseForm(commandForm, { ...old.form, ...changes }));
      keep(
        guildId,
        all(guildId).map((each) => (each === old ? command : each)),
      );
      return { status: 200, body: show(command) };
    }),
    route('DELETE', '/:command', (guildId, request) => {
      const old = find(guildId, request);
      keep(
        guildId,
        all(guildId).filter((each) => each !== old),
      );
      return { status: 204 };
    }),
  ];
}
