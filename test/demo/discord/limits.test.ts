import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DiscordSimulator, startDiscordSimulator } from '../../../src/demo/discord/simulator.ts';
import { APPLICATION_ID, GUILD_ID, TOKEN } from './bot.ts';

const CHANNEL_ID = '400000000000000001';

let sim: DiscordSimulator;
beforeAll(async () => {
  sim = await startDiscordSimulator({
    token: TOKEN,
    applicationId: APPLICATION_ID,
    guildId: GUILD_ID,
    channels: [{ id: CHANNEL_ID, name: 'general' }],
  });
});
afterAll(() => sim.close());

interface Refused {
  readonly code: number;
  readonly message: string;
  readonly errors?: unknown;
}

async function post(path: string, body: object, method = 'POST'): Promise<{ status: number; body: Refused }> {
  const response = await fetch(`${sim.url}/v10${path}`, {
    method,
    headers: { authorization: `Bot ${TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const json: unknown = await response.json();
  return { status: response.status, body: json as Refused };
}

const say = (message: object) => post(`/channels/${CHANNEL_ID}/messages`, message);
const long = (length: number) => 'x'.repeat(length);
const embed = (parts: object) => ({ embeds: [{ description: 'text', ...parts }] });
const button = (parts: object) => ({ type: 2, style: 1, label: 'Press', custom_id: 'b', ...parts });
const rows = (...components: object[][]) => ({
  components: components.map((inner) => ({ type: 1, components: inner })),
});
const option = (parts: object) => ({ label: 'A', value: 'a', ...parts });
const menu = (options: object[], parts: object = {}) => ({ type: 3, custom_id: 'm', options, ...parts });
const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));

/** Paths at which the answer has `_errors`, with their codes. */
function faults(errors: unknown, path: readonly string[] = []): string[] {
  if (typeof errors !== 'object' || errors === null) return [];
  return Object.entries(errors).flatMap(([key, value]: [string, unknown]) => {
    if (key !== '_errors') return faults(value, [...path, key]);
    return Array.isArray(value) ? value.map(({ code }) => `${path.join('.')} ${code}`) : [];
  });
}

describe('a message within the limits', () => {
  it.each([
    ['content of 2,000', { content: long(2000) }],
    ['embeds of 6,000 together', { embeds: [{ description: long(4096) }, { description: long(1904) }] }],
    ['ten embeds', { embeds: many(10, (i) => ({ title: `${i}` })) }],
    ['25 fields', embed({ fields: many(25, (i) => ({ name: `${i}`, value: 'x' })) })],
    ['field value of a zero-width space', embed({ fields: [{ name: '\u200b', value: '\u200b' }] })],
    [
      'five rows of five buttons',
      rows(...many(5, (r) => many(5, (i) => button({ custom_id: `${r} ${i}` })))),
    ],
    ['menu of 25', rows([menu(many(25, (i) => option({ value: `${i}` })))])],
    ['button with an emoji alone', rows([button({ label: undefined, emoji: { name: '⚠️' } })])],
    ['unknown keys', { content: 'x', nothing: { at: 'all' } }],
    ['null for what is left out', { content: 'x', embeds: null, components: null }],
  ])('is taken: %s', async (_, message) => {
    expect((await say(message)).status).toBe(200);
  });
});

describe('a message beyond a limit is refused at the faulty field', () => {
  it.each<[string, object, string[]]>([
    ['content of 2,001', { content: long(2001) }, ['content BASE_TYPE_MAX_LENGTH']],
    ['eleven embeds', { embeds: many(11, (i) => ({ title: `${i}` })) }, ['embeds BASE_TYPE_MAX_LENGTH']],
    ['title of 257', embed({ title: long(257) }), ['embeds.0.title BASE_TYPE_MAX_LENGTH']],
    [
      'description of 4,097',
      embed({ description: long(4097) }),
      ['embeds.0.description BASE_TYPE_MAX_LENGTH'],
    ],
    [
      '26 fields',
      embed({ fields: many(26, () => ({ name: 'n', value: 'v' })) }),
      ['embeds.0.fields BASE_TYPE_MAX_LENGTH'],
    ],
    [
      'field name of 257',
      embed({ fields: [{ name: long(257), value: 'v' }] }),
      ['embeds.0.fields.0.name BASE_TYPE_BAD_LENGTH'],
    ],
    [
      'field value of 1,025',
      embed({ fields: [{ name: 'n', value: long(1025) }] }),
      ['embeds.0.fields.0.value BASE_TYPE_BAD_LENGTH'],
    ],
    [
      'empty field value',
      embed({ fields: [{ name: 'n', value: '' }] }),
      ['embeds.0.fields.0.value BASE_TYPE_REQUIRED'],
    ],
    [
      'blank field name',
      embed({ fields: [{ name: '  ', value: 'v' }] }),
      ['embeds.0.fields.0.name BASE_TYPE_REQUIRED'],
    ],
    [
      'footer of 2,049',
      embed({ footer: { text: long(2049) } }),
      ['embeds.0.footer.text BASE_TYPE_BAD_LENGTH'],
    ],
    ['author of 257', embed({ author: { name: long(257) } }), ['embeds.0.author.name BASE_TYPE_BAD_LENGTH']],
    ['colour beyond white', embed({ color: 0x1_00_00_00 }), ['embeds.0.color NUMBER_TYPE_MAX']],
    ['timestamp of no form', embed({ timestamp: 'yesterday' }), ['embeds.0.timestamp DATE_TIME_TYPE_PARSE']],
    ['URL of no form', embed({ url: 'not a url' }), ['embeds.0.url URL_TYPE_INVALID_URL']],
    ['URL of another scheme', embed({ url: 'ftp://a.example' }), ['embeds.0.url URL_TYPE_INVALID_SCHEME']],
    ['embed that shows nothing', { embeds: [{ color: 1 }] }, ['embeds.0.description BASE_TYPE_REQUIRED']],
    [
      'embeds of 6,001 together',
      { embeds: [{ description: long(4096) }, { description: long(1905) }] },
      ['embeds MAX_EMBED_SIZE_EXCEEDED'],
    ],
    [
      'six rows',
      rows(...many(6, (i) => [button({ custom_id: `${i}` })])),
      ['components BASE_TYPE_MAX_LENGTH'],
    ],
    [
      'six buttons in a row',
      rows(many(6, (i) => button({ custom_id: `${i}` }))),
      ['components.0.components BASE_TYPE_BAD_LENGTH'],
    ],
    ['an empty row', rows([]), ['components.0.components BASE_TYPE_BAD_LENGTH']],
    [
      'one custom_id twice',
      rows([button({})], [button({})]),
      ['components.1.components.0.custom_id COMPONENT_CUSTOM_ID_DUPLICATED'],
    ],
    [
      'custom_id of 101',
      rows([button({ custom_id: long(101) })]),
      ['components.0.components.0.custom_id BASE_TYPE_BAD_LENGTH'],
    ],
    [
      'button label of 81',
      rows([button({ label: long(81) })]),
      ['components.0.components.0.label BASE_TYPE_MAX_LENGTH'],
    ],
    [
      'button without label',
      rows([button({ label: '' })]),
      ['components.0.components.0.label BASE_TYPE_REQUIRED'],
    ],
    [
      'button without custom_id',
      rows([button({ custom_id: undefined })]),
      ['components.0.components.0.custom_id BASE_TYPE_REQUIRED'],
    ],
    [
      'link without URL',
      rows([button({ style: 5, custom_id: undefined })]),
      ['components.0.components.0.url BASE_TYPE_REQUIRED'],
    ],
    [
      'emoji in words',
      rows([button({ emoji: { name: ':smile:' } })]),
      ['components.0.components.0.emoji.name BUTTON_COMPONENT_INVALID_EMOJI'],
    ],
    [
      '26 choices',
      rows([menu(many(26, (i) => option({ value: `${i}` })))]),
      ['components.0.components.0.options BASE_TYPE_BAD_LENGTH'],
    ],
    ['no choice', rows([menu([])]), ['components.0.components.0.options BASE_TYPE_BAD_LENGTH']],
    [
      'choice label of 101',
      rows([menu([option({ label: long(101) })])]),
      ['components.0.components.0.options.0.label BASE_TYPE_BAD_LENGTH'],
    ],
    [
      'choice description of 101',
      rows([menu([option({ description: long(101) })])]),
      ['components.0.components.0.options.0.description BASE_TYPE_MAX_LENGTH'],
    ],
    [
      'one choice twice',
      rows([menu([option({}), option({})])]),
      ['components.0.components.0.options.1.value SELECT_COMPONENT_OPTION_VALUE_DUPLICATED'],
    ],
    [
      'a menu that wants more than it offers',
      rows([menu([option({})], { min_values: 2, max_values: 2 })]),
      ['components.0.components.0.options BASE_TYPE_BAD_LENGTH'],
    ],
    [
      'two menus in a row',
      rows([menu([option({})]), menu([option({})], { custom_id: 'n' })]),
      ['components.0.components.1 COMPONENT_LAYOUT_WIDTH_EXCEEDED'],
    ],
    [
      'a placeholder of 151',
      rows([menu([option({})], { placeholder: long(151) })]),
      ['components.0.components.0.placeholder BASE_TYPE_MAX_LENGTH'],
    ],
    [
      'a menu beside a button',
      rows([menu([option({})]), button({})]),
      ['components.0.components.1 COMPONENT_LAYOUT_WIDTH_EXCEEDED'],
    ],
    ['a nonce of 26', { content: 'x', nonce: long(26) }, ['nonce BASE_TYPE_MAX_LENGTH']],
  ])('%s', async (_, message, expected) => {
    const { status, body } = await say(message);
    expect(body).toMatchObject({ code: 50035, message: 'Invalid Form Body' });
    expect(status).toBe(400);
    expect(faults(body.errors)).toEqual(expected);
  });

  it('an empty message', async () => {
    expect(await say({ content: '  ' })).toEqual({
      status: 400,
      body: { code: 50006, message: 'Cannot send an empty message' },
    });
  });
});

describe('a command beyond a limit is refused', () => {
  const command = (parts: object) => ({ name: 'look', description: 'Looks', ...parts });
  const text = (parts: object) => ({ type: 3, name: 'what', description: 'What', ...parts });
  const choice = (i: number) => ({ name: `${i}`, value: `${i}` });

  it.each<[string, object, string[]]>([
    ['name with a capital', command({ name: 'Look' }), ['0.name APPLICATION_COMMAND_INVALID_NAME']],
    ['name with a blank', command({ name: 'look at' }), ['0.name APPLICATION_COMMAND_INVALID_NAME']],
    ['name of 33', command({ name: long(33) }), ['0.name APPLICATION_COMMAND_INVALID_NAME']],
    ['no description', command({ description: '' }), ['0.description BASE_TYPE_REQUIRED']],
    ['description of 101', command({ description: long(101) }), ['0.description BASE_TYPE_BAD_LENGTH']],
    [
      '26 options',
      command({ options: many(26, (i) => text({ name: `o${i}` })) }),
      ['0.options BASE_TYPE_MAX_LENGTH'],
    ],
    [
      '26 choices',
      command({ options: [text({ choices: many(26, choice) })] }),
      ['0.options.0.choices BASE_TYPE_MAX_LENGTH'],
    ],
    [
      'required after optional',
      command({ options: [text({}), text({ name: 'b', required: true })] }),
      ['0.options.1 APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID'],
    ],
    [
      'completion beside choices',
      command({ options: [text({ autocomplete: true, choices: [choice(1)] })] }),
      ['0.options.0.autocomplete APPLICATION_COMMAND_OPTIONS_TYPE_INVALID'],
    ],
    [
      'one option twice',
      command({ options: [text({}), text({})] }),
      ['0.options.1 APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS'],
    ],
    [
      'a choice of another type',
      command({ options: [text({ choices: [{ name: 'a', value: 1 }] })] }),
      ['0.options.0.choices.0.value APPLICATION_COMMAND_OPTIONS_CHOICE_VALUE_TYPE'],
    ],
    [
      'choices for a file',
      command({ options: [text({ type: 11, choices: [choice(1)] })] }),
      ['0.options.0.choices.0.value APPLICATION_COMMAND_OPTIONS_CHOICE_VALUE_TYPE'],
    ],
    [
      'completion of a file',
      command({ options: [text({ type: 11, autocomplete: true })] }),
      ['0.options.0.autocomplete APPLICATION_COMMAND_OPTIONS_TYPE_INVALID'],
    ],
    [
      'a length for a person',
      command({ options: [text({ type: 6, max_length: 5 })] }),
      ['0.options.0.min_length APPLICATION_COMMAND_OPTIONS_TYPE_INVALID'],
    ],
    [
      '8,001 characters',
      command({
        options: many(4, (i) =>
          text({
            name: `o${i}`,
            description: long(100),
            choices: many(25, (c) => ({ name: `${c}${long(38)}`, value: `${c}${long(38)}` })),
          }),
        ),
      }),
      ['0 APPLICATION_COMMAND_TOO_LARGE'],
    ],
  ])('%s', async (_, body, expected) => {
    const answer = await post(`/applications/${APPLICATION_ID}/guilds/${GUILD_ID}/commands`, [body], 'PUT');
    expect(answer.status).toBe(400);
    expect(faults(answer.body.errors)).toEqual(expected);
  });
});
