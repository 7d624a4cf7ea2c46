import type { WebSocket } from 'ws';
import { carryOut } from './carry-out.ts';
import type { ServerMessage, ShownMessage } from './protocol.ts';
import { clientRequest, type RoleName } from './requests.ts';
import type { Session } from './session.ts';

/** Of an answer to what the page asked without waiting for one; it shows the text all the same. */
const UNASKED = 0;

/** One open window of the page: tells it what changed for its person, and does what it asks. */
export class PageWindow {
  readonly #socket: WebSocket;
  readonly #session: Session;
  readonly #unwatch: () => void;
  /** What the window knows: messages by id, as sent. */
  readonly #sent = new Map<string, string>();
  #sentState = '';
  #role: RoleName | undefined;
  #planned = false;

  constructor(socket: WebSocket, session: Session) {
    this.#socket = socket;
    this.#session = session;
    this.#unwatch = session.changes.watch(() => this.#plan());
    socket.on('message', (data, isBinary) => {
      if (!isBinary) void this.#receive(String(data));
    });
    socket.on('close', () => this.#unwatch());
    socket.on('error', () => socket.terminate());
    this.#sendState();
  }

  async #receive(text: string): Promise<void> {
    const parsed = clientRequest.safeParse(parseJson(text));
    if (!parsed.success) {
      // Only a page of another version asks what this server does not know; it loads the right one when it sees this.
      this.#socket.close(1003, 'unknown request');
      return;
    }
    const request = parsed.data;
    if (request.type === 'watch') {
      this.#role = request.role;
      this.#sendMessages(true);
      return;
    }
    try {
      const answer = await carryOut(this.#session, request);
      // The window should see what came of its request before it hears that the request is over.
      this.#flush();
      if (answer !== undefined) this.#send(answer);
    } catch (error) {
      this.#send({ type: 'refused', id: 'id' in request ? request.id : UNASKED, text: String(error) });
    }
  }

  /** Many changes come at once, and one message tells of them all. */
  #plan(): void {
    if (this.#planned) return;
    this.#planned = true;
    setImmediate(() => this.#flush());
  }

  #flush(): void {
    this.#planned = false;
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    this.#sendState();
    this.#sendMessages(false);
  }

  #sendState(): void {
    const { state } = this.#session;
    const text = JSON.stringify(state);
    if (text === this.#sentState) return;
    this.#sentState = text;
    this.#send({ type: 'state', state });
  }

  #sendMessages(reset: boolean): void {
    if (this.#role === undefined) return;
    if (reset) this.#sent.clear();
    const seen = this.#session.seenBy(this.#role);
    const put: ShownMessage[] = [];
    for (const message of seen) {
      const text = JSON.stringify(message);
      if (this.#sent.get(message.id) === text) continue;
      this.#sent.set(message.id, text);
      put.push(message);
    }
    const present = new Set(seen.map(({ id }) => id));
    const gone = [...this.#sent.keys()].filter((id) => !present.has(id));
    for (const id of gone) this.#sent.delete(id);
    if (reset || put.length > 0 || gone.length > 0) {
      this.#send({ type: 'messages', role: this.#role, reset, put, gone });
    }
  }

  #send(message: ServerMessage): void {
    this.#socket.send(JSON.stringify(message));
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
