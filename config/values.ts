import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { canonicalTimezone } from './timezone.ts';

/**
 * What a variable may hold, from its text (trimmed, never empty). Messages continue a sentence that starts with the
 * variable's name, and never repeat the text: it may be a secret, or one that was pasted into the wrong line.
 */
export type Value<T> = z.ZodType<T, string>;

const plain = z.string().superRefine((text, context) => {
  if (/^(["'`]).*\1$/s.test(text)) complain(context, 'is in quotes: leave them out');
  else if (/^<.*>$/s.test(text) && !/^<[#@]/.test(text)) complain(context, 'still holds a placeholder');
});

/** @param read returns the value, or throws a Problem. */
function value<T>(read: (text: string) => T): Value<T> {
  return plain.pipe(
    z.string().transform((text, context) => {
      try {
        return read(text);
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        complain(context, error.message);
        return z.NEVER;
      }
    }),
  );
}

class Problem extends Error {}

function complain(context: z.RefinementCtx, message: string): void {
  context.addIssue({ code: 'custom', message, continue: false });
}

/** A secret that is sent in a header. */
export function token(): Value<string> {
  return value((text) => {
    const prefix = /^(bearer|bot|token)\s+/i.exec(text)?.[1];
    if (prefix !== undefined) {
      throw new Problem(`starts with the word ${prefix}: paste the token alone, the bot adds the rest`);
    }
    if (/[\r\n]/.test(text)) throw new Problem('contains a line break: paste the token on one line');
    if (/\s/.test(text)) throw new Problem('contains a space: paste the token alone');
    if (!/^[\x21-\x7e]+$/.test(text)) {
      throw new Problem('contains a character that cannot be sent in a header: copy it anew');
    }
    return text;
  });
}

/** An id of something on Discord. */
export function snowflake(): Value<string> {
  return value(readSnowflake);
}

function readSnowflake(text: string): string {
  if (/^\d{17,20}$/.test(text)) return text;
  if (/^<[#@]/.test(text)) throw new Problem('is a mention: the digits in it alone are the id');
  if (/^https?:|discord(?:app)?\.(?:com|gg)\//i.test(text)) {
    throw new Problem('is a link, not an id: with developer mode on, right-click and choose "Copy ID"');
  }
  throw new Problem('is not a Discord id, which has 17 to 20 digits');
}

/** An id of something on BattleMetrics, other than a ban list. */
export function battleMetricsId(): Value<string> {
  return value(readBattleMetricsId);
}

function readBattleMetricsId(text: string): string {
  if (/^\d{1,20}$/.test(text)) return text;
  if (/^https?:|battlemetrics\.com/i.test(text)) {
    throw new Problem('is a link, not an id: only the digits in it are');
  }
  throw new Problem('is not a BattleMetrics id, which consists of digits');
}

/** Ban lists have a UUID. */
export function uuid(): Value<string> {
  return value((text) => {
    const result = z.guid().safeParse(text.toLowerCase());
    if (result.success) return result.data;
    throw new Problem('is not the id of a ban list, which is a UUID; its name will not do');
  });
}

export function snowflakes(): Value<readonly string[]> {
  return list(readSnowflake);
}

export function battleMetricsIds(): Value<readonly string[]> {
  return list(readBattleMetricsId);
}

/** Names of commands, with or without their slash. */
export function commandNames(): Value<readonly string[]> {
  return list((text) => {
    const name = text.replace(/^\//, '').toLowerCase();
    if (/^[\p{L}\p{N}_-]{1,32}$/u.test(name)) return name;
    throw new Problem('is not the name of a command');
  });
}

/** Names of flags at BattleMetrics; any text without a comma. */
export function flagNames(): Value<readonly string[]> {
  return list((text) => {
    if ([...text].length <= 255) return text;
    throw new Problem('is too long for the name of a flag');
  });
}

/** The first words of commands of a game server's console. */
export function consoleCommands(): Value<readonly string[]> {
  return list((text) => {
    if (/[;|&\r\n]/u.test(text)) throw new Problem('holds a character that could chain commands');
    if (text.length > 100) throw new Problem('is too long for the beginning of a command');
    return text.replaceAll(/\s+/gu, ' ');
  });
}

/** Separated by commas; each once, in the order given. */
function list(read: (text: string) => string): Value<readonly string[]> {
  return value((text) => {
    const parts = text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '');
    const items = parts.map((part, index) => {
      try {
        return read(part);
      } catch (error) {
        if (!(error instanceof Problem) || parts.length === 1) throw error;
        throw new Problem(`has an entry that does not fit: number ${index + 1} ${error.message}`);
      }
    });
    return [...new Set(items)];
  });
}

export function wholeNumber({ min, max }: { readonly min: number; readonly max: number }): Value<number> {
  return value((text) => {
    const number = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (number >= min && number <= max) return number;
    throw new Problem(`is not a whole number from ${min} to ${max}`);
  });
}

export function yesOrNo(): Value<boolean> {
  return value((text) => {
    if (/^(?:true|1|yes|on)$/i.test(text)) return true;
    if (/^(?:false|0|no|off)$/i.test(text)) return false;
    throw new Problem('is neither true nor false');
  });
}

export function oneOf<const T extends string>(...choices: readonly T[]): Value<T> {
  return value((text) => {
    const choice = choices.find((name) => name === text.toLowerCase());
    if (choice !== undefined) return choice;
    throw new Problem(`is none of ${choices.join(', ')}`);
  });
}

/**
 * The base URL of an API; a slash at its end goes.
 * @param options.userInfo whether a name and a password for a proxy may stand in it
 */
export function baseUrl({ userInfo }: { readonly userInfo: boolean }): Value<URL> {
  return value((text) => {
    if (!/^https?:\/\//i.test(text)) {
      const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1];
      throw new Problem(
        scheme === undefined
          ? 'does not start with http:// or https://'
          : 'is neither an http nor an https URL',
      );
    }
    if (!URL.canParse(text)) throw new Problem('is not a valid URL');
    const url = new URL(text);
    if (url.search !== '' || url.hash !== '' || /[?#]$/.test(text)) {
      throw new Problem('has a query or fragment (? or #), which a base URL has not');
    }
    if (!userInfo && (url.username !== '' || url.password !== '')) {
      throw new Problem('has a user name or password in it, which this API does not take');
    }
    url.pathname = url.pathname.replace(/\/+$/, '');
    return url;
  });
}

/** Discord's REST API, to whose address the library adds the version. */
export function discordApiUrl(): Value<string> {
  return baseUrl({ userInfo: false }).transform((url, context) => {
    if (/\/v\d+$/.test(url.pathname)) {
      complain(context, 'ends in a version: leave it out, the bot adds it');
      return z.NEVER;
    }
    return url.href.replace(/\/$/, '');
  });
}

/** A time zone by its name in the IANA list. */
export function timezone(): Value<string> {
  return value((text) => {
    const zone = canonicalTimezone(text);
    if (zone !== undefined) return zone;
    throw new Problem('is no time zone of the IANA list, which have names such as Europe/Berlin');
  });
}

/** Path of a JSON file, relative to the working directory or absolute. */
export function jsonFile(): Value<string> {
  return value((text) => {
    if (/^[a-z][a-z0-9+.-]+:\/\//iu.test(text)) throw new Problem('is an address, not a path');
    if (!/[^/\\]\.json$/iu.test(text)) throw new Problem('is not the path of a file that ends in .json');
    if (text.includes('\0')) throw new Problem('contains a character that no path has');
    return text;
  });
}

/** `file:` and a path, relative to the working directory or absolute; or `:memory:`. */
export function databasePath(): Value<string> {
  return value((text) => {
    if (text === ':memory:' || text === 'file::memory:') return ':memory:';
    if (!/^file:/i.test(text)) {
      throw new Problem(
        /^[a-z][a-z0-9+.-]+:/i.test(text)
          ? 'names another database: only a SQLite file will do'
          : 'does not start with file:',
      );
    }
    if (/[?#]/.test(text)) throw new Problem('has options (? or #), which are not supported');
    const path = /^file:\/\//i.test(text) ? readFileUrl(text) : text.slice('file:'.length);
    if (path === '' || /[/\\]$/.test(path)) throw new Problem('names a folder, not a file');
    if (path.includes('\0')) throw new Problem('contains a character that no path has');
    return path;
  });
}

function readFileUrl(text: string): string {
  try {
    return fileURLToPath(text);
  } catch {
    // Two slashes begin a host. The error of Node would repeat the text.
    throw new Problem('names a host: use file:data/… for a relative path, file:///… for an absolute one');
  }
}
