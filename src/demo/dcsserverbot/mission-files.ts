import type { SimulatedMission, SimulatedServer } from './world.ts';

/** A mission on a server's disk. */
export interface MissionFile {
  /** Below the folder of the missions, with `.miz`. */
  readonly path: string;
  readonly theatre: string;
  /** The clock with which the mission begins, as the server writes it. */
  readonly dateTime: string;
  /** Whether it is in the list from which the server loads. */
  installed: boolean;
  /** Places on each side, none of them taken. */
  readonly slots?: SimulatedMission['slots'];
}

const EXTENSION = /\.miz$/i;

/** As the server tells it: the path without its extension. */
export const nameOf = ({ path }: Pick<MissionFile, 'path'>): string => path.replace(EXTENSION, '');

export const isMissionFile = (filename: string): boolean => EXTENSION.test(filename);

/**
 * The missions of a server: what it flies now, and two more of its theatre, one of which nobody has put on the list.
 * Made when first asked for; a mission that was begun otherwise since is added.
 */
export function missionFilesOf(server: SimulatedServer): MissionFile[] {
  const { mission } = server;
  const theatre = mission?.theatre ?? 'Caucasus';
  server.missionFiles ??= [
    { path: 'Free Flight.miz', theatre, dateTime: '2016-06-21 08:00:00', installed: true },
    { path: 'scenarios/Night Patrol.miz', theatre, dateTime: '2016-06-21 22:30:00', installed: false },
  ];
  const files = server.missionFiles;
  if (mission !== undefined && !files.some((file) => missionNameOf(file) === mission.name)) {
    const { name, dateTime, slots } = mission;
    const free = slots && { ...slots, blueUsed: 0, redUsed: 0 };
    files.unshift({ path: `${name}.miz`, theatre, dateTime, installed: true, ...(free && { slots: free }) });
  }
  return files;
}

/** As `/servers` tells it: without its folder. */
export const missionNameOf = (file: Pick<MissionFile, 'path'>): string => nameOf(file).replace(/^.*\//, '');

/** Lets a mission begin. Who is on the server stays, in the slot of before. */
export function beginMission(server: SimulatedServer, file: MissionFile): void {
  const { theatre, dateTime } = file;
  const slots = server.mission?.slots ?? file.slots;
  server.mission = { name: missionNameOf(file), uptime: 0, dateTime, theatre, ...(slots && { slots }) };
  server.status = 'Running';
  delete server.held;
}
