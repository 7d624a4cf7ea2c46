import {
  InteractionResponseType as Answer,
  ComponentType,
  GatewayDispatchEvents as Event,
  InteractionType as Type,
} from 'discord-api-types/v10';
import type { Gateway } from '../gateway/gateway.ts';
import type { Channel, MessageRecord, Person } from '../model.ts';
import type { RegisteredCommand } from '../rest/registered-command.ts';
import type { SimulatedChoice } from '../validation/choices.ts';
import type { SimulatedComponent } from '../validation/components.ts';
import type { World } from '../world.ts';
import { DriverError } from './driver-error.ts';
import { formFields } from './form-fields.ts';
import { InteractionHandle } from './handle.ts';
import { Interaction } from './interaction.ts';
import { type OptionValues, type SentOption, typedOptions } from './options.ts';
import { interactionPayload } from './payload.ts';
import { placesAround, resolvedOptions } from './resolve-options.ts';

/** Who does something, and where; the first channel of the community's guild unless something else is said. */
export interface Actor {
  readonly user: Person;
  readonly channelId?: string | undefined;
  /** The first channel of this guild. */
  readonly guildId?: string | undefined;
  /** In a direct message to the bot. */
  readonly direct?: boolean | undefined;
}

export interface CommandInput extends Actor {
  readonly name: string;
  /** `list`, or `group list`. */
  readonly subcommand?: string | undefined;
  readonly options?: OptionValues | undefined;
}

export interface CompletionInput extends CommandInput {
  /** The option that is being typed; its text stands among the options. */
  readonly focused: string;
}

export interface ComponentTarget {
  readonly user: Person;
  /** The message that the component stands on. */
  readonly message: { readonly id: string };
  /** Its `custom_id`, or an expression for it. */
  readonly customId?: string | RegExp | undefined;
  /** Its label, where the `custom_id` is not known. */
  readonly label?: string | RegExp | undefined;
}

/** Does what people do: type commands, complete options, press buttons, choose, fill in forms. */
export class Driver {
  readonly #world: World;
  readonly #gateway: Gateway;
  readonly #homeGuildId: string;

  constructor(world: World, gateway: Gateway, homeGuildId: string) {
    this.#world = world;
    this.#gateway = gateway;
    this.#homeGuildId = homeGuildId;
  }

  /** Runs a slash command. @throws DriverError where Discord's client would not let it be sent. */
  command(input: CommandInput): InteractionHandle {
    const interaction = this.#type(input, Type.ApplicationCommand, undefined);
    return new InteractionHandle(interaction);
  }

  /** What is offered for the option that is being typed. @throws DriverError when nothing came in time. */
  async autocomplete(input: CompletionInput, timeoutMs?: number): Promise<readonly SimulatedChoice[]> {
    const interaction = this.#type(input, Type.ApplicationCommandAutocomplete, input.focused);
    await new InteractionHandle(interaction).acknowledged(timeoutMs);
    return interaction.choices ?? [];
  }

  press(target: ComponentTarget): InteractionHandle {
    const { record, component } = this.#find(target);
    if (component.type !== ComponentType.Button) throw new DriverError(`${component.custom_id} is no button`);
    return this.#component(target.user, record, component, {});
  }

  select(target: ComponentTarget, values: readonly string[]): InteractionHandle {
    const { record, component } = this.#find(target);
    if (component.type !== ComponentType.StringSelect) {
      throw new DriverError(`${component.custom_id} is no menu of texts`);
    }
    const { min_values: min = 1, max_values: max = 1, options } = component;
    if (values.length < min || values.length > max) {
      throw new DriverError(`${component.custom_id} wants ${min} to ${max} values`);
    }
    for (const value of values) {
      if (!options.some((option) => option.value === value)) {
        throw new DriverError(`${component.custom_id} does not offer ${value}`);
      }
    }
    return this.#component(target.user, record, component, { values });
  }

