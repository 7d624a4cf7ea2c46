import type { Message } from '../../message/message.ts';
import type { OutsideBan } from '../../store/outside-bans.ts';
import { COLOURS } from '../colours.ts';
import { counted } from '../numbers.ts';
import { dateTime } from '../timestamps.ts';

interface ManyBans {
  readonly count: number;
  readonly first: Pick<OutsideBan, 'banId' | 'madeAt'>;
  readonly last: Pick<OutsideBan, 'banId' | 'madeAt'>;
}

/** The footer of the message about many bans, by which it is recognised. */
export function outsideBansMark({ first, last }: ManyBans): string {
  return `Bans ${first.banId} to ${last.banId}, not made with this bot`;
}

/** Many bans at once that nobody made with this bot, for the audit channel: one message instead of a flood. */
export function outsideBansMessage(bans: ManyBans): Message {
  const { count, first, last } = bans;
  return {
    embeds: [
      {
        title: `🔨 ${counted(count, 'more ban')} made elsewhere`,
        color: COLOURS.quiet,
        description: `Made between ${dateTime(first.madeAt)} and ${dateTime(last.madeAt)}: too many to show each. \`/bans list\` does.`,
        footer: { text: outsideBansMark(bans) },
      },
    ],
  };
}
