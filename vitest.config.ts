import { defineConfig } from 'vitest/config';

/** What is waited for comes within moments; on a busy machine within more than the second that vitest waits. */
const expectation = { poll: { timeout: 10_000 } };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'parts',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', 'test/demo/browser/**'],
          // By default vitest would leave one of two cores idle.
          maxWorkers: 2,
          testTimeout: 20_000,
          hookTimeout: 30_000,
          expect: expectation,
        },
      },
      {
        test: {
          // The demo with the real bot, in Chromium; left out where there is none, unless SQUAWK_BROWSER=required.
          name: 'browser',
          include: ['test/demo/browser/**/*.test.ts'],
          // A browser and a bot each: more than two make each other wait.
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
          testTimeout: 30_000,
          hookTimeout: 60_000,
          expect: expectation,
        },
      },
      {
        test: {
          // Real processes of the bot, built first, against the simulators.
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          // These tests wait far more than they compute.
          maxWorkers: 4,
          sequence: { groupOrder: 1 },
          globalSetup: ['test/global-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          expect: expectation,
        },
      },
    ],
  },
});
