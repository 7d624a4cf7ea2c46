import { withoutSignature } from '../../../src/moderation/writes/note-text.ts';
import type { ActionKind, ActionRequest, FlagDefinition } from '../../../src/store/moderation-request.ts';
import { NOBODY } from '../../../src/store/moderation-request.ts';
import { banOf, flagOf, subjectOf } from '../actions/requests.ts';
import { order, type setScene } from '../scene.ts';

export type Scene = Awaited<ReturnType<typeof setScene>>;

/** One write of each kind, as it can be asked for in the simulated world. */
export interface Case {
  readonly name: ActionKind | 'unban (delete)';
  /** Prepares the world and gives what is to be done there. */
  readonly request: (scene: Scene) => Promise<ActionRequest> | ActionRequest;
  readonly method: 'POST' | 'PATCH' | 'DELETE';
  readonly path: RegExp;
  /** How it ends when it surely did not happen, nobody saw an answer, and it is looked for. */
  readonly lost: 'failed' | 'unknown';
  /** What says in its result that it is there. */
  readonly id?: 'banId' | 'noteId' | 'slotId' | 'flagId';
  /** Asked for again, BattleMetrics says that it is so already. */
  readonly again?: true;
  /** Done with it in the simulated world, for what can be undone: as text, to be compared. */
  readonly state?: (scene: Scene) => unknown;
}

/** A ban that holds for two more days. */
export const HOLDS = '150000039';

const red: FlagDefinition = { name: 'Trial', color: '#ff0000', description: 'On probation', icon: 'flag' };

/** Does something beforehand, and gives what came of it. */
async function done(scene: Scene, request: ActionRequest) {
  const action = await scene.moderation.perform(request, order());
  if (action.state !== 'done') throw new Error(`preparing ${request.kind} ended as ${action.state}`);
  return action.result ?? {};
}

const unban = (mode: 'expire' | 'delete') => ({
  kind: 'unban' as const,
  subject: NOBODY,
  banId: HOLDS,
  mode,
  reason: 'Team kills',
});

function ownFlag({ world }: Scene) {
  const flag = world.flags.find(({ personal, organizationId }) => !personal && organizationId === undefined);
  if (flag === undefined) throw new Error('the simulated world has no flags');
  return flag;
}

const exemption = (kind: 'exemption-add' | 'exemption-remove') => ({
  kind,
  subject: NOBODY,
  banId: HOLDS,
  banReason: 'Team kills',
  reason: 'He is one of us',
});

const note = ({ player }: Scene, text = 'Seen by two\nand filmed: a < b & "c"') => ({
  kind: 'note-add' as const,
  subject: subjectOf(player),
  playerId: player.id,
  text,
  shared: false,
});

const slot = ({ player, world }: Scene) => ({
  kind: 'slot-add' as const,
  subject: subjectOf(player),
  playerId: player.id,
  identifiers: player.identifiers.filter(({ type }) => type === 'steamID').map(({ id }) => Number(id)),
  servers: world.servers.slice(0, 2).map(({ id, name }) => ({ id, name })),
  durationMs: 30 * 86_400_000,
});

const banState = ({ world }: Scene) => {
  const ban = world.bans.find(({ id }) => id === HOLDS);
  return [ban?.reason, ban?.note ?? '', ban?.expires];
};
const exemptionState = ({ world }: Scene) => world.exemptions.map(({ banId, reason }) => [banId, reason]);
const flagState = ({ world, player }: Scene) =>
  world.flagPlayers
    .filter(({ playerId, removedAt }) => playerId === player.id && removedAt === undefined)
    .map(({ flagId }) => flagId)
    .sort();
const definitionState = ({ world }: Scene) =>
  world.flags.map(({ name, color, description, icon }) => [name, color, description, icon]);
/** An undo names who wrote a note first. */
const noteState = ({ world }: Scene) =>
  world.notes.map(({ note: text }) => withoutSignature(text).replace(/\n\nFirst written [^\n]*$/u, ''));
const slotState = ({ world }: Scene) =>
  world.reservedSlots.map(({ serverIds, expires }) => [serverIds, expires]);

