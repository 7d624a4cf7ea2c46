import { CALLSIGNS, FIRST_WORDS, GROUNDED, SECOND_WORDS, SHARED, TAGS } from './names.ts';
import { createRandom, type Random } from './random.ts';

/** Someone of the community, whichever game they play. */
export interface Person {
  readonly name: string;
  /** Index in `TAGS`; undefined for those who fly alone. */
  readonly squadron: number | undefined;
  /** From 0 to 1: few are near the end. */
  readonly skill: number;
  /** From 0 to 1: how much of their time goes into games. */
  readonly devotion: number;
  /** Belongs to the community, and never played. */
  readonly grounded: boolean;
}

export interface Cast {
  /** Who flies, and at the end who only registered. */
  readonly pilots: readonly Person[];
  /** Who plays the other games: a third of them fly too. */
  readonly players: readonly Person[];
}

const PILOTS = 205;
const PLAYERS = 210;
const IN_BOTH = 70;

/** The same people for the same seed. */
export function createCast(seed: string): Cast {
  const random = createRandom(`${seed} cast`);
  const taken = new Set<string>([...CALLSIGNS, ...SHARED, ...GROUNDED]);
  const forge = (): string => {
    const name = forgeName(random);
    if (taken.has(name)) return forge();
    taken.add(name);
    return name;
  };
  const chosen = random.shuffled([...CALLSIGNS, ...SHARED]).map((name) => createPerson(random, name));
  const made = (count: number): Person[] =>
    Array.from({ length: count }, () => createPerson(random, forge()));
  const grounded = GROUNDED.map(
    (name): Person => ({ name, squadron: undefined, skill: 0, devotion: 0, grounded: true }),
  );
  const others = made(PILOTS - grounded.length - chosen.length);
  return {
    pilots: [...random.shuffled([...chosen, ...others]), ...grounded],
    players: random.shuffled([...chosen.slice(0, IN_BOTH), ...made(PLAYERS - IN_BOTH)]),
  };
}

function createPerson(random: Random, name: string): Person {
  const skill = random.next() ** 4;
  const squadron = TAGS.findIndex(([tag]) => name.startsWith(tag));
  return {
    name,
    skill,
    // Who plays much gets better, and who is good plays much.
    devotion: (0.6 * skill ** 0.25 + 0.4 * random.next()) ** 6,
    squadron: squadron >= 0 ? squadron : random.chance(0.12) ? random.between(0, TAGS.length - 1) : undefined,
    grounded: false,
  };
}

function forgeName(random: Random): string {
  const first = random.pick(FIRST_WORDS);
  const second = random.pick(SECOND_WORDS);
  const number = String(random.between(1, 99)).padStart(2, '0');
  switch (random.between(0, 9)) {
    case 0:
      return `${first}${second}`;
    case 1:
      return `${first.toLowerCase()}_${second.toLowerCase()}`;
    case 2:
      return `${first} ${second} ${number}`;
    case 3:
      return `${second}${number}`;
    case 4:
      return `${first[0]}${second.toUpperCase()}`;
    case 5:
      return `${first} "${second}" ${number}`;
    case 6:
    case 7:
    case 8:
      return `${random.pick(TAGS)[0]} ${random.chance(0.5) ? second : `${first}${second}`}`;
    default:
      return `${first} ${second}`;
  }
}
