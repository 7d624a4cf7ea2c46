import {
  endOfUnixTime,
  isAddress,
  isBeGuid,
  isComment,
  isEosId,
  isSteamIdText,
  type LineReader,
  type ListEnd,
} from './list-entry.ts';

/** A format in which a game keeps its bans, one a line. */
export interface GameFormat {
  readonly name: string;
  /** Whether a line that is none of another format can be of this one. */
  readonly fits: (line: string) => boolean;
  readonly read: LineReader;
}

/** Times below are durations in minutes; above they are moments: the games write both into the same place. */
const FIRST_MOMENT = 1_000_000_000;

/** BattlEye, `bans.txt` of Arma 2 and 3: `GUID-or-address minutes-or-unix-time reason`; -1 is for good. */
const battlEye: GameFormat = {
  name: "Arma's bans.txt",
  fits: (line) => /^(?:[0-9a-f]{32}|(?:\d{1,3}\.){3}\d{1,3})\s+-?\d+(?:\s|$)/iu.test(line),
  read(line) {
    if (isComment(line)) return undefined;
    const match = /^(\S+)(?:\s+(-?\d{1,12})(?:\s+(.*))?)?$/su.exec(line);
    const [, who = '', time, reason] = match ?? [];
    const type = isBeGuid(who) ? 'BEGUID' : isAddress(who) ? 'ip' : undefined;
    if (type === undefined) return 'is not as `GUID-or-address time reason`';
    if (time === undefined) return 'has no time after the GUID or address';
    return { type, identifier: who.toLowerCase(), reason: textOf(reason), end: endOfBattlEye(time) };
  },
};

/**
 * Squad, `Bans.cfg`: `Admin [EOSID …] Banned:7656…:0 //reason`, or shorter `7656…:0 //reason`; 0 is for good. Since it
 * knows players of Epic, too, an EOS id may stand in place of the Steam ID.
 */
const squad: GameFormat = {
  name: "Squad's Bans.cfg",
  fits: (line) => /(?:^|Banned:\s*)(?:7656119\d{10}|[0-9a-f]{32}):\d+/iu.test(line),
  read(line) {
    if (isComment(line)) return undefined;
    const match = /(?:^|Banned:\s*)(\d{17}|[0-9a-f]{32}):(\d{1,12})\s*(?:\/\/\s*(.*))?$/isu.exec(line);
    const [, who = '', time = '0', reason] = match ?? [];
    if (match === null) return 'is not as `SteamID:time //reason`';
    const type = isSteamIdText(who) ? 'steamID' : isEosId(who) ? 'eosID' : undefined;
    if (type === undefined) return 'holds no Steam ID';
    return { type, identifier: who.toLowerCase(), reason: textOf(reason), end: endOfUnixTime(time) };
  },
};

/** With quotes that are escaped, as the game writes them, and with quotes in a name that are not. */
const RUST_LINE =
  /^banid\s+(\d{17})(?:\s+"((?:[^"\\]|\\.)*)")?(?:\s+"((?:[^"\\]|\\.)*)")?(?:\s+(-?\d{1,12}))?$/isu;
const RUST_LOOSE_LINE = /^banid\s+(\d{17})\s+"(.*)"\s+"([^"]*)"(?:\s+(-?\d{1,12}))?$/isu;

/** Rust, `bans.cfg`: `banid 7656… "name" "reason" expiry`; -1 or no expiry is for good. */
const rust: GameFormat = {
  name: "Rust's bans.cfg",
  fits: (line) => /^banid\s/iu.test(line),
  read(line) {
    if (isComment(line)) return undefined;
    const match = RUST_LINE.exec(line) ?? RUST_LOOSE_LINE.exec(line);
    const [, who = '', , reason, time] = match ?? [];
    if (match === null) return 'is not as `banid SteamID "name" "reason" expiry`';
    if (!isSteamIdText(who)) return 'holds no Steam ID';
    const why = reason?.replaceAll('\\"', '"');
    const end: ListEnd = time === undefined ? { kind: 'never' } : endOfUnixTime(time);
    return { type: 'steamID', identifier: who, reason: textOf(why), end };
  },
};

/** ARK, `banlist.txt`: a Steam ID a line, at times with a name behind a comma; never with an end. */
const ark: GameFormat = {
  name: "ARK's banlist.txt",
  fits: (line) => /^7656119\d{10}(?:,|$)/u.test(line),
  read(line) {
    if (isComment(line)) return undefined;
    const [who = ''] = line.split(',', 1);
    if (!isSteamIdText(who.trim())) return 'is no Steam ID';
    return { type: 'steamID', identifier: who.trim(), reason: undefined, end: undefined };
  },
};

/** Rust, `bansip_SERVER.ini`: an address a line. */
const addresses: GameFormat = {
  name: 'a list of addresses',
  fits: (line) => /^(?:\d{1,3}\.){3}\d{1,3}$/u.test(line),
  read(line) {
    // As `[section]`, for it is an ini file.
    if (isComment(line) || line.startsWith('[')) return undefined;
    if (!isAddress(line)) return 'is no address';
    return { type: 'ip', identifier: line, reason: undefined, end: undefined };
  },
};

/** The first that fits most lines is the file's. */
export const GAME_FORMATS: readonly GameFormat[] = [battlEye, squad, rust, ark, addresses];

function endOfBattlEye(text: string): ListEnd {
  const time = Number(text);
  // Not by the grammar of what people type, which ends at ten years: the game has bans of more minutes than that.
  if (time > 0 && time < FIRST_MOMENT) return { kind: 'after', ms: time * 60_000 };
  return endOfUnixTime(text);
}

function textOf(text: string | undefined): string | undefined {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? undefined : trimmed;
}
