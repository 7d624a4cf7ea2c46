import type { FlagRequest } from '../../../store/moderation-request.ts';
import { escapeText } from '../../escape.ts';
import { endText, shortEndText } from '../words.ts';
import type { KindWords } from './kind-words.ts';

export const FLAG_ADD: KindWords<FlagRequest> = {
  command: 'flag',
  title: 'Add flag',
  question: 'Put this flag on the player?',
  yes: () => 'Put it on',
  grave: false,
  done: ({ request, result }) => {
    const flag = `**${escapeText(request.flagName, 200)}**`;
    const { expiry } = request;
    return [
      '✅ Done',
      `${result?.alreadySo === true ? 'has had the flag already:' : 'now has the flag'} ${flag}`,
      ...(expiry === undefined
        ? []
        : [
            `Until ${endText(expiry.at)}; then ${expiry.whenOver === 'remove' ? 'I remove it' : 'I ask about it'}.`,
          ]),
    ];
  },
  fields: ({ request }, { text }) => [
    { name: 'Flag', value: text(request.flagName, 200), inline: true },
    ...(request.expiry === undefined
      ? []
      : [
          {
            name: request.expiry.whenOver === 'remove' ? 'Until' : 'Until, then asked about',
            value: endText(request.expiry.at),
            inline: true,
          },
        ]),
  ],
  short: ({ flagName, expiry }, { text }) =>
    `${text(flagName, 80)}${expiry === undefined ? '' : ` ${shortEndText(expiry.at)}`}`,
};

export const FLAG_REMOVE: KindWords<FlagRequest> = {
  command: 'flag',
  title: 'Remove flag',
  question: 'Take this flag off the player?',
  yes: () => 'Take it off',
  grave: false,
  done: ({ request, result }) => [
    '✅ Done',
    `${result?.alreadySo === true ? 'did not have the flag' : 'no longer has the flag'} **${escapeText(request.flagName, 200)}**`,
  ],
  fields: ({ request }, { text }) => [{ name: 'Flag', value: text(request.flagName, 200) }],
  short: ({ flagName }, { text }) => text(flagName, 80),
};
