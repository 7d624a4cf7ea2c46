import { Changes } from '../discord/changes.ts';
import type { InteractionHandle } from '../discord/interactions/handle.ts';
import type { Person } from '../discord/model.ts';
import type { DiscordSimulator } from '../discord/simulator.ts';
import { NewestMap } from '../newest.ts';
import { shownCommands } from './commands.ts';
import type { FaultSwitches } from './fault-switches.ts';
import { Notes } from './notes.ts';
import type { PageState, ShownChannel, ShownMessage, ShownPerson } from './protocol.ts';
import type { RoleName } from './requests.ts';
import { showMessage } from './show-message.ts';

/** How fast the simulated world moves; 0 stands still. */
export interface WorldSpeed {
  readonly speed: number;
  setSpeed(factor: number): void;
}

export interface SessionOptions {
  readonly discord: DiscordSimulator;
  readonly faults: FaultSwitches;
  readonly channels: readonly ShownChannel[];
  readonly people: readonly (ShownPerson & { readonly roles: readonly string[] })[];
  /** Names of the guild's roles, by id. */
  readonly roles: Readonly<Record<string, string>>;
  readonly world?: WorldSpeed | undefined;
  readonly now: () => number;
}

/** Of what is older, a page shows nothing. */
const MOST_MESSAGES = 100;
/** What there is to know of messages: as much as the channels together keep of them. */
const REMEMBERED = 3_000;

/** What the page shows, whoever looks, from wherever: it outlives reloads, and all windows share it. */
export class Session {
  readonly discord: DiscordSimulator;
  readonly faults: FaultSwitches;
  readonly notes: Notes;
  /** After any change of the state, of messages or notes. */
  readonly changes = new Changes();
  readonly interactions = new NewestMap<string, InteractionHandle>(REMEMBERED);
  readonly #options: SessionOptions;
  readonly #people = new Map<RoleName, Person>();
  readonly #commandOf = new NewestMap<string, { readonly role: RoleName; readonly command: string }>(
    REMEMBERED,
  );
  readonly #failures = new NewestMap<string, string>(REMEMBERED);
  readonly #dismissed = new NewestMap<string, true>(REMEMBERED);
  readonly #unwatch: readonly (() => void)[];
  #bot: PageState['bot'] = 'starting';

  constructor(options: SessionOptions) {
    this.#options = options;
    this.discord = options.discord;
    this.faults = options.faults;
    this.notes = new Notes(options.now);
    for (const { id, role, name, roles } of options.people) {
      this.#people.set(role, this.discord.user({ id, displayName: name, username: role, roles }));
    }
    this.#unwatch = options.channels.map(({ id }) =>
      this.discord.channel(id).watch(() => this.changes.notify()),
    );
  }

  set bot(state: PageState['bot']) {
    this.#bot = state;
    this.changes.notify();
  }

  get state(): PageState {
    const { channels, people, roles, world } = this.#options;
    return {
      bot: this.#bot,
      channels,
      people: people.map(({ id, role, name }) => ({ id, role, name })),
      roles,
      commands: shownCommands(this.discord.commands, {
        channels: Object.fromEntries(channels.map(({ id, name }) => [id, name])),
        roles,
        people: Object.fromEntries(people.map(({ id, name }) => [id, name])),
      }),
      faults: this.faults.shown,
      ...(world === undefined ? {} : { speed: world.speed }),
    };
  }

  set speed(factor: number) {
    this.#options.world?.setSpeed(factor);
    this.changes.notify();
  }

  person(role: RoleName): Person {
    const person = this.#people.get(role);
    if (person === undefined) throw new RangeError(`nobody has the role ${role}`);
    return person;
  }

  author(role: RoleName): ShownMessage['author'] {
    return { name: this.person(role).displayName, avatar: `/avatars/${role}.svg`, bot: false };
  }

  usedBy(role: RoleName, command: string): NonNullable<ShownMessage['usedBy']> {
    const { name, avatar } = this.author(role);
    return { name, avatar, command };
  }

  hasChannel(id: string): boolean {
    return this.#options.channels.some((channel) => channel.id === id);
  }

  /** Lets the reply to an interaction be shown with the command that it answers. */
  remember(handle: InteractionHandle, role: RoleName, command: string | undefined): void {
    this.interactions.set(handle.id, handle);
    if (command !== undefined) this.#commandOf.set(handle.id, { role, command });
  }

  /** Shows beside a message what went wrong with the last thing that a person did to it; undefined clears. */
  setFailure(role: RoleName, messageId: string, failure: string | undefined): void {
    if (failure === undefined) this.#failures.delete(`${role} ${messageId}`);
    else this.#failures.set(`${role} ${messageId}`, failure);
    this.changes.notify();
  }

  /** Takes a message that only this person sees out of their sight. */
  dismiss(role: RoleName, messageId: string): void {
    if (this.notes.get(messageId)?.onlyFor === this.person(role).id) this.notes.delete(messageId);
    this.#dismissed.set(`${role} ${messageId}`, true);
    this.changes.notify();
  }

  /** Everything that a person sees, the oldest first. */
  seenBy(role: RoleName): readonly ShownMessage[] {
    const reader = this.person(role);
    const { id } = reader;
    return this.#options.channels.flatMap(({ id: channelId }) => {
      const messages = this.discord
        .channel(channelId)
        .seenBy(id)
        .filter((seen) => !(seen.ephemeral && this.#dismissed.has(`${role} ${seen.message.id}`)))
        .map((seen) => {
          const used = this.#commandOf.get(interactionOf(seen.message.interaction_metadata) ?? '');
          const failure = this.#failures.get(`${role} ${seen.message.id}`);
          return showMessage(seen, reader, {
            ...(used === undefined ? {} : { usedBy: this.usedBy(used.role, used.command) }),
            ...(failure === undefined ? {} : { failure }),
          });
        });
      return [...messages, ...this.notes.seenBy(id, channelId)].sort(byAge).slice(-MOST_MESSAGES);
    });
  }

  close(): void {
    for (const unwatch of this.#unwatch) unwatch();
  }
}

/** Ids tell the order, for they hold the time; they are too long for numbers. */
function byAge(a: ShownMessage, b: ShownMessage): number {
  return a.id.length - b.id.length || (a.id < b.id ? -1 : Number(a.id > b.id));
}

function interactionOf(metadata: object | undefined): string | undefined {
  return metadata !== undefined && 'id' in metadata && typeof metadata.id === 'string'
    ? metadata.id
    : undefined;
}
