import { setTimeout as sleep } from 'node:timers/promises';
import { ComponentType } from 'discord-api-types/v10';
import * as community from '../../src/demo/community.ts';
import { carryOut } from '../../src/demo/page/carry-out.ts';
import type {
  ServerMessage,
  ShownForm,
  ShownMessage,
  SimulatedComponent,
} from '../../src/demo/page/protocol.ts';
import type { OptionValues, RoleName } from '../../src/demo/page/requests.ts';
import type { Stage } from './stage.ts';

const PATIENCE_MS = 15_000;
const BETWEEN_LOOKS_MS = 20;
/** What Squawk does by itself begins within half a minute, whatever the stage's clock says. */
export const BY_ITSELF_MS = 50_000;

/** Somebody who uses the bot, to get a picture of its answer. */
export class Actor {
  readonly role: RoleName;
  readonly stage: Stage;
  #requests = 0;

  constructor(stage: Stage, role: RoleName) {
    this.stage = stage;
    this.role = role;
  }

  /** Uses a command, `leaderboard schedule add` for one, and gives the answer: the first that fits `until`. */
  async ask(path: string, options: OptionValues = {}, until = /./): Promise<ShownMessage> {
    // What was made at one moment would be listed in any order.
    if (this.#requests > 0) this.stage.advance(1);
    const known = new Set(this.#seen().map(({ id }) => id));
    const [name = '', ...rest] = path.split(' ');
    const channel = community.GENERAL_ID;
    await this.#do({
      type: 'command',
      channel,
      name,
      ...(rest.length === 0 ? {} : { subcommand: rest.join(' ') }),
      options,
    });
    return await this.#find(
      (message) =>
        !known.has(message.id) && message.channel === channel && until.test(JSON.stringify(message)),
    );
  }

  /** Somebody else on the same stage. */
  beside(role: RoleName): Actor {
    return new Actor(this.stage, role);
  }

  /** Presses the button of that label below a message, and gives the message as it is afterwards. */
  async press(message: ShownMessage, label: string, until: RegExp): Promise<ShownMessage> {
    await this.#do({ type: 'press', message: message.id, customId: customIdOf(message, label) });
    return await this.#find(({ id, ...rest }) => id === message.id && until.test(JSON.stringify(rest)));
  }

  /** Presses a button that answers beside the message, and gives the answer. */
  async pressForAnswer(message: ShownMessage, label: string, until = /./): Promise<ShownMessage> {
    const known = new Set(this.#seen().map(({ id }) => id));
    await this.#do({ type: 'press', message: message.id, customId: customIdOf(message, label) });
    return await this.#find((answer) => !known.has(answer.id) && until.test(JSON.stringify(answer)));
  }

  /** Presses a button that opens a form. */
  async open(message: ShownMessage, label: string): Promise<ShownForm> {
    const answer = await this.#do({
      type: 'press',
      message: message.id,
      customId: customIdOf(message, label),
    });
    if (answer?.type !== 'form') throw new RangeError(`${label} opened no form`);
    return answer.form;
  }

  /** Submits a form, and gives the answer. */
  async submit({ interaction }: ShownForm, fields: Readonly<Record<string, string>>): Promise<ShownMessage> {
    const known = new Set(this.#seen().map(({ id }) => id));
    await this.#do({ type: 'submit', interaction, fields });
    return await this.#find(({ id }) => !known.has(id));
  }

  /** Chooses from the only menu below a message, and gives the message as it is afterwards. */
  async choose(message: ShownMessage, values: readonly string[], until: RegExp): Promise<ShownMessage> {
    await this.#do({
      type: 'select',
      message: message.id,
      customId: menuOf(message).custom_id,
      values: [...values],
    });
    return await this.#find(({ id, ...rest }) => id === message.id && until.test(JSON.stringify(rest)));
  }

  /** A message, once it is as it should be. */
  later({ id: wanted }: ShownMessage, until: RegExp): Promise<ShownMessage> {
    return this.#find(({ id, ...rest }) => id === wanted && until.test(JSON.stringify(rest)));
  }

  /** The last message of the audit channel. */
  audit(until: RegExp, patienceMs = PATIENCE_MS): Promise<ShownMessage> {
    return this.#find(
      (message) => message.channel === community.AUDIT_ID && until.test(JSON.stringify(message)),
      patienceMs,
    );
  }

  /** The last message of the channel in which things post themselves. */
  posted(until: RegExp): Promise<ShownMessage> {
    return this.last(community.SCHEDULED_ID, until);
  }

  async last(channel: string, until: RegExp): Promise<ShownMessage> {
    return await this.#find((message) => message.channel === channel && until.test(JSON.stringify(message)));
  }

  #seen(): readonly ShownMessage[] {
    return this.stage.session.seenBy(this.role);
  }

  async #do(request: Unasked): Promise<ServerMessage | undefined> {
    const answer = await carryOut(this.stage.session, { ...request, id: ++this.#requests, role: this.role });
    if (answer?.type === 'refused') throw new RangeError(`refused: ${answer.text}`);
    return answer;
  }

  async #find(fits: (message: ShownMessage) => boolean, patienceMs = PATIENCE_MS): Promise<ShownMessage> {
    const end = performance.now() + patienceMs;
    for (;;) {
      const found = this.#seen().findLast((message) => message.kind === 'message' && fits(message));
      if (found !== undefined) return found;
      if (performance.now() > end) {
        throw new Error(`no such message came; there is:\n${JSON.stringify(this.#seen(), undefined, 1)}`);
      }
      await sleep(BETWEEN_LOOKS_MS);
    }
  }
}

function customIdOf({ components: rows }: ShownMessage, label: string): string {
  const button = rows
    .flatMap(({ components }) => components)
    .find((each) => 'label' in each && each.label === label);
  if (button?.custom_id === undefined) throw new RangeError(`there is no button ${label}`);
  return button.custom_id;
}

export function menuOf({ components: rows }: ShownMessage) {
  const menu = rows
    .flatMap(({ components }): readonly SimulatedComponent[] => components)
    .find((each) => each.type === ComponentType.StringSelect);
  if (menu === undefined) throw new RangeError('there is no menu');
  return menu;
}

type Request = Extract<
  Parameters<typeof carryOut>[1],
  { readonly type: 'command' | 'press' | 'select' | 'submit' }
>;
type Unasked = Request extends infer T ? (T extends unknown ? Omit<T, 'id' | 'role'> : never) : never;
