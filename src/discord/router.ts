import { randomBytes } from 'node:crypto';
import { levelOf, reaches } from '../../config/access.ts';
import type { Call } from '../http/call.ts';
import type { Message } from '../message/message.ts';
import { Acknowledgement } from './acknowledgement.ts';
import type { AccessLevel } from './command.ts';
import { Completer } from './completer.ts';
import { CompletionRefusals } from './completion-refusals.ts';
import type { Asker, Context, Services, SharedContext } from './context.ts';
import { describeFailure } from './failure.ts';
import { InFlight, type Task } from './in-flight.ts';
import { type Incoming, type RawInteraction, readIncoming } from './incoming.ts';
import { InteractionAges } from './interaction-age.ts';
import type { InteractionApi } from './interaction-api.ts';
import { Interim } from './interim.ts';
import { staleNote, withNotes } from './notes.ts';
import {
  cutShort,
  elsewhere,
  outdatedCommand,
  outdatedComponent,
  refusal,
  restarting,
  tookTooLong,
} from './refusals.ts';
import { type CommandMap, commandLabel, findAutocomplete, findTarget, type Target } from './target.ts';

/**
 * A handler has that long for a direct answer. Discord waits 3,000 ms; a callback takes 100 to 300 ms, and a second
 * one after a broken connection as much again, which leaves room for a stalled event loop. Longer would leave
 * the person without a sign, shorter would announce answers of a healthy API and send each in two requests.
 */
const DIRECT_MS = 500;
/** The same for an interaction that was old when it came: announced no later than at this age. */
const ANNOUNCE_BY_MS = 1500;
/** A form cannot follow an announcement, so it has all the time there is. */
const FORM_BY_MS = 2200;
const COMPLETE_BY_MS = 2500;
/** An interaction's token is valid for 15 minutes; the last half minute is for telling that it took too long. */
const LIFETIME_MS = 14.5 * 60_000;

export interface RouterOptions {
  readonly shared: SharedContext;
  readonly services: Partial<Services>;
  /** Makes the calls with which one interaction is answered. */
  readonly api: (interaction: RawInteraction) => InteractionApi;
  /** Makes an id by which an operator finds an error in the log; random by default. */
  readonly newReference?: () => string;
}

/**
 * Leads every interaction to its handler and the handler's answer back to Discord. The one place where guild,
 * access and time are checked, and where errors become text.
 */
export class Router {
  readonly #options: RouterOptions;
  readonly #commands: CommandMap;
  /** What the contexts of all interactions share. */
  readonly #base: SharedContext & Partial<Services>;
  readonly #ages: InteractionAges;
  readonly #completer: Completer;
  readonly #completionRefusals: CompletionRefusals;
  readonly #inFlight = new InFlight();
  #draining = false;

  constructor(options: RouterOptions) {
    this.#options = options;
    this.#base = { ...options.shared, ...options.services };
    this.#commands = new Map(options.shared.commands.map((command) => [command.name, command]));
    this.#ages = new InteractionAges(options.shared.now);
    this.#completer = new Completer(options.shared.log);
    this.#completionRefusals = new CompletionRefusals(options.shared.log, options.shared.now);
  }

  /** Handles one interaction to its end; never rejects. */
  async handle(interaction: RawInteraction): Promise<void> {
    try {
      const incoming = readIncoming(interaction);
      if (incoming.kind === 'completion') await this.#complete(interaction, incoming);
      else await this.#run(interaction, incoming);
    } catch (error) {
      this.#options.shared.log.error({ err: error }, 'An interaction could not be handled');
    }
  }

  /**
   * Lets what is being handled finish, `graceMs` at most, and answers anything new with "try again". What is left
   * then is aborted; the people are told.
   */
  async drain(graceMs: number): Promise<void> {
    this.#draining = true;
    const left = await this.#inFlight.drain(graceMs, cutShort);
    if (left.aborted > 0) this.#options.shared.log.warn(left, 'Commands were cut short by the shutdown');
  }

  async #run(interaction: RawInteraction, incoming: Exclude<Incoming, { kind: 'completion' }>) {
    const { log, now } = this.#options.shared;
    const ageMs = this.#ages.of(interaction.id);
    const receivedAt = now();
    const target = findTarget(incoming, this.#commands);
    const task = this.#inFlight.begin(LIFETIME_MS - ageMs, tookTooLong);
    const about = log.child({ interaction: interaction.id, command: target?.name ?? 'unknown' });
    const acknowledgement = new Acknowledgement({
      api: this.#options.api(interaction),
      kind: target?.kind ?? 'reply',
      visibility: target?.visibility ?? 'ephemeral',
      deferAfterMs: timeForDirectAnswer(target, ageMs),
      ...(target?.shown === undefined ? {} : { shown: target.shown }),
      log: about,
      ageMs: () => ageMs + now() - receivedAt,
      onLost: () => task.abort(tookTooLong()),
    });
    try {
      const asker = this.#admit(interaction);
      if (target === undefined) throw incoming.kind === 'component' ? outdatedComponent() : outdatedCommand();
      if (!reaches(asker.level, target.access)) throw refusal(target.access, asker);
      const answer = await this.#invoke(target, asker, task, acknowledgement, receivedAt - ageMs);
      if ('form' in answer) await acknowledgement.open(answer);
      else await acknowledgement.reply(answer);
      about.debug({ ms: now() - receivedAt }, 'Answered');
    } catch (error) {
      const newReference = this.#options.newReference ?? randomReference;
      const failure = describeFailure(error, { now: now(), newReference });
      const { level, fields, text } = failure.log;
      about[level]({ ...fields, userId: interaction.member?.user.id, ms: now() - receivedAt }, text);
      await acknowledgement.fail(failure.message);
    } finally {
      task.end();
    }
  }

