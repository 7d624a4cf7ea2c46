import type { Level } from 'pino';
import { ApiError } from '../http/errors.ts';
import type { Message } from '../message/message.ts';
import { UserError } from '../message/user-error.ts';
import { LimiterError } from '../ratelimit/limiter.ts';
import { explainError } from '../render/api-error.ts';
import { OutdatedCommandError } from './command.ts';

/** An error as the person and the operator get to know it. */
export interface Failure {
  readonly message: Message;
  readonly log: {
    readonly level: Level;
    readonly text: string;
    readonly fields: Readonly<Record<string, unknown>>;
  };
}

export interface FailureOptions {
  readonly now: number;
  /** Makes an id by which an operator finds an error in the log. */
  readonly newReference: () => string;
}

/** Turns whatever a handler threw into words. Only here do errors become text. */
export function describeFailure(error: unknown, { now, newReference }: FailureOptions): Failure {
  if (error instanceof UserError) {
    return {
      message: { content: error.message },
      log: {
        level: 'info',
        text: 'Declined',
        fields: { identifier: error.identifier, context: error.context },
      },
    };
  }
  if (error instanceof OutdatedCommandError) {
    return {
      message: { content: OUTDATED },
      log: { level: 'warn', text: 'Discord sent an outdated command', fields: { err: error } },
    };
  }
  if (error instanceof ApiError || error instanceof LimiterError) {
    const { text, advice } = explainError(error, now);
    return {
      message: { content: `⚠️ ${text}\n${advice}` },
      log: { level: 'warn', text: 'An API call failed', fields: { err: error } },
    };
  }
  const reference = newReference();
  return {
    message: { content: internalText(reference) },
    log: { level: 'error', text: 'A handler failed', fields: { reference, err: error } },
  };
}

function internalText(reference: string): string {
  return `❌ Something went wrong inside Squawk, and it has been logged as \`${reference}\`.\nTry again. If it happens again, give that id to the operator of this bot.`;
}

export const OUTDATED =
  'This command has changed since your Discord loaded it. Reload Discord (Ctrl+R, or restart the app) and try again.';
