import type { ShownCommand } from '../protocol.ts';
import type { Composer } from './composer.ts';
import type { Page } from './page.ts';
import { UNREACHABLE } from './socket.ts';
import { faultOf, fill, readCommand, valuesOf } from './typed-command.ts';

/** Sends what stands in the input line, if Discord would; what cannot be sent stays there. */
export async function sendLine(page: Page, composer: Composer): Promise<void> {
  if (!page.connected) {
    page.problem = UNREACHABLE;
    page.update();
    return;
  }
  if (composer.text.startsWith('/')) {
    // A command that was typed to its end, and sent without the blank behind it.
    const read = readCommand(page.state?.commands ?? [], `${composer.text.trim()} `);
    if (read !== undefined) composer.start(read.command, read.filled);
  }
  const { command, text } = composer;
  if (command !== undefined) await sendCommand(page, composer, command);
  else if (text.trim() !== '') {
    composer.clear();
    page.takeAnswer(await page.socket.ask({ type: 'say', ...target(page), text }));
  }
}

async function sendCommand(page: Page, composer: Composer, command: ShownCommand): Promise<void> {
  const missing = composer.left.filter(({ required }) => required === true);
  composer.filled = [...composer.filled, ...missing.map((option) => fill(option, ''))];
  const { filled } = composer;
  composer.faults = new Map(
    filled.flatMap((each) => {
      const fault = faultOf(each);
      return fault === undefined ? [] : [[each.option.name, fault] as const];
    }),
  );
  const [wrong] = composer.faults.keys();
  if (wrong !== undefined) {
    composer.goTo({ in: 'option', name: wrong });
    return;
  }
  page.problem = undefined;
  composer.clear();
  composer.closeList();
  page.takeAnswer(
    await page.socket.ask({
      type: 'command',
      ...target(page),
      name: command.name,
      ...(command.subcommand === undefined ? {} : { subcommand: command.subcommand }),
      options: valuesOf(filled),
    }),
  );
}

function target({ role, channel = '' }: Page) {
  return { role, channel };
}