export const CASES: readonly Case[] = [
  {
    name: 'ban',
    request: ({ player }) => banOf(player),
    method: 'POST',
    path: /^\/bans$/,
    lost: 'unknown',
    id: 'banId',
  },
  { name: 'unban', request: () => unban('expire'), method: 'PATCH', path: /^\/bans\/\d+$/, lost: 'failed' },
  {
    name: 'unban (delete)',
    request: () => unban('delete'),
    method: 'DELETE',
    path: /^\/bans\/\d+$/,
    lost: 'failed',
    again: true,
  },
  {
    name: 'ban-edit',
    request: ({ world }) => {
      const ban = world.bans.find(({ id }) => id === HOLDS);
      const { reason = '', note: text = null, expires = null } = ban ?? {};
      return {
        kind: 'ban-edit',
        subject: NOBODY,
        banId: HOLDS,
        before: { reason, note: text, expires },
        after: {
          reason: 'Cheating',
          note: 'Two < three\n& "filmed"',
          end: { kind: 'after', ms: 86_400_000 },
        },
      };
    },
    method: 'PATCH',
    path: /^\/bans\/\d+$/,
    lost: 'failed',
    state: banState,
    id: 'banId',
  },
  {
    name: 'exemption-add',
    request: () => exemption('exemption-add'),
    method: 'POST',
    path: /\/relationships\/exemptions$/,
    lost: 'failed',
    again: true,
    state: exemptionState,
  },
  {
    name: 'exemption-remove',
    request: async (scene) => {
      await done(scene, exemption('exemption-add'));
      return exemption('exemption-remove');
    },
    method: 'DELETE',
    path: /\/relationships\/exemptions$/,
    lost: 'failed',
    again: true,
    state: exemptionState,
  },
  {
    name: 'flag-add',
    request: (scene) => flagOf(scene.player, ownFlag(scene)),
    method: 'POST',
    path: /\/relationships\/flags$/,
    lost: 'failed',
    again: true,
    state: flagState,
  },
  {
    name: 'flag-remove',
    request: async (scene) => {
      await done(scene, flagOf(scene.player, ownFlag(scene)));
      return flagOf(scene.player, ownFlag(scene), 'flag-remove');
    },
    method: 'DELETE',
    path: /\/relationships\/flags\/[\da-f-]+$/,
    lost: 'failed',
    again: true,
    state: flagState,
  },
  {
    name: 'flag-create',
    request: () => ({ kind: 'flag-create', subject: NOBODY, definition: red }),
    method: 'POST',
    path: /^\/player-flags$/,
    lost: 'unknown',
    id: 'flagId',
  },
  {
    name: 'flag-edit',
    request: async (scene) => {
      const { flagId = '' } = await done(scene, { kind: 'flag-create', subject: NOBODY, definition: red });
      const after = { ...red, name: 'Released' };
      return { kind: 'flag-edit', subject: NOBODY, flagId, before: red, after };
    },
    method: 'PATCH',
    path: /^\/player-flags\/[\da-f-]+$/,
    lost: 'failed',
    state: definitionState,
    id: 'flagId',
  },
  {
    name: 'flag-delete',
    request: async (scene) => {
      const { flagId = '' } = await done(scene, { kind: 'flag-create', subject: NOBODY, definition: red });
      return { kind: 'flag-delete', subject: NOBODY, flagId, before: red };
    },
    method: 'DELETE',
    path: /^\/player-flags\/[\da-f-]+$/,
    lost: 'failed',
    again: true,
  },
  {
    name: 'note-add',
    request: (scene) => note(scene),
    method: 'POST',
    path: /\/relationships\/notes$/,
    lost: 'unknown',
    state: noteState,
    id: 'noteId',
  },
  {
    name: 'note-edit',
    request: async (scene) => {
      const { noteId = '' } = await done(scene, note(scene, 'Old'));
      return { ...note(scene), kind: 'note-edit', noteId, before: 'Old' };
    },
    method: 'PATCH',
    path: /\/relationships\/notes\/\d+$/,
    lost: 'failed',
    state: noteState,
    id: 'noteId',
  },
  {
    name: 'note-delete',
    request: async (scene) => {
      const { noteId = '' } = await done(scene, note(scene, 'Old'));
      const { text: before, ...rest } = note(scene, 'Old');
      return { ...rest, kind: 'note-delete', noteId, before };
    },
    method: 'DELETE',
    path: /\/relationships\/notes\/\d+$/,
    lost: 'failed',
    again: true,
  },
  {
    name: 'slot-add',
    request: slot,
    method: 'POST',
    path: /^\/reserved-slots$/,
    lost: 'unknown',
    state: slotState,
    id: 'slotId',
  },
  {
    name: 'slot-remove',
    request: async (scene) => {
      const { slotId = '' } = await done(scene, slot(scene));
      return { kind: 'slot-remove', subject: NOBODY, slotId, expires: null };
    },
    method: 'DELETE',
    path: /^\/reserved-slots\/[\da-f-]+$/,
    lost: 'failed',
    again: true,
  },
];
