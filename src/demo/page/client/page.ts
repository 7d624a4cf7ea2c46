import type { PageState, RoleName, ServerMessage, ShownForm, ShownMessage } from '../protocol.ts';
import { recall, remember } from './memory.ts';
import { PageSocket } from './socket.ts';

export type Theme = 'dark' | 'light';

/** A menu that is open. */
export interface OpenMenu {
  readonly message: string;
  readonly customId: string;
  readonly active: number;
  readonly chosen: ReadonlySet<string>;
}

/** All that the page knows; whoever changes it calls `update`, and the views are drawn anew. */
export class Page {
  readonly socket: PageSocket;
  state: PageState | undefined;
  connected = false;
  /** The messages that this person may see have been asked for and are not here yet. */
  loading = true;
  role: RoleName;
  channel: string | undefined;
  /** By channel, in the order of the server. */
  messages = new Map<string, ShownMessage>();
  theme: Theme;
  /** On narrow screens the side bar lies over the channel. */
  sideBarOpen = false;
  form:
    | (ShownForm & { readonly values: Map<string, string>; problem?: string; sending: boolean })
    | undefined;
  menu: OpenMenu | undefined;
  /** Components that wait for the bot, as `message custom_id`. */
  readonly busy = new Set<string>();
  /** What could not be done, and why, until something else is done. */
  problem: string | undefined;
  /** Channels with messages that this person has not looked at. */
  readonly unread = new Set<string>();
  readonly #draw: () => void;
  #planned = false;

  constructor(draw: () => void) {
    this.#draw = draw;
    this.role = recall('role', ['member', 'moderator', 'admin']) ?? 'moderator';
    const dark = matchMedia('(prefers-color-scheme: dark)');
    this.theme = recall('theme', ['dark', 'light']) ?? (dark.matches ? 'dark' : 'light');
    dark.addEventListener('change', () => {
      if (recall('theme', ['dark', 'light']) === undefined)
        this.setTheme(dark.matches ? 'dark' : 'light', false);
    });
    this.channel = recall('channel') ?? undefined;
    this.socket = new PageSocket({
      onOpen: () => {
        this.connected = true;
        this.problem = undefined;
        this.loading = true;
        this.socket.send({ type: 'watch', role: this.role });
        this.update();
      },
      onClose: () => {
        this.connected = false;
        this.busy.clear();
        this.update();
      },
      onProblem: (text) => {
        this.problem = text;
        this.update();
      },
      onMessage: (message) => this.#take(message),
    });
  }

  /** Draws once, however many changes came. */
  update(): void {
    if (this.#planned) return;
    this.#planned = true;
    queueMicrotask(() => {
      this.#planned = false;
      this.#draw();
    });
  }

  setRole(role: RoleName): void {
    this.role = role;
    remember('role', role);
    this.form = undefined;
    this.menu = undefined;
    this.problem = undefined;
    this.loading = true;
    this.socket.send({ type: 'watch', role });
    this.update();
  }

  setChannel(id: string): void {
    this.channel = id;
    this.sideBarOpen = false;
    this.menu = undefined;
    this.unread.delete(id);
    remember('channel', id);
    this.update();
  }

  setTheme(theme: Theme, chosen = true): void {
    this.theme = theme;
    if (chosen) remember('theme', theme);
    this.update();
  }

  /** Presses a button or chooses from a menu, and shows the form if that is the answer. */
  async useComponent(message: string, customId: string, values?: readonly string[]): Promise<void> {
    const key = `${message} ${customId}`;
    if (this.busy.has(key)) return;
    this.busy.add(key);
    this.problem = undefined;
    this.update();
    const target = { role: this.role, message, customId };
    const answer = await this.socket.ask(
      values === undefined
        ? { type: 'press', ...target }
        : { type: 'select', ...target, values: [...values] },
    );
    this.busy.delete(key);
    this.takeAnswer(answer);
  }

  /** Shows what an answer brings for this window alone: a form, or why it was refused. */
  takeAnswer(answer: { readonly type: string; readonly text?: string; readonly form?: ShownForm }): void {
    if (answer.form !== undefined) this.form = { ...answer.form, values: new Map(), sending: false };
    if (answer.type === 'refused') this.problem = answer.text;
    this.update();
  }

  #take(message: Extract<ServerMessage, { type: 'state' | 'messages' }>): void {
    if (message.type === 'state') {
      this.state = message.state;
      const known = message.state.channels.some(({ id }) => id === this.channel);
      if (!known) this.channel = message.state.channels[0]?.id;
    } else if (message.role === this.role) {
      if (message.reset) {
        this.messages = new Map();
        this.loading = false;
      }
      for (const id of message.gone) this.messages.delete(id);
      for (const put of message.put) {
        const isNews = !message.reset && !this.messages.has(put.id) && put.channel !== this.channel;
        if (isNews) this.unread.add(put.channel);
        this.messages.set(put.id, put);
      }
    }
    this.update();
  }
}
