import type { ClientRequest, ServerMessage } from '../protocol.ts';

type Answer = Exclude<ServerMessage, { type: 'state' | 'messages' }>;
type Question = Extract<ClientRequest, { id: number }>;
/** Without the id, which the socket gives. */
type Unnumbered<T> = T extends { id: number } ? Omit<T, 'id'> : never;

/** https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1 */
const UNSUPPORTED_DATA = 1003;
const FIRST_RETRY_MS = 300;
const LAST_RETRY_MS = 4_000;

/** What a person is told who does something while there is no connection. */
export const UNREACHABLE = 'The demo cannot be reached. Is it still running?';

export interface SocketEvents {
  readonly onOpen: () => void;
  readonly onClose: () => void;
  /** Something failed that nobody waits for. */
  readonly onProblem: (text: string) => void;
  readonly onMessage: (message: Extract<ServerMessage, { type: 'state' | 'messages' }>) => void;
}

/** The way to the page's server; comes back by itself when it breaks. */
export class PageSocket {
  readonly #events: SocketEvents;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #socket: WebSocket | undefined;
  #nextId = 1;
  #retryMs = FIRST_RETRY_MS;

  constructor(events: SocketEvents) {
    this.#events = events;
    this.#connect();
  }

  send(request: Exclude<ClientRequest, { id: number }>): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(request));
  }

  /** Sends a request and waits for its answer; a connection that breaks answers for the server. */
  ask(question: Unnumbered<Question>): Promise<Answer> {
    const id = this.#nextId++;
    const socket = this.#socket;
    if (socket?.readyState !== WebSocket.OPEN) {
      return Promise.resolve({ type: 'refused', id, text: UNREACHABLE });
    }
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      socket.send(JSON.stringify({ ...question, id }));
    });
  }

  #connect(): void {
    const socket = new WebSocket(`ws://${location.host}/socket`);
    this.#socket = socket;
    socket.addEventListener('open', () => {
      this.#retryMs = FIRST_RETRY_MS;
      this.#events.onOpen();
    });
    socket.addEventListener('message', ({ data }) => {
      // The server is of the same build as this page.
      const message = JSON.parse(String(data)) as ServerMessage;
      if (message.type === 'state' || message.type === 'messages') {
        this.#events.onMessage(message);
        return;
      }
      const resolve = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      if (resolve !== undefined) resolve(message);
      else if (message.type === 'refused') this.#events.onProblem(message.text);
    });
    socket.addEventListener('close', ({ code }) => {
      // The server was started anew, from a build that does not know this page's requests.
      if (code === UNSUPPORTED_DATA) location.reload();
      for (const [id, resolve] of this.#waiting)
        resolve({ type: 'refused', id, text: 'The connection broke.' });
      this.#waiting.clear();
      this.#events.onClose();
      setTimeout(() => this.#connect(), this.#retryMs);
      this.#retryMs = Math.min(LAST_RETRY_MS, this.#retryMs * 2);
    });
  }
}
