import { describe, expect, it } from 'vitest';
import { dueTimes } from './due-times.ts';
import { nameOf } from './plain-post.ts';
import { END, START, Year } from './year.ts';
import { PLANS } from './year-plans.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Up for less than that between a due time and the next one, a post may be missed. */
const ENOUGH = 90 * MINUTE;

describe('a year of schedules in three zones, with crashes, lost answers and clocks that jump', () => {
  const someSeed = Date.now() % 1_000_000;
  const years = PLANS.flatMap((plans, index) =>
    [index + 1, someSeed + index].map((seed) => ({
      seed,
      plans,
      words: plans.map(({ when }) => when).join(', '),
    })),
  );
  it.each(years)('has exactly one post for each due time: $words (seed $seed)', async ({ seed, plans }) => {
    const year = new Year(seed, plans);
    const schedules = await year.live();
    /** Messages that showed a due time: new ones, and those that were edited to it. */
    const shown = new Map<string, Set<string>>();
    for (const { messageId, message } of year.discord.showings) {
      const name = message.content ?? '';
      shown.set(name, (shown.get(name) ?? new Set()).add(messageId));
    }
    const wrong: string[] = [];
    let excused = 0;
    let counted = 0;
    for (const [index, plan] of plans.entries()) {
      const schedule = schedules.find(({ channelId }) => channelId === `channel-${index}`);
      if (schedule === undefined) throw new Error('a schedule is missing');
      const due = dueTimes(plan, START, END + 40 * DAY);
      for (const [place, dueAt] of due.entries()) {
        if (dueAt >= END - 2 * HOUR) break;
        const name = nameOf(schedule.id, dueAt);
        const posts = shown.get(name)?.size ?? 0;
        shown.delete(name);
        counted += 1;
        if (posts === 1) continue;
        const mayMiss = year.upBetween(dueAt, due[place + 1] ?? END) < ENOUGH;
        if (posts === 0 && mayMiss) excused += 1;
        else wrong.push(`${plan.when} ${plan.timezone}: ${posts} posts of ${name}`);
      }
      const standing = year.discord.standing(schedule.channelId);
      if (plan.mode === 'edit' || plan.deletePrevious) {
        if (standing.length > 1) wrong.push(`${plan.when}: ${standing.length} messages stand`);
      }
      if (plan.pin && standing.filter(({ pinned }) => pinned).length > 1)
        wrong.push(`${plan.when}: pins stay`);
    }
    const invented = [...shown.keys()].filter(
      (name) => Date.parse(name.split(' ')[1] ?? '') < END - 2 * HOUR,
    );
    expect({ wrong, invented }, `seed ${seed}`).toEqual({ wrong: [], invented: [] });
    // A year in which little happened would prove little.
    expect(year.kills).toBeGreaterThan(counted / 20);
    expect(excused / counted).toBeLessThan(0.02);
  });
});
