/** 97.5 % of a normal distribution lie below it: the bound holds with 95 % to both sides. */
const Z = 1.96;

/**
 * Lower end of Wilson's interval for the share of kills in kills and deaths, 0 to 1. The same share weighs more the
 * more fights are behind it: 2 kills to 0 deaths are worth less than 60 to 10.
 */
export function lowerBound(kills: number, deaths: number): number {
  if (kills <= 0) return 0;
  const fights = kills + Math.max(0, deaths);
  const share = kills / fights;
  const square = Z * Z;
  const centre = share + square / (2 * fights);
  const spread = Z * Math.sqrt((share * (1 - share) + square / (4 * fights)) / fights);
  return Math.min(share, Math.max(0, (centre - spread) / (1 + square / fights)));
}

/** Beyond it nobody counts any more. */
const MOST_KILLS = 1_000_000_000;

/**
 * How many kills without a death lift the bound above `score`; at least one. Undefined where no number that a person
 * could reach does.
 */
export function killsToPass(kills: number, deaths: number, score: number): number | undefined {
  const passes = (more: number): boolean => lowerBound(kills + more, deaths) > score;
  let enough = 1;
  while (!passes(enough)) {
    enough *= 2;
    if (enough > MOST_KILLS) return undefined;
  }
  let tooFew = Math.floor(enough / 2);
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2);
    if (passes(middle)) enough = middle;
    else tooFew = middle;
  }
  return enough;
}
