import type { SlotAddRequest, SlotRemoveRequest } from '../../../store/moderation-request.ts';
import { durationText, endText, serversText, shortEndText, untilText } from '../words.ts';
import type { KindWords } from './kind-words.ts';

const MOST_SERVERS = 6;

export const SLOT_ADD: KindWords<SlotAddRequest> = {
  command: 'slot',
  title: 'Reserve slot',
  question: 'Give this player a reserved slot?',
  yes: () => 'Give the slot',
  grave: false,
  done: ({ request: { servers, durationMs }, timestamp, confirmedAt, createdAt, result }) => [
    '✅ Slot reserved',
    ...(result?.alreadySo === true ? ['The player had it already.'] : []),
    `On: ${serversText(
      servers.map(({ name }) => name),
      MOST_SERVERS,
    )}`,
    `Until: ${untilText(durationMs, timestamp ?? confirmedAt ?? createdAt)}`,
  ],
  fields: ({ request: { servers, durationMs }, timestamp, confirmedAt }, readers) => {
    const from = timestamp ?? confirmedAt;
    return [
      {
        name: 'Servers',
        value: serversText(
          servers.map(({ name }) => name),
          MOST_SERVERS,
          readers,
        ),
      },
      {
        name: from === null ? 'How long' : 'Until',
        value: from === null ? durationText(durationMs) : untilText(durationMs, from),
      },
    ];
  },
  short: ({ durationMs }) => (durationMs === null ? 'for good' : `for ${durationText(durationMs)}`),
};

export const SLOT_REMOVE: KindWords<SlotRemoveRequest> = {
  command: 'slot',
  title: 'Take slot away',
  question: 'Take this reserved slot away?',
  yes: () => 'Take it away',
  grave: true,
  done: ({ result }) => [
    '✅ Slot taken away',
    result?.alreadySo === true ? 'There was no such slot any more.' : 'The player has this slot no longer.',
  ],
  fields: ({ request: { expires } }) => [
    { name: 'Would have held', value: expires === null ? 'For good' : `Until ${endText(expires)}` },
  ],
  short: ({ expires }) => `held ${shortEndText(expires)}`,
};
