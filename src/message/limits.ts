/**
 * What Discord takes at most; beyond it the whole message is refused with 50035.
 * https://discord.com/developers/docs/resources/message and /components/reference
 */
export const LIMITS = {
  content: 2000,
  embeds: 10,
  files: 10,
  /** Of the files of one message, for a bot in a guild without boosts. */
  fileBytes: 10 * 1024 * 1024,
  embed: {
    title: 256,
    description: 4096,
    fields: 25,
    fieldName: 256,
    fieldValue: 1024,
    footer: 2048,
    author: 256,
    /** Titles, descriptions, field names and values, footers and authors of all embeds of one message together. */
    total: 6000,
  },
  components: {
    rows: 5,
    buttonsPerRow: 5,
    label: 80,
    customId: 100,
    placeholder: 150,
    options: 25,
    optionLabel: 100,
    optionValue: 100,
    optionDescription: 100,
  },
  form: { title: 45, label: 45, description: 100, placeholder: 100, value: 4000 },
  completion: { choices: 25, name: 100, value: 100 },
} as const;

/** Stands where Discord wants a text and there is none: it takes no empty ones, and trims plain spaces. */
export const BLANK = '\u200b';
