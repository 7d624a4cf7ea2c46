import { stringify } from 'csv-stringify/sync';
import { maskIdentifiers } from '../../render/mask.ts';
import type { ActionResult, ModerationAction } from '../../store/moderation-action.ts';
import type { ActionRequest } from '../../store/moderation-request.ts';
import { withoutSignature } from '../writes/note-text.ts';

const COLUMNS: readonly (readonly [name: string, value: (action: ModerationAction) => string | null])[] = [
  ['time', ({ createdAt }) => new Date(createdAt).toISOString()],
  ['action', ({ request }) => request.kind],
  ['state', ({ state }) => state],
  ['moderator id', ({ moderator }) => moderator.id],
  ['moderator', ({ moderator }) => moderator.name],
  ['approved by id', ({ approver }) => approver?.id ?? null],
  ['approved by', ({ approver }) => approver?.name ?? null],
  ['player id', ({ request }) => request.subject.playerId],
  ['player', ({ request }) => request.subject.name],
  ['summary', ({ request }) => summaryOf(request)],
  ['ban id', ({ request, result }) => banIdOf(request) ?? result?.banId ?? null],
  ['uid', ({ uid }) => uid],
  ['cause', ({ cause }) => (cause.kind === 'command' ? cause.kind : `${cause.kind} of ${cause.of}`)],
  ['result', ({ request, result }) => (result === null ? null : resultOf(request, result))],
  ['error', ({ error }) => error],
  ['id', ({ id }) => id],
  ['undone by', ({ undoneBy }) => undoneBy],
];
/** Ids of our own and of Discord, which are nobody's identifiers in a game though they may look like some. */
const OWN = new Set([
  'time',
  'moderator id',
  'approved by id',
  'player id',
  'ban id',
  'uid',
  'id',
  'undone by',
]);

/**
 * The record as CSV, for spreadsheets: what begins like a formula is a text there, and the mark at the beginning says
 * that it is UTF-8. Identifiers of people are masked.
 */
export function auditCsv(actions: readonly ModerationAction[]): string {
  const rows = actions.map((action) =>
    COLUMNS.map(([name, value]) => {
      const text = value(action);
      return text === null || OWN.has(name) ? text : maskIdentifiers(text);
    }),
  );
  return stringify(rows, {
    header: true,
    columns: COLUMNS.map(([name]) => name),
    bom: true,
    escape_formulas: true,
    record_delimiter: 'windows',
  });
}

function summaryOf(request: ActionRequest): string {
  switch (request.kind) {
    case 'ban':
    case 'unban':
      return request.reason;
    case 'ban-edit':
      return request.after.reason ?? request.before.reason;
    case 'exemption-add':
    case 'exemption-remove':
      return request.reason ?? request.banReason;
    case 'ban-import':
      return `${request.fileName}: ${request.entries.length} bans`;
    case 'flag-add':
    case 'flag-remove':
      return request.flagName;
    case 'flag-create':
      return request.definition.name;
    case 'flag-edit':
      return request.before.name === request.after.name
        ? request.after.name
        : `${request.before.name} -> ${request.after.name}`;
    case 'flag-delete':
      return request.before.name;
    case 'note-add':
    case 'note-edit':
      return request.text;
    case 'note-delete':
      return withoutSignature(request.before);
    case 'slot-add':
      return request.servers.map(({ name }) => name).join(', ');
    case 'slot-remove':
      return `slot ${request.slotId}`;
    case 'rcon':
      return `${request.serverName}: ${request.command}`;
  }
}

function banIdOf(request: ActionRequest): string | null {
  return 'banId' in request ? request.banId : null;
}

function resultOf(request: ActionRequest, result: ActionResult): string {
  const { alreadySo, noteId, slotId, flagId, begun, imported } = result;
  const parts = [
    alreadySo === true ? 'was so already' : undefined,
    request.kind === 'ban-import' ? `${imported ?? 0} of ${request.entries.length} imported` : undefined,
    request.kind === 'ban-import' && begun !== undefined ? `${begun} begun` : undefined,
    noteId === undefined ? undefined : `note ${noteId}`,
    slotId === undefined ? undefined : `slot ${slotId}`,
    flagId === undefined ? undefined : `flag ${flagId}`,
  ];
  return parts.filter((part) => part !== undefined).join(', ');
}
