import { beforeAll, describe, expect, it } from 'vitest';
import { totals } from '../../../src/demo/dcsserverbot/totals.ts';
import { createStage, type DemoStage, HOUR, MINUTE } from './harness.ts';

/** What is wrong with the worlds at this moment. */
function faultsOf({ dcs, battlemetrics, now }: DemoStage): string[] {
  const faults: string[] = [];
  const check = (right: boolean, fault: string) => void (right || faults.push(fault));
  for (const { name, status, mission, maxPlayers } of dcs.servers) {
    const present = dcs.pilots.filter(({ online }) => online === name).length;
    const slots = mission?.slots;
    check(present <= maxPlayers, `${name}: ${present} of ${maxPlayers}`);
    check(present === 0 || ['Running', 'Loading'].includes(status), `${name}: ${present} while ${status}`);
    check(slots === undefined || slots.blueUsed + slots.redUsed === present, `${name}: slots of others`);
    check(
      slots === undefined || (slots.blueUsed <= slots.blue && slots.redUsed <= slots.red),
      `${name}: more than its slots`,
    );
  }
  for (const { id, status, players, maxPlayers } of battlemetrics.servers) {
    const here = battlemetrics.players.filter(({ visits }) =>
      visits.some(({ serverId, online }) => serverId === id && online),
    );
    check(
      players === here.length && players <= maxPlayers,
      `${id}: ${players}, ${here.length} of ${maxPlayers}`,
    );
    check(status === 'online' || players === 0, `${id}: players while ${status}`);
  }
  for (const { name, visits, sessions = [], identifiers } of battlemetrics.players) {
    const online = visits.filter((visit) => visit.online);
    const open = sessions.filter(({ stop }) => stop === undefined);
    check(online.length <= 1, `${name}: in two places`);
    check(
      open.map(({ serverId }) => serverId).join() === online.map(({ serverId }) => serverId).join(),
      `${name}: sessions of elsewhere`,
    );
    check(
      sessions.every(({ start, stop = now() }) => start <= stop),
      `${name}: a session that stops before it starts`,
    );
    check(new Set(sessions.map(({ id }) => id)).size === sessions.length, `${name}: sessions of one id`);
    check(
      identifiers.every(({ lastSeen }) => lastSeen <= now()),
      `${name}: an identifier of the future`,
    );
    check(
      visits.every((visit) => visit.firstSeen <= visit.lastSeen && visit.lastSeen <= now()),
      `${name}: a visit of the future`,
    );
  }
  for (const { name, lastSeen, sorties, weapons } of dcs.pilots) {
    check(Math.floor(lastSeen / 1_000) <= now(), `${name}: seen in the future`);
    check(
      sorties.every(({ endedAt }) => endedAt <= now()),
      `${name}: flew in the future`,
    );
    check(
      weapons.every(({ shots, hits, pk }) => shots >= 0 && hits >= 0 && pk >= 0),
      `${name}: shots below nought`,
    );
    check(sorties.length < 150, `${name}: ${sorties.length} flights kept`);
  }
  return faults;
}

/** Numbers that only grow. */
function recordOf({ dcs, battlemetrics }: DemoStage): Map<string, number> {
  const record = new Map<string, number>();
  for (const { ucid, sorties, lastSeen, weapons } of dcs.pilots) {
    const { killsOf, deathsOf, ...sums } = totals(sorties);
    const all = { ...sums, lastSeen, shots: weapons.reduce((sum, { shots }) => sum + shots, 0) };
    for (const [key, value] of Object.entries({ ...all, ...killsOf })) record.set(`${ucid} ${key}`, value);
    for (const [key, value] of Object.entries(deathsOf)) record.set(`${ucid} deaths ${key}`, value);
  }
  for (const { id, visits, updatedAt } of battlemetrics.players) {
    record.set(`${id} updatedAt`, updatedAt);
    for (const { serverId, timePlayed } of visits) record.set(`${id} ${serverId}`, timePlayed);
  }
  return record;
}

