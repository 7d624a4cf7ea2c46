import type { SimulatedServer } from './world.ts';

/** One server that runs with slots, one before 1970 without, one that is down. */
export function createServers(now: number): SimulatedServer[] {
  return [
    {
      name: "Special K's PvP | EU [24/7] _Caucasus_",
      description: 'PvP & PvE 🛩️',
      status: 'Running',
      address: '203.0.113.10:10308',
      password: 's3cr3t*pw_',
      maxPlayers: 64,
      restartAt: Math.floor(now / 1000) + 3 * 3_600,
      mission: {
        name: 'Operation_Snowfox v2.1 [DAY]',
        uptime: 5_061,
        dateTime: '2016-06-21 09:24:21',
        theatre: 'Caucasus',
        slots: { blue: 40, blueUsed: 3, red: 38, redUsed: 2 },
      },
    },
    {
      name: 'WWII Channel — Überfall ✈',
      description: '',
      status: 'Paused',
      address: '203.0.113.10:10309',
      password: '',
      maxPlayers: 32,
      mission: {
        name: 'D-Day "Overlord"',
        uptime: 90_061,
        dateTime: '1944-06-06 1 day, 7:01:01',
        theatre: 'TheChannel',
      },
    },
    {
      name: 'Training (private)',
      description: '',
      status: 'Shutdown',
      address: '203.0.113.10:10310',
      password: 'train',
      maxPlayers: 16,
    },
  ];
}
