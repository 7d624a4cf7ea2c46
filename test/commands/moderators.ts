import { COMMANDS } from '../../commands/index.ts';
import type { Config } from '../../config/env.ts';
import { messageForm } from '../../src/demo/discord/validation/message.ts';
import type { Choice, RawValue } from '../../src/discord/command.ts';
import type { Context } from '../../src/discord/context.ts';
import { parseCustomId } from '../../src/message/custom-id.ts';
import type { Form, Message } from '../../src/message/message.ts';
import type { Moderator } from '../../src/store/moderation-action.ts';
import { randomKey } from '../../src/store/random-key.ts';
import { kestrel, setScene } from '../moderation/scene.ts';
import { silent } from '../store/open.ts';
import { actionOf } from './action.ts';

/** The commands of moderators with a simulated BattleMetrics behind them; every message is one that Discord takes. */
export async function setModerators({
  commandsDisabled = [],
  ...options
}: Parameters<typeof setScene>[0] & { readonly commandsDisabled?: readonly string[] } = {}) {
  const scene = await setScene(options);
  /** What was shown while a handler went on. */
  const shown: Message[] = [];
  const config: Config = {
    discord: { token: 't', applicationId: '1', guildId: '2', apiUrl: 'http://127.0.0.1' },
    access: { moderatorRoleIds: ['5'], adminRoleIds: [], auditChannelId: '77' },
    moderation: { permanentBansNeedApproval: false, staffFlags: ['Staff'], rconCommands: [] },
    commandsDisabled,
    showServerPasswords: false,
    timezone: 'UTC',
    databasePath: ':memory:',
    logLevel: 'silent',
  };
  const contextOf = ({ id, name }: Moderator): Context => ({
    config,
    store: scene.store,
    log: silent,
    now: scene.clock.now,
    commands: COMMANDS.filter(({ name }) => !commandsDisabled.includes(name)),
    posts: scene.channel,
    channels: {
      check: () => Promise.reject(new Error('moderation looks at no channel')),
      canPing: () => Promise.reject(new Error('moderation pings nobody')),
      isMember: () => Promise.reject(new Error('moderation asks Discord for nobody')),
      sees: () => Promise.reject(new Error('moderation asks Discord for nobody')),
      nameOf: () => undefined,
    },
    attachments: { read: () => Promise.reject(new Error('no file was given')) },
    gatewayLatencyMs: () => 42,
    asker: {
      userId: id,
      displayName: name,
      level: 'moderator',
      channelId: '3',
      interactionId: randomKey(12),
    },
    call: { class: 'moderator' },
    progress: async (message) => {
      shown.push(accepted(message));
    },
    moderation: scene.moderation,
  });
  return {
    ...scene,
    shown,
    /** `flag add` names a subcommand. */
    run: async (name: string, input: Record<string, RawValue>, as = kestrel): Promise<Message> =>
      accepted(await actionOf(name).invoke(input, contextOf(as))),
    complete: async (
      name: string,
      option: string,
      text: string,
      others: Record<string, RawValue> = {},
    ): Promise<readonly Choice<string>[]> => {
      const definition = actionOf(name).options[option];
      if (definition?.type !== 'string' || definition.autocomplete === undefined) {
        throw new Error(`/${name} completes no ${option}`);
      }
      return definition.autocomplete({ text, others }, contextOf(kestrel));
    },
    /** Presses the button with that label. */
    press: async (message: Message, label: string, as = kestrel): Promise<Message> => {
      const [, command = '', action = '', key = ''] = (buttons(message).get(label) ?? '').split(':');
      const component = COMMANDS.find(({ name }) => name === command)?.components[action];
      if (component === undefined) throw new Error(`there is no button ${label}`);
      return accepted(await component.invoke({ key, values: [], fields: {} }, contextOf(as)));
    },
    /** Opens the form of a command; `submit` sends it. */
    open: async (name: string, input: Record<string, RawValue>, as = kestrel): Promise<Form> => {
      const answer = await actionOf(name).invoke(input, contextOf(as));
      if ('form' in answer) return answer;
      throw new Error('a message came instead of a form');
    },
    /** Sends what leads to that `custom_id`: a form, or a button as another client can make it. */
    submit: async (
      customId: string,
      fields: Readonly<Record<string, string>> = {},
      as = kestrel,
      values: readonly string[] = [],
    ): Promise<Message> => {
      const id = parseCustomId(customId);
      const component = COMMANDS.find(({ name }) => name === id?.command)?.components[id?.action ?? ''];
      if (id === undefined || component === undefined) throw new Error(`nothing answers ${customId}`);
      return accepted(await component.invoke({ key: id.key, values, fields }, contextOf(as)));
    },
  };
}

/** `custom_id` by label. */
export function buttons(message: Message): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { components } of message.components ?? []) {
    for (const component of components) {
      if ('custom_id' in component && 'label' in component) {
        found.set(component.label ?? '', component.custom_id);
      }
    }
  }
  return found;
}

function accepted(answer: object): Message {
  if ('form' in answer) throw new Error('a form came instead of a message');
  const { success, error } = messageForm.safeParse(answer);
  if (!success) throw new Error(`Discord would refuse this message: ${error.message}`);
  return answer;
}
