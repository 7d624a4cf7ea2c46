import type { Call } from '../../http/call.ts';
import type { ActionResult, ModerationAction } from '../../store/moderation-action.ts';
import type { ActionRequest } from '../../store/moderation-request.ts';
import { banWrite } from './ban.ts';
import { banEditWrite } from './ban-edit.ts';
import { banImportWrite } from './ban-import.ts';
import { exemptionWrite } from './exemption.ts';
import { flagWrite } from './flag.ts';
import { flagCreateWrite, flagDeleteWrite, flagEditWrite } from './flag-definition.ts';
import { noteAddWrite, noteDeleteWrite, noteEditWrite } from './note.ts';
import { rconWrite } from './rcon.ts';
import { slotAddWrite, slotRemoveWrite } from './slot.ts';
import { unbanWrite } from './unban.ts';
import type { Finding, Progress, Write, WriteDependencies } from './write.ts';

/** The write of one action. */
export interface ActionWrite {
  /** As `Write.send`. */
  send(deps: WriteDependencies, call: Call, progress: Progress): Promise<ActionResult>;
  /** As `Write.look`. */
  look(deps: WriteDependencies, call: Call): Promise<Finding>;
}

/** How an action is sent and recognised, by its kind. */
export function writeOf(action: ModerationAction): ActionWrite {
  const { request } = action;
  switch (request.kind) {
    case 'ban':
      return bind(banWrite, action, request);
    case 'unban':
      return bind(unbanWrite, action, request);
    case 'ban-edit':
      return bind(banEditWrite, action, request);
    case 'exemption-add':
    case 'exemption-remove':
      return bind(exemptionWrite, action, request);
    case 'ban-import':
      return bind(banImportWrite, action, request);
    case 'flag-add':
    case 'flag-remove':
      return bind(flagWrite, action, request);
    case 'flag-create':
      return bind(flagCreateWrite, action, request);
    case 'flag-edit':
      return bind(flagEditWrite, action, request);
    case 'flag-delete':
      return bind(flagDeleteWrite, action, request);
    case 'note-add':
      return bind(noteAddWrite, action, request);
    case 'note-edit':
      return bind(noteEditWrite, action, request);
    case 'note-delete':
      return bind(noteDeleteWrite, action, request);
    case 'slot-add':
      return bind(slotAddWrite, action, request);
    case 'slot-remove':
      return bind(slotRemoveWrite, action, request);
    case 'rcon':
      return bind(rconWrite, action, request);
  }
}

function bind<R extends ActionRequest>(write: Write<R>, action: ModerationAction, request: R): ActionWrite {
  const whole: ModerationAction<R> = { ...action, request };
  return {
    send: (deps, call, progress) => write.send(whole, deps, call, progress),
    look: (deps, call) => write.look(whole, deps, call),
  };
}
