import type { BanRequest, ExemptionRequest, UnbanRequest } from '../../../store/moderation-request.ts';
import { escapeText } from '../../escape.ts';
import { dateTime } from '../../timestamps.ts';
import { fieldOf } from '../lines.ts';
import { banLink, durationText, scopeText, untilText } from '../words.ts';
import type { KindWords } from './kind-words.ts';

const REASON_LENGTH = 1000;

export const BAN: KindWords<BanRequest> = {
  command: 'ban',
  title: 'Ban',
  question: 'Ban this player?',
  yes: () => 'Ban',
  propose: 'Propose the ban',
  grave: true,
  done: ({ request, result, uid, timestamp, createdAt }) => [
    '✅ Banned',
    `Ban ${result?.banId === undefined ? `with the uid \`${uid ?? ''}\`` : banLink(result.banId)}`,
    scopeText(request.scope),
    `Until: ${untilText(request.durationMs, timestamp ?? createdAt)}`,
    `Reason: ${escapeText(request.reason, REASON_LENGTH)}`,
    '-# DCS servers are not covered.',
  ],
  fields: ({ request, result, uid, timestamp, state }, readers) => {
    const { durationMs, reason, scope } = request;
    const lasts = durationMs === null ? 'For good' : durationText(durationMs);
    // What was never sent has no end yet, and no ban.
    const until =
      durationMs === null || timestamp === null ? lasts : `${untilText(durationMs, timestamp)}\nfor ${lasts}`;
    const ban = [
      result?.banId !== undefined ? banLink(result.banId) : timestamp === null ? '' : 'Not known',
      timestamp === null || uid === null ? '' : `uid \`${uid}\``,
    ].filter((part) => part !== '');
    return [
      { name: 'Reason', value: readers.text(reason, REASON_LENGTH) },
      { name: 'Where', value: scopeText(scope, readers), inline: true },
      { name: timestamp === null ? 'How long' : 'Until', value: until, inline: true },
      ...(state === 'failed' ? [] : fieldOf('Ban', ban.join(', '), true)),
    ];
  },
  short: ({ durationMs, reason }, { text }) =>
    `${durationMs === null ? 'for good' : `for ${durationText(durationMs)}`}: ${text(reason, 80)}`,
};

export const UNBAN: KindWords<UnbanRequest> = {
  command: 'unban',
  title: 'Unban',
  question: 'Lift this ban?',
  yes: ({ mode }) => (mode === 'delete' ? 'Delete the ban' : 'Lift the ban'),
  grave: true,
  consequence: ({ mode }) =>
    mode === 'delete'
      ? 'The record is deleted from BattleMetrics for good, with its history.'
      : 'The ban ends now and stays in the history.',
  done: ({ request, result }) => [
    '✅ Ban lifted',
    result?.alreadySo === true
      ? 'There was no such ban any more.'
      : `${request.mode === 'delete' ? 'Deleted' : 'Ended'}: ban ${banLink(request.banId)}`,
  ],
  fields: ({ request, state, settledAt }, { text }) => [
    { name: 'Ban', value: `${banLink(request.banId)}: ${text(request.reason, 800)}` },
    ...(request.mode === 'delete'
      ? [{ name: 'How', value: 'The record is deleted', inline: true }]
      : state === 'done' && settledAt !== null
        ? [{ name: 'Ended', value: dateTime(settledAt), inline: true }]
        : []),
  ],
  short: ({ banId, mode }) => `${banLink(banId)}${mode === 'delete' ? ', record deleted' : ''}`,
};

const exemptionFields: KindWords<ExemptionRequest>['fields'] = ({ request }, { text }) => [
  { name: 'Ban', value: `${banLink(request.banId)}: ${text(request.banReason, 500)}` },
  ...fieldOf('Reason of the exemption', request.reason === null ? '' : text(request.reason, 500)),
];

export const EXEMPTION_ADD: KindWords<ExemptionRequest> = {
  command: 'exemption',
  title: 'Exempt from ban',
  question: 'Exempt this player from the ban?',
  yes: () => 'Exempt',
  grave: false,
  consequence: () => 'The ban stays for others; the player may join our servers.',
  done: ({ request, result }) => [
    '✅ Exempted',
    result?.alreadySo === true
      ? `There was an exemption from ban ${banLink(request.banId)} already.`
      : `Ban ${banLink(request.banId)} does not hold on our servers any more.`,
  ],
  fields: exemptionFields,
  short: ({ banId }) => `from ${banLink(banId)}`,
};

export const EXEMPTION_REMOVE: KindWords<ExemptionRequest> = {
  command: 'exemption',
  title: 'End exemption',
  question: 'Remove this exemption?',
  yes: () => 'Remove the exemption',
  grave: true,
  consequence: () => 'The ban holds on our servers again.',
  done: ({ request, result }) => [
    '✅ Exemption removed',
    result?.alreadySo === true
      ? `There was no exemption from ban ${banLink(request.banId)} any more.`
      : `Ban ${banLink(request.banId)} holds on our servers again.`,
  ],
  fields: exemptionFields,
  short: ({ banId }) => `from ${banLink(banId)}`,
};