  async #invoke(
    target: Target,
    asker: Asker,
    task: Task,
    acknowledgement: Acknowledgement,
    createdAt: number,
  ) {
    const { now } = this.#options.shared;
    const interim = new Interim({
      show: (message) => acknowledgement.progress(message),
      now,
      base: target.kind === 'update' && target.shown ? { ...target.shown, components: [] } : undefined,
    });
    const stale = new Map<Parameters<NonNullable<Call['onStale']>>[0], number>();
    const context = this.#context(asker, (message) => interim.progress(message), {
      class: callClass(target.access),
      get signal() {
        return task.signal;
      },
      deadline: createdAt + LIFETIME_MS,
      onWait: (api, ms) => interim.wait(api, ms),
      onStale: (api, asOf) => stale.set(api, Math.min(asOf, stale.get(api) ?? asOf)),
    });
    // A write in flight may rightly ignore the signal; the person is told all the same. What a handler makes of
    // the signal comes a moment later, so it is the signal's reason that counts.
    const answer = await Promise.race([target.invoke(context), task.aborted]);
    if ('form' in answer) return answer;
    return withNotes(
      answer,
      [...stale].map(([api, asOf]) => staleNote(api, asOf)),
    );
  }

  async #complete(interaction: RawInteraction, incoming: Extract<Incoming, { kind: 'completion' }>) {
    const { now } = this.#options.shared;
    const api = this.#options.api(interaction);
    const found = findAutocomplete(incoming, this.#commands);
    const asker = this.#mayEnter(interaction) ? this.#askerOf(interaction) : undefined;
    const { line, focused, text } = incoming;
    if (found === undefined || asker === undefined || !reaches(asker.level, found.access)) {
      if (found !== undefined && asker !== undefined) {
        this.#completionRefusals.note(commandLabel(line), found.access, asker);
      }
      await this.#completer.answer(api, []);
      return;
    }
    const timeoutMs = Math.max(0, COMPLETE_BY_MS - this.#ages.of(interaction.id));
    const deadline = now() + timeoutMs;
    await this.#completer.complete({
      api,
      field: [asker.userId, line.name, line.subcommand ?? '', focused].join(' '),
      suggest: found.suggest,
      query: { text, others: line.values },
      timeoutMs,
      context: (signal) =>
        this.#context(asker, async () => undefined, { class: 'background', signal, deadline }),
    });
  }

  #context(asker: Asker, progress: (message: Message) => Promise<void>, call: Call): Context {
    return { ...this.#base, asker, progress, call };
  }

  /** @throws UserError when the interaction may not enter at all. */
  #admit(interaction: RawInteraction): Asker {
    const asker = this.#askerOf(interaction);
    if (asker === undefined) throw elsewhere();
    if (this.#draining) throw restarting();
    return asker;
  }

  #mayEnter(interaction: RawInteraction): boolean {
    return !this.#draining && this.#askerOf(interaction) !== undefined;
  }

  /** Who asks, by what Discord sent with this very interaction; undefined outside the community's guild. */
  #askerOf({ id, guild_id: guildId, member, channel }: RawInteraction): Asker | undefined {
    const { config } = this.#options.shared;
    if (guildId !== config.discord.guildId || member === undefined) return undefined;
    const { user, nick } = member;
    return {
      userId: user.id,
      displayName: nick ?? user.global_name ?? user.username,
      level: levelOf(member, config.access),
      channelId: channel?.id ?? '',
      interactionId: id,
    };
  }
}

function callClass(access: AccessLevel): Call['class'] {
  return access === 'everyone' ? 'person' : 'moderator';
}

function timeForDirectAnswer(target: Target | undefined, ageMs: number): number {
  if (target?.kind === 'form') return Math.max(0, FORM_BY_MS - ageMs);
  return Math.max(0, Math.min(DIRECT_MS, ANNOUNCE_BY_MS - ageMs));
}

/** Six letters and digits: short enough to read out, rare enough to find in a log. */
function randomReference(): string {
  return randomBytes(5).toString('base64url').replaceAll(/[-_]/gu, 'x').slice(0, 6).toUpperCase();
}
