import { COLOURS } from '../colours.ts';
import { escapeText } from '../escape.ts';
import { count } from '../numbers.ts';
import { type ListPage, pageItems } from './list-page.ts';
import type { BanListView, ShownBan } from './views.ts';
import { banLink, shortEndText } from './words.ts';

const PER_PAGE = 10;

/** A page of the organization's bans. @param now epoch milliseconds */
export function banListMessage(view: BanListView, wanted: number, now: number): ListPage {
  const { shown, page, pages } = pageItems(view.bans, PER_PAGE, wanted);
  const lines = shown.map((ban) => banLines(ban, now));
  if (lines.length === 0) lines.push('No ban fits.');
  return {
    message: {
      embeds: [
        {
          title: 'Bans',
          color: COLOURS.accent,
          description: [...summary(view), ...lines].join('\n'),
          ...(view.more && page === pages - 1
            ? {
                footer: {
                  text: 'There are more. A player, a server or a part of the reason narrows it down.',
                },
              }
            : {}),
        },
      ],
    },
    page,
    pages,
  };
}

function summary({ counts: { active, expired } }: BanListView): readonly string[] {
  const parts = [
    ...(active === undefined ? [] : [`**${count(active)}** active`]),
    ...(expired === undefined ? [] : [`**${count(expired)}** expired`]),
  ];
  return parts.length === 0 ? [] : [parts.join(' · '), ''];
}

function banLines(ban: ShownBan, now: number): string {
  const { id, player, expires, exempt, orgWide, server, author, reason } = ban;
  const over = expires !== null && expires <= now;
  const name = player === undefined ? 'Unknown player' : escapeText(player, 50);
  const about = [
    ...(orgWide || server === undefined ? [] : [escapeText(server, 40)]),
    ...(exempt ? ['🛡️ exempted'] : []),
    ...(author === undefined ? [] : [`by ${escapeText(author, 30)}`]),
  ];
  return [
    `${over ? '▫️' : '🔨'} **${name}** ${banLink(id)} ${shortEndText(expires, now)}`,
    `-# ${[escapeText(reason, 110), ...about].join(' · ')}`,
  ].join('\n');
}
