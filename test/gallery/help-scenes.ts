import type { Scene } from './scenes.ts';

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
      play: (actor) => actor.ask('ping'),
    },
    {
      name: 'ping-one-down',
      alt: 'DCSServerBot does not answer; Discord and BattleMetrics do',
      play: async (actor) => {
        actor.stage.dcs.faults.set('*', { kind: 'reset' });
        return await actor.ask('ping');
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
