import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Gateway } from './gateway/gateway.ts';
import { Driver } from './interactions/driver.ts';
import type { Guild, Person, Role, SimulatedMessage } from './model.ts';
import { changeRoles, makePerson, type PersonOptions } from './people.ts';
import type { Fault } from './rest/faults.ts';
import type { RegisteredCommand } from './rest/registered-command.ts';
import { type RecordedRequest, RestServer } from './rest/server.ts';
import { SimulatedChannel } from './simulated-channel.ts';
import { type ChannelOptions, World } from './world.ts';

export interface SimulatorOptions {
  /** The bot's token; every other one is refused. */
  readonly token: string;
  readonly applicationId: string;
  /** The community's guild, which the bot has joined. */
  readonly guildId: string;
  /** Roles of that guild; `permissions` is a bitfield, default none. Mentionable only where it says so. */
  readonly roles?: readonly (Pick<Role, 'id' | 'name'> &
    Partial<Pick<Role, 'permissions' | 'mentionable'>>)[];
  /** Channels of that guild. Default one, `general`. */
  readonly channels?: readonly (ChannelOptions & { readonly id: string })[];
  /** Default: any free port of 127.0.0.1. */
  readonly port?: number;
  /** The current time, epoch milliseconds; default the system's. */
  readonly now?: () => number;
  /** Default 41,250, as Discord's. */
  readonly heartbeatIntervalMs?: number;
  /** Enforce rate limits as Discord does; default false, for tests ask faster than people. */
  readonly rateLimits?: boolean;
}

/** Starts a Discord on 127.0.0.1: REST API, gateway, and the people who use the bot. */
export async function startDiscordSimulator(options: SimulatorOptions): Promise<DiscordSimulator> {
  const world = new World({
    token: options.token,
    applicationId: options.applicationId,
    now: options.now ?? Date.now,
  });
  const roles = (options.roles ?? []).map((role) => ({ permissions: 0n, mentionable: false, ...role }));
  world.addGuild({ id: options.guildId, name: 'Home', roles });
  for (const channel of options.channels ?? [{ id: world.snowflake(), name: 'general' }]) {
    world.addChannel({ ...channel, guildId: options.guildId });
  }
  const gateway = new Gateway(world, options.heartbeatIntervalMs ?? 41_250);
  const rest = new RestServer({
    world,
    gateway: () => gateway.info(),
    rateLimits: options.rateLimits ?? false,
  });
  const server = createServer((request, response) => {
    rest.handle(request, response).catch((error: unknown) => {
      // A fault of the simulator itself: the status tells the bot, the text whoever reads its log.
      response.writeHead(500, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ code: 0, message: `simulator: ${String(error)}` }));
    });
  });
  gateway.attach(server);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  world.origin = `http://127.0.0.1:${portOf(server.address())}`;
  const close = async (): Promise<void> => {
    for (const interaction of world.interactions.values()) interaction.dispose();
    gateway.close();
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
  };
  return new DiscordSimulator({ world, gateway, rest, close, homeGuildId: options.guildId });
}

interface Parts {
  readonly world: World;
  readonly gateway: Gateway;
  readonly rest: RestServer;
  readonly close: () => Promise<void>;
  readonly homeGuildId: string;
}

/** A running simulation of Discord, from the side of its people. */
export class DiscordSimulator extends Driver {
  /** The gateway's state, and its faults. */
  readonly gateway: Gateway;
  readonly #parts: Parts;

  constructor(parts: Parts) {
    super(parts.world, parts.gateway, parts.homeGuildId);
    this.gateway = parts.gateway;
    this.#parts = parts;
  }

  /** What `DISCORD_API_URL` takes: `http://127.0.0.1:PORT/api`. */
  get url(): string {
    return `${this.#parts.world.origin}/api`;
  }

  /** The requests received, in order, without tokens; of very many the newest. */
  get requests(): readonly RecordedRequest[] {
    return this.#parts.rest.requests;
  }

  get guildId(): string {
    return this.#parts.homeGuildId;
  }

