import type { LinkResult } from '../dcsserverbot/model.ts';
import type { Message } from '../message/message.ts';
import { COLOURS } from './colours.ts';
import { dateTime, relativeTime } from './timestamps.ts';

type LinkCode = Extract<LinkResult, { readonly kind: 'token' }>;
type LinkBug = Extract<LinkResult, { readonly kind: 'server-bug' }>;

/** The answer to `/linkme`: the code, how to type it in the game, until when it counts. For the asker's eyes alone. */
export function renderLinkCode(code: LinkCode): Message {
  const { alreadyLinked, inProgress, forced } = code.flags;
  const notes = [
    alreadyLinked && '🔗 Your Discord account is already linked to a DCS player. This code links it anew.',
    inProgress &&
      !forced &&
      '⏳ You asked before, and this is the same code: it may run out sooner than that.',
    inProgress && forced && '⏳ You asked before, and this is the same code, with its time counted anew.',
    forced && '♻️ `force` was set: a link that you had is dropped.',
  ].filter((note) => note !== false);
  const lines = [
    `# ${code.token}`,
    'Join one of our DCS servers and type this into the chat of the game:',
    `\`\`\`\n-linkme ${code.token}\n\`\`\``,
    `Valid until ${dateTime(code.expiresAt)}, ${relativeTime(code.expiresAt)}. Keep it to yourself: whoever types it is linked to you.`,
    ...notes,
  ];
  return {
    embeds: [
      ...(code.stored ? [] : [NOT_STORED]),
      {
        title: '🔑 Your link code',
        description: lines.join('\n'),
        color: code.stored ? COLOURS.good : COLOURS.quiet,
      },
    ],
  };
}

/** The answer to somebody who needs no code. */
export function renderAlreadyLinked(): Message {
  return {
    embeds: [
      {
        title: '🔗 You are linked already',
        description:
          'Your Discord account belongs to a DCS player, so you need no code.\n' +
          'To link another player instead, use `/linkme` with `force` set to True: it **drops the link that you have**.',
        color: COLOURS.good,
      },
    ],
  };
}

const NOT_STORED = {
  title: '⚠️ This code may not work',
  description:
    'DCSServerBot runs here in a version that forgets the codes it hands out this way, so the game will most likely refuse this one.\n' +
    "**What to do:** ask an admin of this Discord to link you (DCSServerBot's own `/link`), or use the `/linkme` of DCSServerBot itself. The operator finds a hint in the log of this bot.",
  color: COLOURS.warning,
};

/** The server gave no code: its known fault with accounts that it already knows. */
export function renderLinkBug({ forced, flags }: LinkBug): Message {
  const known =
    flags?.alreadyLinked === true
      ? 'It says that your Discord account **is already linked**, so perhaps nothing is left to do.'
      : flags?.inProgress === true
        ? 'It says that an earlier code of yours **still waits** to be typed in the game.'
        : 'It happens to a Discord account **that DCSServerBot already knows**: you are linked, or an earlier code still waits to be typed in the game.';
  const advice = forced
    ? "Trying again will not help. Ask an admin of this Discord to link you: DCSServerBot's own `/link` does it."
    : 'Type the earlier code if you have it. Otherwise try `/linkme` with `force` set to True, which **drops the link that you have**; if that brings no code either, ask an admin of this Discord to link you.';
  return {
    embeds: [
      {
        title: '⚠️ DCSServerBot gave no code',
        description: `This is a known fault of DCSServerBot.\n${known}\n**What to do:** ${advice}`,
        color: COLOURS.warning,
      },
    ],
  };
}
