import { COLOURS } from '../colours.ts';
import { relativeTime } from '../timestamps.ts';
import { type ListPage, pageItems } from './list-page.ts';
import type { ShownSlot } from './views.ts';
import { serversText, subjectText } from './words.ts';

const PER_PAGE = 10;
const MOST_SERVERS = 2;

/** Who has a reserved slot, where and until when. */
export function slotList(slots: readonly ShownSlot[], wanted: number): ListPage {
  const { shown, page, pages } = pageItems(slots, PER_PAGE, wanted);
  const lines = shown.map(({ playerId, player, servers, expires }) => {
    const where = servers.length === 0 ? '' : `\n-# ${serversText(servers, MOST_SERVERS)}`;
    return `${subjectText({ playerId, name: player ?? null, steamId: null })} ${endOf(expires)}${where}`;
  });
  return {
    message: {
      embeds: [
        {
          title: '🎟️ Reserved slots',
          color: COLOURS.accent,
          description: lines.length === 0 ? 'There are none. `/slot add` gives one.' : lines.join('\n'),
        },
      ],
    },
    page,
    pages,
  };
}

/** A date would break the line on a phone. */
function endOf(expires: number | null): string {
  return expires === null ? 'for good' : `ends ${relativeTime(expires)}`;
}