  /** Makes a person, or replaces the one with this id: their next interaction shows the new roles. */
  user(options: PersonOptions = {}): Person {
    return makePerson(this.#parts.world, this.guildId, options);
  }

  /**
   * Gives a person these roles in place of those they had. The bot hears nothing of it: their next interaction shows
   * the new ones, whichever picture of the person it is made with.
   * @throws RangeError when there is no such person.
   */
  setRoles(personId: string, roles: readonly string[]): Person {
    return changeRoles(this.#parts.world, this.guildId, personId, () => roles);
  }

  /** Takes one role from a person, as `setRoles`. */
  takeRole(personId: string, roleId: string): Person {
    const without = (roles: readonly string[]) => roles.filter((id) => id !== roleId);
    return changeRoles(this.#parts.world, this.guildId, personId, without);
  }

  /** Makes another guild with one channel; the gateway announces it if the bot is a member. */
  addGuild(
    options: { readonly id?: string; readonly name?: string; readonly botIsMember?: boolean } = {},
  ): Guild {
    const { world, gateway } = this.#parts;
    const guild = world.addGuild({
      ...options,
      id: options.id ?? world.snowflake(),
      name: options.name ?? 'Elsewhere',
    });
    world.addChannel({ guildId: guild.id, name: 'general' });
    if (guild.botIsMember) gateway.joinGuild(guild);
    return guild;
  }

  /** A channel of any guild. @throws RangeError when there is none. */
  channel(id: string): SimulatedChannel {
    const channel = this.#parts.world.channels.get(id);
    if (channel === undefined) throw new RangeError(`no channel ${id}`);
    return new SimulatedChannel(this.#parts.world, channel);
  }

  /** The direct messages of the bot with a person. */
  direct(personId: string): SimulatedChannel {
    const { world } = this.#parts;
    return new SimulatedChannel(world, world.directWith(personId));
  }

  /** Lets a person take direct messages from the bot no more, or again. */
  closeDirect(personId: string, closed = true): void {
    const { closedDirect } = this.#parts.world;
    if (closed) closedDirect.add(personId);
    else closedDirect.delete(personId);
  }

  /** A person leaves the community, and is in no guild with the bot any more. */
  leave(personId: string): void {
    this.#parts.world.gone.add(personId);
  }

  /** The channels of the community's guild. */
  get channels(): readonly SimulatedChannel[] {
    const { world, homeGuildId } = this.#parts;
    return [...world.channels.values()]
      .filter(({ guildId }) => guildId === homeGuildId)
      .map((channel) => new SimulatedChannel(world, channel));
  }

  /** The commands registered in the community's guild. */
  get commands(): readonly RegisteredCommand[] {
    return this.#parts.world.commands.get(this.guildId) ?? [];
  }

  /** Content of a file that the bot sent. */
  file(message: SimulatedMessage, filename: string): Buffer | undefined {
    const id = message.attachments.find((attachment) => attachment.filename === filename)?.id;
    return id === undefined ? undefined : this.#parts.world.messages.get(message.id)?.files.get(id);
  }

  /** A file of any message, by the message's id and the file's name. */
  sentFile(
    messageId: string,
    filename: string,
  ): { readonly contentType: string; readonly data: Buffer } | undefined {
    const record = this.#parts.world.messages.get(messageId);
    const file = record?.message.attachments.find((attachment) => attachment.filename === filename);
    const data = file === undefined ? undefined : record?.files.get(file.id);
    return file === undefined || data === undefined ? undefined : { contentType: file.content_type, data };
  }

  /** Lets Discord lose the files that people gave to commands, as it does after some hours. */
  forgetUploads(): void {
    this.#parts.world.uploads.clear();
  }

  /** Makes a route fail; returns a function that ends the fault. */
  fault(fault: Fault): () => void {
    return this.#parts.rest.faults.add(fault);
  }

  clearFaults(): void {
    this.#parts.rest.faults.clear();
  }

  /** Resolves when the bot is on the gateway and has commands in the guild. @throws WaitTimeoutError */
  async ready(timeoutMs = 15_000): Promise<void> {
    const { gateway, world } = this.#parts;
    await gateway.changes.until(
      () => gateway.connected || undefined,
      () => 'the bot at the gateway',
      timeoutMs,
    );
    await world.commandChanges.until(
      () => this.commands.length > 0 || undefined,
      () => 'commands in the guild',
      timeoutMs,
    );
  }

  /** The first request, from now or before, that `predicate` takes, once it has its answer. @throws WaitTimeoutError */
  async request(
    predicate: (request: RecordedRequest) => boolean,
    timeoutMs = 10_000,
  ): Promise<RecordedRequest> {
    return await this.#parts.rest.changes.until(
      () => this.requests.find((request) => request.status !== undefined && predicate(request)),
      () => 'a request',
      timeoutMs,
    );
  }

  async close(): Promise<void> {
    await this.#parts.close();
  }
}

function portOf(address: string | AddressInfo | null): number {
  if (address === null || typeof address === 'string') throw new TypeError('the server has no port');
  return address.port;
}
