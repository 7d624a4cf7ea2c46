import { type ApiError, RateLimitedError } from '../http/errors.ts';
import { LimiterError } from '../ratelimit/limiter.ts';
import { relativeTime } from './timestamps.ts';

/** What a person is told of a failed call: what happened, and what to do now. Markdown of our own, nothing from outside. */
export interface Explanation {
  readonly text: string;
  readonly advice: string;
}

/**
 * Puts a failed call into words for Discord: short, without addresses, secrets or what the API said, for that may quote
 * the request. Of a change that may have been carried out it never says that it was not.
 * @param now epoch milliseconds, to say when a rate limit ends.
 */
export function explainError(error: ApiError | LimiterError, now: number): Explanation {
  if (error instanceof LimiterError) return explainDrop(error);
  const explanation = explainApiError(error, now);
  if (!isChange(error) || error.executed === 'no') return explanation;
  return {
    text: `${explanation.text} It is not known whether ${error.api} carried out what was asked.`,
    advice: 'Look whether it has been done before you try again.',
  };
}

function explainApiError(error: ApiError, now: number): Explanation {
  const { api } = error;
  switch (error.kind) {
    case 'refused':
      return {
        text: `${api} cannot be reached.`,
        advice: 'Try again in a few minutes. If it stays so, tell the operator of this bot.',
      };
    case 'lost':
      return { text: `The connection to ${api} broke.`, advice: 'Try again in a moment.' };
    case 'timeout':
      return {
        text: `${api} took too long to answer.`,
        advice: 'Try again in a minute: it may be busy.',
      };
    case 'rate-limited': {
      const until = error instanceof RateLimitedError ? now + error.retryAfterMs : undefined;
      return {
        text: `${api} asks this bot to slow down.`,
        advice: until === undefined ? 'Try again in a minute.' : `Try again ${relativeTime(until)}.`,
      };
    }
    case 'unauthorized':
      if (error.byWebPage) return refusedInFront(api);
      return {
        text: `${api} does not let this bot do that.`,
        advice: `Tell the operator of this bot: ${KEY_TO_CHECK[api]}.`,
      };
    case 'subscription-required':
      return {
        text: `${api} answers only accounts with a subscription, and this bot's has none.`,
        advice: `Tell the operator of this bot: the account behind \`BATTLEMETRICS_TOKEN\` needs a ${api} subscription.`,
      };
    case 'not-found':
      if (error.byWebPage && api === 'BattleMetrics') return refusedInFront(api);
      return api === 'DCSServerBot'
        ? PREFIX_WRONG
        : {
            text: `${api} does not know what was asked for.`,
            advice: 'It may have been deleted. Search for it again.',
          };
    case 'conflict':
      return { text: `${api} says that this is already so.`, advice: 'Nothing is left to do.' };
    case 'rejected':
      return {
        text: `${api} did not accept the request.`,
        advice:
          'Check what you typed. If it looks right, tell the operator of this bot: the log says what was refused.',
      };
    case 'schema-mismatch':
      return {
        text: `${api} answered in a way that this bot does not understand.`,
        advice: 'Tell the operator of this bot: the API has changed, and an update of the bot may be needed.',
      };
    case 'server-error':
      return {
        text: `${api} has a fault of its own.`,
        advice: 'Try again in a few minutes. If it stays so, tell the operator of this bot.',
      };
    case 'not-json':
      return {
        text: `${api} sent a broken answer.`,
        advice:
          'Try again in a few minutes: it may be restarting. If it stays so, tell the operator of this bot: the address may be wrong, or a proxy may stand before it.',
      };
    case 'too-large':
      return {
        text: `${api} sent more than this bot takes.`,
        advice: 'Ask for less, if you can. Otherwise tell the operator of this bot.',
      };
    case 'aborted':
      return { text: `${api} was not waited for any longer.`, advice: 'Try again.' };
  }
}

/** A web page came: no word about keys or what exists, for the API itself was not asked. */
function refusedInFront(api: ApiError['api']): Explanation {
  return {
    text: `Something in front of ${api}, such as a firewall, refused the request.`,
    advice: 'Try again in a few minutes. If it stays so, tell the operator of this bot.',
  };
}

const KEY_TO_CHECK = {
  BattleMetrics: '`BATTLEMETRICS_TOKEN` must be valid and have the scopes for this',
  DCSServerBot: '`DCSSERVERBOT_API_KEY` must be the key of the RestAPI',
} as const;

const PREFIX_WRONG: Explanation = {
  text: 'DCSServerBot does not know this question.',
  advice:
    'Tell the operator of this bot: `DCSSERVERBOT_URL` must include the prefix of the RestAPI, such as `/stats`, and its plugin must be switched on.',
};

function explainDrop({ reason }: LimiterError): Explanation {
  switch (reason) {
    case 'queue-full':
      return {
        text: 'Too many questions to BattleMetrics are waiting. Yours was not sent.',
        advice: 'Try again in a minute.',
      };
    case 'deadline':
      return {
        text: 'BattleMetrics allows only so many questions a minute, and yours did not get its turn in time. It was not sent.',
        advice: 'Try again in a minute.',
      };
    case 'aborted':
      return {
        text: 'Nobody waited for this any longer. It was not sent.',
        advice: 'Try again if you need it.',
      };
    case 'closed':
      return {
        text: 'The bot is shutting down. Your question was not sent.',
        advice: 'Try again in a minute.',
      };
  }
}

/** POST requests that only ask. A request that is not listed counts as a change: saying too much does no harm there. */
const QUESTIONS: Readonly<Record<ApiError['api'], RegExp>> = {
  DCSServerBot:
    /\/(?:getuser|stats|modulestats|missilepk|weaponpk|credits|player_info|player_squadrons|squadron_members|squadron_credits|traps|greenieboard)$/u,
  BattleMetrics: /\/players\/(?:quick-)?match$/u,
};

function isChange({ api, method, url }: ApiError): boolean {
  if (method === 'GET') return false;
  return method !== 'POST' || !QUESTIONS[api].test(url.replace(/[?#].*$/u, ''));
}
