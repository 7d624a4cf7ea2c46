import { ConfigError } from '../../config/env.ts';
import { NoEndpointError } from '../dcsserverbot/requests.ts';
import { UnsupportedByVersionError } from '../dcsserverbot/unsupported.ts';
import { ApiError, type ApiErrorKind, RateLimitedError } from '../http/errors.ts';
import { InvalidArgumentError } from '../http/invalid-argument.ts';
import { LimiterError } from '../ratelimit/limiter.ts';
import type { CallableApi, CallableOperation } from './callable.ts';
import { safeLine } from './safe-text.ts';
import { UsageError } from './usage-error.ts';

/** How the process ends. */
export const EXIT = { done: 0, failed: 1, misused: 2 } as const;

export interface Failure {
  readonly text: string;
  readonly exitCode: number;
}

/** What was asked for when it failed. */
export interface Asked {
  readonly api: CallableApi;
  readonly operation: CallableOperation;
}

/** What happened and what to do about it, for whoever typed the command. */
export function describeFailure(error: unknown, asked: Asked | undefined): Failure {
  if (error instanceof UsageError || error instanceof ConfigError) {
    return { text: error.message, exitCode: EXIT.misused };
  }
  if (error instanceof InvalidArgumentError) {
    const { operation, parameter, rule } = error;
    const help = asked === undefined ? '' : ` "${lineOf(asked.api, operation)} --help" tells what it takes.`;
    return { text: `${operation}: --${parameter} ${rule}.${help}`, exitCode: EXIT.misused };
  }
  if (error instanceof ApiError) return { text: apiFailure(error, asked), exitCode: EXIT.failed };
  if (error instanceof LimiterError) {
    const text = error.reason === 'aborted' ? 'Given up; it was not sent.' : 'It was not sent. Try again.';
    return { text, exitCode: EXIT.failed };
  }
  if (error instanceof UnsupportedByVersionError) {
    return { text: `${error.message}. ${adviceOnVersion(error)}`, exitCode: EXIT.failed };
  }
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { text: `A fault of this command: ${safeLine(text)}`, exitCode: EXIT.failed };
}

function adviceOnVersion({ version, parameter }: UnsupportedByVersionError): string {
  if (version === 'current') return 'It belongs to the documented version.';
  const update = 'n update of DCSServerBot would bring it.';
  return parameter === undefined ? `A${update}` : `Leave out --${parameter}; a${update}`;
}

export function lineOf(api: CallableApi, operation: string): string {
  return `npm run api -- ${api.id} ${operation}`;
}

function apiFailure(error: ApiError, asked: Asked | undefined): string {
  const said = error.apiMessage === undefined ? '' : ` It said: "${sentence(safeLine(error.apiMessage))}"`;
  const unsure = asked?.operation.writes && error.executed === 'maybe';
  if (error.kind === 'aborted') return unsure ? `Given up. ${lookFirst(asked)}` : 'Given up.';
  return `${sentence(safeLine(error.message))}${said} ${unsure ? lookFirst(asked) : adviceOn(error)}`.trimEnd();
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** Of a change it is never said that it did not happen, unless that is sure. */
function lookFirst({ api, operation: { tells } }: Asked): string {
  const maybe = 'It may have been carried out all the same.';
  return tells === undefined
    ? `${maybe} No operation tells whether it was.`
    : `${maybe} Look before you try again: ${lineOf(api, tells)}`;
}

const KEYS = {
  BattleMetrics: 'BATTLEMETRICS_TOKEN must be valid and have the scope for this',
  DCSServerBot: 'DCSSERVERBOT_API_KEY must be the key of the RestAPI',
} as const;
const ADDRESSES = { BattleMetrics: 'BATTLEMETRICS_URL', DCSServerBot: 'DCSSERVERBOT_URL' } as const;

/** By the kind of failure; those that need the error itself are in `adviceOn`. */
const ADVICE: Readonly<Record<Exclude<ApiErrorKind, 'unauthorized' | 'refused' | 'rate-limited'>, string>> = {
  lost: 'Try again in a moment.',
  timeout: 'Try again in a minute: it may be busy.',
  'subscription-required': 'The account behind BATTLEMETRICS_TOKEN needs a BattleMetrics subscription.',
  'not-found': 'Look whether the ids and names are right; it may have been deleted.',
  conflict: 'It may be so already.',
  rejected: 'Compare the arguments with what --help says.',
  'schema-mismatch': 'The API has changed, and an update of Squawk may be needed.',
  'server-error': 'Try again in a few minutes.',
  'not-json':
    'Something in front of the API may have spoken. Look at the address, or try again in a few minutes.',
  aborted: 'Nobody waits for it any more.',
  'too-large': 'Ask for less: a smaller page, or fewer fields.',
};

function adviceOn(error: ApiError): string {
  // It says itself what to look at.
  if (error instanceof NoEndpointError) return '';
  if (error.byWebPage) return 'Something in front of the API refused it, such as a firewall.';
  switch (error.kind) {
    case 'refused':
      return `Look at ${ADDRESSES[error.api]}, and whether the API is up.`;
    case 'unauthorized':
      return `${KEYS[error.api]}.`;
    case 'rate-limited': {
      const seconds = error instanceof RateLimitedError ? Math.ceil(error.retryAfterMs / 1_000) : 60;
      return `Try again in ${seconds} s.`;
    }
    default:
      return ADVICE[error.kind];
  }
}
