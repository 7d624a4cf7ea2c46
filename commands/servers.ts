import { defineCommand, defineComponent } from '../src/discord/command.ts';
import type { Context } from '../src/discord/context.ts';
import { pageButtons, pageOf, parsePageKey } from '../src/discord/paging.ts';
import type { Message } from '../src/message/message.ts';
import { UserError } from '../src/message/user-error.ts';
import { renderServerPages, type ServerList, type ServerSection } from '../src/render/server-list.ts';
import { readServers } from '../src/watch/read-servers.ts';

const NAME = 'servers';
/** Milliseconds after which the servers of one API are shown while the other one is still asked. */
const PATIENCE_MS = 2_500;

/** `/servers` – the DCS servers and the game servers of the community, side by side. */
export const servers = defineCommand({
  name: NAME,
  description: 'Show our servers: players, missions and the next restarts',
  access: 'everyone',
  visibility: 'public',
  needsAny: ['dcs', 'battlemetrics'],
  options: {},
  run: async (_, context) => showPage(0, context),
  components: {
    page: defineComponent({
      acknowledge: 'update',
      run: async ({ key }, context) => showPage(parsePageKey(key)?.index ?? 0, context),
    }),
  },
});

async function showPage(wanted: number, context: Context): Promise<Message> {
  const { call, log } = context;
  const reading = readServers(context, call);
  const timer = setTimeout(() => {
    const sections = reading.list();
    if (!sectionsOf(sections).some(({ state }) => state === 'answered')) return;
    context.progress(pageMessage(sections, wanted, context)).catch((error: unknown) => {
      log.warn({ err: error, command: NAME }, 'An interim reply could not be shown');
    });
  }, PATIENCE_MS);
  try {
    await reading.done;
  } finally {
    clearTimeout(timer);
  }
  const sections = reading.list();
  refuseIfNothingAnswered(sectionsOf(sections));
  return pageMessage(sections, wanted, context);
}

function sectionsOf({ dcs, battlemetrics }: ServerList): readonly ServerSection<unknown>[] {
  return [dcs, battlemetrics].filter((section) => section !== undefined);
}

function pageMessage(sections: ServerList, wanted: number, { now, config }: Context): Message {
  const pages = renderServerPages(sections, { now: now(), showPasswords: config.showServerPasswords });
  const { items, index, count } = pageOf(pages, 1, wanted);
  return {
    embeds: items.flat(),
    components: pageButtons({ command: NAME, action: 'page' }, { index, count }),
  };
}

/** @throws UserError when no API answered: then there is nothing to show beside the failure. */
function refuseIfNothingAnswered(sections: readonly ServerSection<unknown>[]): void {
  const lines = sections.map((section) =>
    section.state === 'failed' ? `⚠️ ${section.explanation.text} ${section.explanation.advice}` : undefined,
  );
  if (lines.includes(undefined)) return;
  throw new UserError('servers-unavailable', lines.join('\n') || 'No API is configured for this command.');
}