  /** Fills in the form that an interaction opened, by the `custom_id` of its fields. */
  submit(opened: InteractionHandle, fields: Readonly<Record<string, string>>): InteractionHandle {
    const origin = this.#world.interactions.get(opened.id);
    if (origin?.form === undefined || origin.acknowledgement !== Answer.Modal) {
      throw new DriverError('this interaction opened no form');
    }
    const { form, user, channel, source } = origin;
    const components = formFields(form, fields);
    const label = `the form ${form.custom_id}`;
    const interaction = this.#send(
      { type: Type.ModalSubmit, user, channel, label, source },
      { custom_id: form.custom_id, components },
    );
    return new InteractionHandle(interaction);
  }

  /**
   * Delivers an interaction to the bot once more, with the same id and token, as Discord rarely does. The bot cannot
   * answer it a second time: that is refused with 40060.
   */
  redeliver({ id }: InteractionHandle): void {
    const payload = this.#world.interactions.get(id)?.payload;
    if (payload === undefined) throw new DriverError('this interaction was never delivered');
    this.#gateway.dispatch(Event.InteractionCreate, payload);
  }

  #type(input: CommandInput, type: Type, focused: string | undefined): Interaction {
    const channel = this.#place(input);
    const command = this.#registered(input.name, channel);
    const { subcommand, options = {} } = input;
    const sent: readonly SentOption[] = typedOptions(
      command,
      { subcommand, values: options, ...(focused === undefined ? {} : { focused }) },
      placesAround(this.#world, channel),
    );
    const data = {
      id: command.id,
      name: command.form.name,
      type: command.form.type ?? 1,
      ...(command.guildId === undefined ? {} : { guild_id: command.guildId }),
      ...(sent.length === 0 ? {} : { options: sent }),
      ...(focused === undefined
        ? resolvedOptions(this.#world, channel, this.#present(input.user), sent)
        : {}),
    };
    const label = `/${input.name}${subcommand === undefined ? '' : ` ${subcommand}`}`;
    return this.#send({ type, user: input.user, channel, label }, data);
  }

  #component(
    user: Person,
    source: MessageRecord,
    component: SimulatedComponent,
    extra: object,
  ): InteractionHandle {
    const interaction = this.#send(
      {
        type: Type.MessageComponent,
        user,
        channel: source.channel,
        label: `the component ${component.custom_id}`,
        source,
      },
      { custom_id: component.custom_id, component_type: component.type, ...extra },
    );
    return new InteractionHandle(interaction);
  }

  #send(
    options: {
      readonly type: Type;
      readonly user: Person;
      readonly channel: Channel;
      readonly label: string;
      readonly source?: MessageRecord | undefined;
    },
    data: object,
  ): Interaction {
    if (!this.#gateway.hasSession) throw new DriverError('the bot is not connected to the gateway');
    const interaction = new Interaction({
      world: this.#world,
      ...options,
      user: this.#present(options.user),
    });
    this.#world.addInteraction(interaction);
    interaction.payload = interactionPayload(this.#world, interaction, data, options.source);
    this.#gateway.dispatch(Event.InteractionCreate, interaction.payload);
    return interaction;
  }

  /** As they are now: whoever holds an older picture of them has lost or got roles since. */
  #present(user: Person): Person {
    return this.#world.people.get(user.id) ?? user;
  }

  #place({ channelId, guildId = this.#homeGuildId, direct = false, user }: Actor): Channel {
    if (direct) return this.#world.directWith(user.id);
    const channel = [...this.#world.channels.values()].find(({ id, guildId: of }) =>
      channelId === undefined ? of === guildId : id === channelId,
    );
    if (channel === undefined) {
      throw new DriverError(`there is no channel ${channelId ?? `in the guild ${guildId}`}`);
    }
    return channel;
  }

  /** Elsewhere than at home the commands may still stand from an earlier registration: that is what is simulated. */
  #registered(name: string, channel: Channel): RegisteredCommand {
    const { commands } = this.#world;
    const here = [...(commands.get(channel.guildId) ?? []), ...(commands.get(undefined) ?? [])];
    const all =
      channel.guildId === this.#homeGuildId ? here : [...here, ...(commands.get(this.#homeGuildId) ?? [])];
    const command = all.find(({ form }) => form.name === name);
    if (command === undefined) throw new DriverError(`/${name} is not registered`);
    return command;
  }

  #find({ user, message, customId, label }: ComponentTarget): {
    record: MessageRecord;
    component: SimulatedComponent;
  } {
    const record = this.#world.messages.get(message.id);
    if (record === undefined || record.deleted) throw new DriverError('the message is gone');
    if (record.ephemeralFor !== undefined && record.ephemeralFor !== user.id) {
      throw new DriverError('only its asker sees this message');
    }
    const all = record.message.components.flatMap(({ components }): SimulatedComponent[] => components);
    const component = all.find(
      (each) =>
        each.custom_id !== undefined &&
        (customId === undefined || matches(each.custom_id, customId)) &&
        (label === undefined || ('label' in each && matches(each.label ?? '', label))),
    );
    if (component === undefined) {
      const present = all.map((each) => each.custom_id ?? 'a link').join(', ');
      throw new DriverError(`the message has no component ${customId ?? label}, but ${present || 'none'}`);
    }
    if (component.disabled === true) throw new DriverError(`${component.custom_id} is disabled`);
    return { record, component };
  }
}

function matches(text: string, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? text === wanted : wanted.test(text);
}
