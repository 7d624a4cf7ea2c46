import { describe, expect, it } from 'vitest';
import { Engine, HOUR, NOON } from './engine.ts';

const SIX = NOON + 6 * HOUR;
const DUE = '2026-06-01T18:00:00.000Z';

describe('a look for a message in a channel whose history may not be read', () => {
  it('proves nothing: it is not sent again, and the schedule rests', async () => {
    const engine = await Engine.start();
    const schedule = await engine.add();
    engine.fates.push({ call: 'send', fate: 'done-but-lost' });
    await engine.tickAt(SIX);
    engine.discord.withoutHistory.add('boards');
    // Long after Discord has forgotten the nonce.
    await engine.tickAt(SIX + HOUR);
    expect(engine.texts()).toEqual([DUE]);
    expect((await engine.store.schedules.get(schedule.id))?.state).toBe('resting');
    expect(engine.notices()).toEqual([expect.stringContaining('Read Message History')]);
  });
});
