import type { Scene } from './scenes.ts';

export const SERVER_SCENES: Readonly<Record<string, readonly Scene[]>> = {
  '/servers': [
    {
      name: 'servers',
      alt: 'DCS servers and game servers side by side: status, mission, players, uptime, next restart',
      play: (actor) => actor.ask('servers'),
    },
    {
      name: 'servers-page-2',
      alt: 'The second page of the servers',
      play: async (actor) => actor.press(await actor.ask('servers'), '▶', /2 \/ 2/),
    },
    {
      name: 'servers-battlemetrics-down',
      alt: 'The DCS servers are shown although BattleMetrics does not answer, which is said below',
      play: async (actor) => {
        await actor.stage.battlemetrics.goDown();
        return await actor.ask('servers', {}, /⚠️/u);
      },
    },
    {
      name: 'servers-dcsserverbot-down',
      alt: 'The game servers are shown although DCSServerBot does not answer, which is said above',
      play: async (actor) => {
        actor.stage.dcs.faults.set('*', { kind: 'reset' });
        return await actor.ask('servers', {}, /⚠️/u);
      },
    },
    {
      name: 'servers-both-down',
      alt: 'Neither API answers, and the message says what to do about each',
      play: async (actor) => {
        actor.stage.dcs.faults.set('*', { kind: 'reset' });
        await actor.stage.battlemetrics.goDown();
        return await actor.ask('servers');
      },
    },
    {
      name: 'servers-waiting',
      alt: 'The DCS servers are shown while BattleMetrics is still being waited for',
      play: async (actor) => {
        actor.stage.battlemetrics.faults.add({ fault: { kind: 'slow', ms: 30_000 } });
        return await actor.ask('servers', {}, /Still asking/);
      },
    },
    {
      name: 'servers-empty',
      alt: 'There are no servers at all',
      play: async (actor) => {
        actor.stage.dcs.world.servers.splice(0);
        actor.stage.battlemetrics.world.servers.splice(0);
        return await actor.ask('servers');
      },
    },
  ],
};
