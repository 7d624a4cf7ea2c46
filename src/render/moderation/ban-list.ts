import { COLOURS } from '../colours.ts';
import { escapeText } from '../escape.ts';
import { count } from '../numbers.ts';
import { type ListPage, pageItems } from './list-page.ts';
import { filledReason } from './templates.ts';
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
    // Nought where the others were not asked for, too.
    ...(active === undefined || active === 0 ? [] : [`**${count(active)}** active`]),
    ...(expired === undefined || expired === 0 ? [] : [`**${count(expired)}** expired`]),
  ];
  return parts.length === 0 ? [] : [parts.join(' · '), ''];
}

function banLines(ban: ShownBan, now: number): string {
  const { id, player, expires, exempt, orgWide, server, author } = ban;
  const over = expires !== null && expires <= now;
  const name = player === undefined ? 'Unknown player' : escapeText(player, 50);
  const about = [
    ...(orgWide || server === undefined ? [] : [escapeText(server, 28)]),
    ...(exempt ? ['🛡️ exempted'] : []),
    ...(author === undefined ? [] : [`by ${escapeText(author, 30)}`]),
  ];
  return [
    `${over ? '▫️' : '🔨'} **${name}** ${shortEndText(expires, now)}`,
    `-# ${[banLink(id), escapeText(filledReason(ban, now), 80), ...about].join(' · ')}`,
  ].join('\n');
}