describe('after thousands of ticks', () => {
  const stage = createStage({ seed: 'squawk' });
  const faults: string[] = [];
  const shrunk: string[] = [];
  const statuses = new Set<string>();
  const clocks: string[] = [];
  const crowds: number[] = [];
  const first = recordOf(stage);
  let last = first;

  beforeAll(() => {
    faults.push(...faultsOf(stage));
    for (let tick = 1; tick <= 4_000; tick += 1) {
      stage.pass(45_000);
      for (const { name, status, mission } of stage.dcs.servers) {
        statuses.add(`${name.split(' ')[0]} ${status}`);
        if (mission !== undefined) clocks.push(mission.dateTime);
      }
      for (const { game, status } of stage.battlemetrics.servers) statuses.add(`${game} ${status}`);
      crowds.push(stage.dcs.pilots.filter(({ online }) => online !== undefined).length);
      if (tick % 40 !== 0) continue;
      faults.push(...faultsOf(stage));
      const next = recordOf(stage);
      for (const [key, value] of last) if (!((next.get(key) ?? -1) >= value)) shrunk.push(key);
      last = next;
    }
  }, 60_000);

  it('everything still fits together', () => {
    expect(faults).toEqual([]);
  });

  it('no number that only grows has become less', () => {
    expect(shrunk).toEqual([]);
    const grown = [...last].filter(([key, value]) => value > (first.get(key) ?? 0));
    expect(grown.length).toBeGreaterThan(500);
  });

  it('everybody and everything has an id of its own', () => {
    const { pilots } = stage.dcs;
    const { players, bans, flags, banLists } = stage.battlemetrics;
    const identifiers = players.flatMap((player) => player.identifiers);
    const sessions = players.flatMap((player) => player.sessions ?? []);
    for (const things of [players, bans, flags, banLists, identifiers, sessions]) {
      expect(new Set(things.map(({ id }) => id)).size).toBe(things.length);
    }
    expect(new Set(pilots.map(({ ucid }) => ucid)).size).toBe(pilots.length);
    expect(new Set(bans.map(({ uid }) => uid)).size).toBe(bans.length);
  });

  it('servers were restarted, stood still, went down and came back', () => {
    expect([...statuses]).toEqual(
      expect.arrayContaining([
        'Snow Running',
        'Snow Loading',
        'WWII Paused',
        'Training Stopped',
        'rust offline',
      ]),
    );
    expect([...statuses].some((status) => status.endsWith('Shutdown'))).toBe(true);
    const kinds = new Set(stage.events.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(['down', 'join', 'leave', 'map', 'restart', 'sortie', 'up']);
  });

  it('missions wrote their clock as servers do, before 1970 and after', () => {
    const forms = [
      /^20\d\d-\d\d-\d\d \d\d:\d\d:\d\d$/,
      /^19\d\d-\d\d-\d\d (1 day, )?1?\d:\d\d:\d\d$|^19.* 2[0-3]:/,
    ];
    expect(clocks.filter((clock) => !forms.some((form) => form.test(clock)))).toEqual([]);
    expect(clocks.some((clock) => clock.startsWith('1943-12-12 1 day, 0:'))).toBe(true);
    expect(clocks.some((clock) => clock.startsWith('1944-06-06 5:'))).toBe(true);
  });

  it('more people were on in the evening than before dawn', () => {
    // The world starts at half past six in the evening; a tick is three quarters of a minute.
    const at = (hours: number) => crowds[Math.round((hours * HOUR) / 45_000)] ?? 0;
    expect(at(1)).toBeGreaterThan(2 * at(13));
    expect(at(25)).toBeGreaterThan(2 * at(13));
  });
});

describe('a full server in the demo world', () => {
  it('takes nobody until somebody leaves', () => {
    const stage = createStage();
    // As many as the quietest hour leaves, so that the evening finds it full.
    for (const server of stage.dcs.servers) server.maxPlayers = 4;
    for (const server of stage.battlemetrics.servers) Object.assign(server, { maxPlayers: 4 });
    stage.pass(12 * HOUR);
    let full = 0;
    for (let minute = 0; minute < 16 * 60; minute += 1) {
      stage.pass(MINUTE);
      const crowds = [
        ...stage.battlemetrics.servers.map(({ players }) => players),
        ...stage.dcs.servers.map(({ name }) => stage.dcs.pilots.filter((one) => one.online === name).length),
      ];
      expect(Math.max(...crowds)).toBeLessThanOrEqual(4);
      full += crowds.filter((players) => players === 4).length;
    }
    expect(full).toBeGreaterThan(100);
  });
});

describe('a ban in the demo world', () => {
  it('throws the player out, who stays away until it is lifted', () => {
    const stage = createStage();
    const { players, bans } = stage.battlemetrics;
    const isOn = (id: string) => players.find((one) => one.id === id)?.visits.some(({ online }) => online);
    // Whoever plays most is back soonest.
    const regular = players
      .filter(({ id }) => isOn(id))
      .sort((a, b) => (b.visits[0]?.timePlayed ?? 0) - (a.visits[0]?.timePlayed ?? 0))[0];
    const [example] = bans;
    if (regular === undefined || example === undefined) throw new Error('nobody to ban');
    const ban = { ...example, id: '1', playerId: regular.id, expires: null, orgWide: true };
    bans.push(ban);
    stage.pass(MINUTE);
    expect(isOn(regular.id)).toBe(false);
    expect(stage.events).toContainEqual(expect.objectContaining({ kind: 'kick', who: regular.name }));
    const joins = () =>
      stage.events.filter(({ kind, who }) => kind === 'join' && who === regular.name).length;
    for (let hour = 0; hour < 48; hour += 1) stage.pass(HOUR);
    expect(joins()).toBe(0);
    bans.splice(bans.indexOf(ban), 1);
    for (let hour = 0; hour < 48; hour += 1) stage.pass(HOUR);
    expect(joins()).toBeGreaterThan(0);
  });
});
