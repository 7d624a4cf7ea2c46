import type { BattleMetrics } from '../../battlemetrics/battlemetrics.ts';
import type { PlayerFlag } from '../../battlemetrics/schemas/player-flag.ts';
import type { Call } from '../../http/call.ts';
import { UserError } from '../../message/user-error.ts';
import { escapeText, isBlank } from '../../render/escape.ts';
import type { ShownFlagDefinition } from '../../render/moderation/views.ts';
import {
  type FlagCreateRequest,
  type FlagDefinition,
  type FlagDeleteRequest,
  type FlagEditRequest,
  NOBODY,
} from '../../store/moderation-request.ts';
import { DEFAULT_COLOUR, NONE, readColour, readIcon } from './flag-look.ts';
import { ownerOf, readFlags } from './own-flags.ts';

/** What an admin typed of a flag. */
export interface FlagInput {
  readonly name?: string | undefined;
  /** `#` and six hexadecimal digits, or the name of a usual colour. */
  readonly color?: string | undefined;
  /** `none` takes it away; so it does of the icon. */
  readonly description?: string | undefined;
  readonly icon?: string | undefined;
}

/** The flags that can be put on players. */
export interface FlagDefinitions {
  /** By name. */
  list(call: Call): Promise<readonly ShownFlagDefinition[]>;
  /** @throws UserError for a name that is taken, in any case, and for what BattleMetrics would not take */
  createRequest(input: FlagInput & { readonly name: string }, call: Call): Promise<FlagCreateRequest>;
  /** What is left out stays. @throws UserError also for a flag that is not the organization's own */
  editRequest(input: FlagInput & { readonly flag: string }, call: Call): Promise<FlagEditRequest>;
  /** @throws UserError as `editRequest` */
  deleteRequest(flag: string, call: Call): Promise<FlagDeleteRequest>;
}

interface DefinitionsOptions {
  readonly battlemetrics: BattleMetrics;
  readonly organizationId: string;
}

/** As long as an option of a command at Discord is in any case; the document names no limit. */
const LONGEST = 255;

export function createFlagDefinitions({
  battlemetrics,
  organizationId,
}: DefinitionsOptions): FlagDefinitions {
  const read = (call: Call) => readFlags(battlemetrics, organizationId, call);

  const own = (text: string, flags: readonly PlayerFlag[]): PlayerFlag => {
    const wanted = text.trim().toLowerCase();
    const fitting = flags.filter(
      ({ id, attributes }) => id === wanted || attributes.name.toLowerCase() === wanted,
    );
    const ours = fitting.filter((flag) => ownerOf(flag, organizationId) === 'ours');
    const [first, second] = ours;
    if (first !== undefined && second === undefined) return first;
    if (first !== undefined) {
      throw new UserError(
        'flag-ambiguous',
        'Several flags have that name. Pick one of the suggestions of `flag` while you type.',
      );
    }
    if (fitting.length > 0) {
      throw new UserError(
        'flag-foreign',
        'That flag is of another organization, which shares it with yours: only that one can change it.',
      );
    }
    throw new UserError(
      'flag-unknown',
      'There is no such flag. Pick one of the suggestions of `flag` while you type.',
    );
  };

  return {
    async list(call) {
      const flags = (await read(call)).map((flag) => ({
        id: flag.id,
        name: flag.attributes.name,
        color: flag.attributes.color,
        description: flag.attributes.description,
        icon: flag.attributes.icon,
        foreign: ownerOf(flag, organizationId) !== 'ours',
      }));
      return flags.sort((a, b) => a.name.localeCompare(b.name, 'en'));
    },

    async createRequest(input, call) {
      const definition: FlagDefinition = {
        name: readName(input.name),
        color: input.color === undefined ? DEFAULT_COLOUR : readColour(input.color),
        description: input.description === undefined ? null : readDescription(input.description),
        icon: input.icon === undefined ? null : readIcon(input.icon),
      };
      mustBeFree(definition.name, await read(call));
      return { kind: 'flag-create', subject: NOBODY, definition };
    },

    async editRequest({ flag: text, name, color, description, icon }, call) {
      const changes = {
        ...(name === undefined ? {} : { name: readName(name) }),
        ...(color === undefined ? {} : { color: readColour(color) }),
        ...(description === undefined ? {} : { description: readDescription(description) }),
        ...(icon === undefined ? {} : { icon: readIcon(icon) }),
      };
      const flags = await read(call);
      const flag = own(text, flags);
      const before = definitionOf(flag);
      const after = { ...before, ...changes };
      if (isSame(before, after)) {
        throw new UserError(
          'flag-unchanged',
          'That is how the flag is already. Give what is to be changed: `name`, `color`, `description` or `icon`.',
        );
      }
      if (after.name !== before.name) {
        mustBeFree(
          after.name,
          flags.filter(({ id }) => id !== flag.id),
        );
      }
      return { kind: 'flag-edit', subject: NOBODY, flagId: flag.id, before, after };
    },

    async deleteRequest(text, call) {
      const flag = own(text, await read(call));
      return { kind: 'flag-delete', subject: NOBODY, flagId: flag.id, before: definitionOf(flag) };
    },
  };
}

function definitionOf({ attributes }: PlayerFlag): FlagDefinition {
  const { name, color, description, icon } = attributes;
  return { name, color: color ?? DEFAULT_COLOUR, description, icon };
}

function isSame(a: FlagDefinition, b: FlagDefinition): boolean {
  return (
    a.name === b.name &&
    a.color.toLowerCase() === b.color.toLowerCase() &&
    (a.description ?? '') === (b.description ?? '') &&
    a.icon === b.icon
  );
}

/** Two flags of one name could not be told apart, by people as little as by the bot that looks for one it made. */
function mustBeFree(name: string, flags: readonly PlayerFlag[]): void {
  const taken = flags.find(({ attributes }) => attributes.name.trim().toLowerCase() === name.toLowerCase());
  if (taken === undefined) return;
  throw new UserError(
    'flag-name-taken',
    `There is a flag **${escapeText(taken.attributes.name, 80)}** already. Choose another name.`,
  );
}

function readName(text: string): string {
  const name = text.trim().replaceAll(/\s+/gu, ' ');
  if (isBlank(name)) throw new UserError('flag-name-empty', 'A flag needs a name.');
  mustFit(name, 'name');
  return name;
}

function readDescription(text: string): string | null {
  const description = text.trim();
  if (isBlank(description) || description.toLowerCase() === NONE) return null;
  mustFit(description, 'description');
  return description;
}

function mustFit(text: string, what: 'name' | 'description'): void {
  const { length } = [...text];
  if (length <= LONGEST) return;
  throw new UserError(
    'flag-text-too-long',
    `The ${what} has ${length} characters, and ${LONGEST} are possible. Shorten it.`,
    { length },
  );
}
