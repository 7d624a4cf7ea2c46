import type { KillMetric, Period } from '../dcsserverbot/model.ts';

/** The time that a number covers, in words. */
export const PERIODS: Readonly<Record<Period, string>> = {
  'all-time': 'all time',
  'last-month': 'last month',
  'last-session': 'last session',
};

/** What a number of kills counts, in words. */
export const METRICS: Readonly<Record<KillMetric, string>> = {
  pvp: 'A/A kills',
  all: 'all kills',
};
