import { setTimeout as sleep } from 'node:timers/promises';
import type { ShownMessage } from '../../src/demo/page/protocol.ts';
import type { Actor } from './actor.ts';
import type { Scene } from './scenes.ts';

/** Asks until the first heartbeat was answered, before which Discord's latency is not known. */
async function measured(actor: Actor): Promise<ShownMessage> {
  for (let left = 50; ; left -= 1) {
    const answer = await actor.ask('ping');
    if (!JSON.stringify(answer).includes('no heartbeat') || left === 0) return answer;
    await sleep(100);
  }
}

export const HELP_SCENES: Readonly<Record<string, readonly Scene[]>> = {
  '/help': [
    {
      name: 'help-member',
      alt: 'What a member may use, and that there is more for moderators',
      play: (actor) => actor.ask('help'),
    },
    {
      name: 'help-moderator',
      role: 'moderator',
      alt: 'What a moderator may use, with options',
      play: (actor) => actor.ask('help'),
    },
  ],
  '/ping': [
    {
      name: 'ping',
      alt: 'How fast Discord and both APIs answer, and how many calls of BattleMetrics are left',
      play: measured,
    },
    {
      name: 'ping-one-down',
      alt: 'DCSServerBot does not answer; Discord and BattleMetrics do',
      play: async (actor) => {
        actor.stage.dcs.faults.set('*', { kind: 'reset' });
        return await measured(actor);
      },
    },
    {
      name: 'ping-pausing',
      role: 'moderator',
      alt: 'BattleMetrics said that it was asked too often: until when Squawk waits before it asks again',
      play: async (actor) => {
        actor.stage.battlemetrics.faults.add({ fault: { kind: 'rate-limited', retryAfterSeconds: 20 } });
        await actor.ask('flag list', { player: '1200004293' }, /limits/);
        return await measured(actor);
      },
    },
  ],
  'While waiting': [
    {
      name: 'wait-notice',
      role: 'moderator',
      alt: 'BattleMetrics limits how often it may be asked: the message says how long it takes',
      play: async (actor) => {
        actor.stage.battlemetrics.faults.add({ fault: { kind: 'rate-limited', retryAfterSeconds: 20 } });
        return await actor.ask('flag list', { player: '1200004293' }, /limits/);
      },
    },
  ],
};
