import { describe, expect, it } from 'vitest';
import { createStage } from './harness.ts';

describe('what moderators of the demo keep', () => {
  const { battlemetrics: world, now } = createStage();
  const ids = new Set(world.players.map(({ id }) => id));

  it('is about people of the demo, and of the past', () => {
    for (const { playerId, createdAt } of [...world.notes, ...world.reservedSlots]) {
      expect(ids.has(playerId)).toBe(true);
      expect(createdAt).toBeLessThan(now());
    }
    const all = [...world.notes, ...world.reservedSlots, ...world.exemptions, ...world.flags];
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });

  it('holds something to see of each kind', () => {
    expect(world.notes.length).toBeGreaterThan(20);
    expect(new Set(world.notes.map(({ userId }) => userId)).size).toBe(2);
    expect(world.reservedSlots.some(({ expires }) => expires === null)).toBe(true);
    expect(world.reservedSlots.some(({ serverIds }) => serverIds !== null)).toBe(true);
    expect(world.exemptions.map(({ banId }) => world.bans.find(({ id }) => id === banId)?.expires)).toEqual([
      null,
    ]);
  });

  it('marks staff, and none of them is banned', () => {
    for (const seed of Array.from({ length: 20 }, (_, index) => `seed ${index}`)) {
      const { flags, flagPlayers, bans } = createStage({ seed }).battlemetrics;
      const flag = flags.find(({ name }) => name === 'Staff');
      const staff = flagPlayers.filter(({ flagId }) => flagId === flag?.id);
      expect(staff).toHaveLength(3);
      const banned = new Set(bans.map(({ playerId }) => playerId));
      for (const { playerId } of staff) expect(banned.has(playerId)).toBe(false);
    }
  });
});
