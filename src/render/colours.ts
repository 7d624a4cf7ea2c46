/** Colours of the bar beside an embed, as Discord wants them: 0xRRGGBB. Readable on the dark and the light theme. */
export const COLOURS = {
  accent: 0x3b82f6,
  good: 0x22a55b,
  warning: 0xe8a317,
  bad: 0xd83c3e,
  quiet: 0x80848e,
} as const;
