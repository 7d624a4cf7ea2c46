import { UserError } from '../../message/user-error.ts';
import { inlineCode } from '../../render/escape.ts';

/** Icons that BattleMetrics takes. Document: "Player Flag Create", `attributes:icon`. */
const ICONS: readonly string[] = [
  'flag',
  'alarm',
  'attach_money',
  'block',
  'bookmark',
  'check_circle_outline',
  'emoji_objects',
  'enhanced_encryption',
  'error_outline',
  'highlight_off',
  'info',
  'label',
  'loyalty',
  'monetization_on',
  'note_add',
  'notifications',
  'notification_important',
  'policy',
  'verified_user',
  'priority_high',
  'remove_circle',
  'report',
  'star',
  'thumb_down',
  'thumb_up',
  'visibility',
  'warning',
  'whatshot',
];

/** The basic colours by their CSS names, and some more that people try. */
const COLOURS: Readonly<Record<string, string>> = {
  black: '#000000',
  silver: '#c0c0c0',
  gray: '#808080',
  grey: '#808080',
  white: '#ffffff',
  maroon: '#800000',
  red: '#ff0000',
  purple: '#800080',
  fuchsia: '#ff00ff',
  magenta: '#ff00ff',
  green: '#008000',
  lime: '#00ff00',
  olive: '#808000',
  yellow: '#ffff00',
  navy: '#000080',
  blue: '#0000ff',
  teal: '#008080',
  aqua: '#00ffff',
  cyan: '#00ffff',
  orange: '#ffa500',
  pink: '#ffc0cb',
  brown: '#a52a2a',
  gold: '#ffd700',
  violet: '#ee82ee',
};

/** Of a flag for which no colour was chosen: BattleMetrics wants one. */
export const DEFAULT_COLOUR = '#607d8b';

/** What a moderator types to take an icon or a description away. */
export const NONE = 'none';

/** @returns `#` and six hexadecimal digits @throws UserError */
export function readColour(text: string): string {
  const asked = text.trim().toLowerCase();
  const hex = /^#?([\da-f]{6})$/u.exec(asked)?.[1];
  if (hex !== undefined) return `#${hex}`;
  const named = Object.hasOwn(COLOURS, asked) ? COLOURS[asked] : undefined;
  if (named !== undefined) return named;
  throw new UserError(
    'flag-colour-unknown',
    `That is no colour that I know. Give six hexadecimal digits such as \`#d32f2f\`, or one of: ${Object.keys(COLOURS).join(', ')}.`,
  );
}

/** @returns the name of an icon, null for `none` @throws UserError */
export function readIcon(text: string): string | null {
  const asked = text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/gu, '_');
  if (asked === NONE) return null;
  if (ICONS.includes(asked)) return asked;
  throw new UserError(
    'flag-icon-unknown',
    `BattleMetrics has no such icon. Give one of these, or \`${NONE}\`: ${ICONS.map(inlineCode).join(', ')}.`,
  );
}
