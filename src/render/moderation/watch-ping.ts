import { ButtonStyle } from 'discord-api-types/v10';
import { formatCustomId } from '../../message/custom-id.ts';
import type { Message } from '../../message/message.ts';
import type { PlayerWatch } from '../../store/player-watches.ts';
import { buttonRow } from '../buttons.ts';
import { COLOURS } from '../colours.ts';
import { relativeTime } from '../timestamps.ts';
import { fittingLines } from './lines.ts';
import { CHANNEL } from './readers.ts';
import { subjectText } from './words.ts';

interface ShownVisit {
  /** What the player is watched by: one at least. */
  readonly watch: readonly PlayerWatch[];
  readonly player: { readonly id: string; readonly name: string };
  /** Its name. */
  readonly server: string;
  /** The player was on before anybody could see them join. */
  readonly alreadyOn: boolean;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** Says in the audit channel that a watched player is on one of our servers, and mentions who wants to know. */
export function watchPing({ watch, player, server, alreadyOn, at }: ShownVisit): Message {
  const where = `**${CHANNEL.text(server, 150)}**`;
  const mentions = new Set(
    watch.map(({ roleId, moderator }) => (roleId === null ? `<@${moderator.id}>` : `<@&${roleId}>`)),
  );
  return {
    content: fittingLines([...mentions], 1_800).replaceAll('\n', ' '),
    embeds: [
      {
        title: `👁️ ${alreadyOn ? 'A watched player is on' : 'A watched player has joined'}`,
        color: COLOURS.warning,
        description: [
          subjectText({ playerId: player.id, name: player.name, steamId: null }, CHANNEL),
          alreadyOn ? `On ${where}, seen ${relativeTime(at)}` : `On ${where} since ${relativeTime(at)}`,
          fittingLines(watch.map(watchLine), 2_500),
        ].join('\n'),
      },
    ],
    components: [
      buttonRow([
        {
          label: 'Show the player',
          style: ButtonStyle.Secondary,
          customId: formatCustomId({ command: 'player', action: 'card', key: player.id }),
        },
      ]),
    ],
  };
}

function watchLine({ kind, targetName, reason, moderator }: PlayerWatch): string {
  const why = reason === null ? '' : `: ${CHANNEL.text(reason, 300)}`;
  return kind === 'flag'
    ? `🚩 **${CHANNEL.text(targetName, 100)}**${why}`
    : `Watched by ${CHANNEL.text(moderator.name, 60)}${why}`;
}
