import { InteractionResponseType as Answer } from 'discord-api-types/v10';
import { DriverError } from '../discord/interactions/driver-error.ts';
import type { InteractionHandle } from '../discord/interactions/handle.ts';
import { CLYDE } from './notes.ts';
import type { ServerMessage } from './protocol.ts';
import type { ClientRequest } from './requests.ts';
import type { Session } from './session.ts';
import { SQUAWK } from './show-message.ts';

/** Discord's own words. */
export const NO_RESPONSE = 'The application did not respond';
export const INTERACTION_FAILED = 'This interaction failed';

/** What people may write into a channel without a subscription. */
const MOST_CHARACTERS = 2_000;

/** Does what a person asked for on the page. @returns the answer for the window that asked, if it waits for one. */
export async function carryOut(
  session: Session,
  request: Exclude<ClientRequest, { type: 'watch' }>,
): Promise<ServerMessage | undefined> {
  switch (request.type) {
    case 'fault':
      await session.faults.set(request.name, request.on);
      session.changes.notify();
      return undefined;
    case 'speed':
      session.speed = request.factor;
      return undefined;
    case 'dismiss':
      session.dismiss(request.role, request.message);
      return undefined;
    default:
      try {
        return await interact(session, request);
      } catch (error) {
        if (!(error instanceof DriverError || error instanceof RangeError)) throw error;
        return { type: 'refused', id: request.id, text: error.message };
      }
  }
}

async function interact(
  session: Session,
  request: Extract<ClientRequest, { id: number }>,
): Promise<ServerMessage> {
  const { id, role } = request;
  const user = session.person(role);
  if ('channel' in request && !session.hasChannel(request.channel)) {
    throw new RangeError('There is no such channel.');
  }
  switch (request.type) {
    case 'say':
      say(session, request);
      return { type: 'done', id };
    case 'complete':
      return { type: 'choices', id, choices: await session.discord.autocomplete(inputOf(request, user)) };
    case 'command': {
      const handle = session.discord.command(inputOf(request, user));
      return await watchCommand(session, request, handle);
    }
    case 'press': {
      const { message, customId } = request;
      const handle = session.discord.press({ user, message: { id: message }, customId });
      return await watchComponent(session, request, handle);
    }
    case 'select': {
      const { message, customId, values } = request;
      const handle = session.discord.select({ user, message: { id: message }, customId }, values);
      return await watchComponent(session, request, handle);
    }
    case 'submit': {
      const opened = session.interactions.get(request.interaction);
      if (opened === undefined) throw new RangeError('This form is gone.');
      const handle = session.discord.submit(opened, request.fields);
      session.remember(handle, role, undefined);
      return (await responds(handle))
        ? { type: 'done', id }
        : { type: 'refused', id, text: 'Something went wrong. Try again.' };
    }
  }
}

function inputOf(
  { channel, name, subcommand, options, ...rest }: Extract<ClientRequest, { type: 'command' | 'complete' }>,
  user: ReturnType<Session['person']>,
) {
  return {
    user,
    channelId: channel,
    name,
    subcommand,
    options: Object.fromEntries(
      Object.entries(options).map(([option, value]) => [
        option,
        typeof value === 'object' ? { name: value.name, data: Buffer.from(value.base64, 'base64') } : value,
      ]),
    ),
    focused: 'focused' in rest ? rest.focused : '',
  };
}

function say(session: Session, { role, channel, text }: Extract<ClientRequest, { type: 'say' }>): void {
  const { id } = session.person(role);
  const typed = text.trim();
  const tell = (content: string) => session.notes.put({ channel, onlyFor: id, author: CLYDE, content });
  if (typed.startsWith('/'))
    tell(`\`${plain(typed.split(/\s/)[0] ?? '')}\` is not a command. Type \`/\` to see which there are.`);
  else if (typed.length > MOST_CHARACTERS) {
    tell(
      `Your message is too long: it has ${typed.length} characters, and ${MOST_CHARACTERS} is the most that can be sent.`,
    );
  } else if (typed !== '') session.notes.put({ channel, author: session.author(role), content: typed });
  session.changes.notify();
}

/** Short, and without what would end a code span. */
function plain(text: string): string {
  return text.replaceAll('`', "'").slice(0, 60);
}

async function watchCommand(
  session: Session,
  request: Extract<ClientRequest, { type: 'command' }>,
  handle: InteractionHandle,
): Promise<ServerMessage> {
  const { id, role, channel, name, subcommand } = request;
  const command = [name, subcommand].filter((part) => part !== undefined).join(' ');
  session.remember(handle, role, command);
  const note = {
    id: handle.id,
    channel,
    onlyFor: session.person(role).id,
    author: SQUAWK,
    content: '',
    usedBy: session.usedBy(role, command),
  };
  session.notes.put({ ...note, kind: 'sending' });
  session.changes.notify();
  if (await responds(handle)) session.notes.delete(handle.id);
  else session.notes.put({ ...note, kind: 'failed', content: NO_RESPONSE });
  session.changes.notify();
  return answerTo(id, handle);
}

async function watchComponent(
  session: Session,
  { id, role, message }: Extract<ClientRequest, { type: 'press' | 'select' }>,
  handle: InteractionHandle,
): Promise<ServerMessage> {
  session.remember(handle, role, undefined);
  session.setFailure(role, message, undefined);
  if (!(await responds(handle))) session.setFailure(role, message, INTERACTION_FAILED);
  return answerTo(id, handle);
}

/** Whether the bot answers within Discord's three seconds. */
async function responds(handle: InteractionHandle): Promise<boolean> {
  try {
    await handle.acknowledged();
    return true;
  } catch (error) {
    if (handle.error === undefined) throw error;
    return false;
  }
}

function answerTo(id: number, handle: InteractionHandle): ServerMessage {
  return handle.form !== undefined && handle.acknowledgement === Answer.Modal
    ? { type: 'form', id, form: { interaction: handle.id, form: handle.form } }
    : { type: 'done', id };
}
