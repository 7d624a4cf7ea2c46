import { operation, same } from '../operation.ts';
import { fileBytes, flag, missionFileName, serverName, text } from '../parameters.ts';
import { wireDone, wireMissionFiles } from '../wire/control.ts';
import { OF_RUNNING, START_MS } from './waits.ts';

const versions = ['current'] as const;

const control = {
  method: 'POST',
  section: 'Mission Control',
  versions,
  answer: same(wireDone),
  writes: true,
  touches: OF_RUNNING,
  waitMs: START_MS,
} as const;

/**
 * Missions of a server. A ConflictError where the server is in no state for it, a NotFoundError where it, or the
 * mission, is unknown.
 */
export const missions = {
  /** GET /instance/missions */
  list: operation({
    method: 'GET',
    path: '/instance/missions',
    section: 'Mission Control',
    summary: 'Lists the mission files of a server.',
    versions,
    query: { serverName },
    answer: same(wireMissionFiles),
  }),

  /** POST /instance/mission/pause */
  pause: operation({
    ...control,
    path: '/instance/mission/pause',
    summary: 'Pauses the mission that runs on a server.',
    query: { serverName },
  }),

  /** POST /instance/mission/unpause */
  unpause: operation({
    ...control,
    path: '/instance/mission/unpause',
    summary: 'Goes on with the mission that is paused on a server.',
    query: { serverName },
  }),

  /** POST /instance/mission/restart */
  restart: operation({
    ...control,
    path: '/instance/mission/restart',
    summary: 'Starts the mission of a server from its beginning.',
    query: { serverName },
  }),

  /** POST /instance/mission/load: of the list that the server runs through (`installed`). */
  load: operation({
    ...control,
    path: '/instance/mission/load',
    summary: 'Loads another mission on a server.',
    query: {
      serverName,
      missionName: text('File of the mission, as `path` of `missions.list` tells it.'),
    },
  }),

  /** POST /mission/upload: overwrites a mission of that name without asking, and adds it to the server's list. */
  upload: operation({
    ...control,
    path: '/mission/upload',
    section: 'Mission',
    summary: 'Uploads a mission file to a server.',
    query: { serverName },
    form: {
      file: fileBytes('The mission file (.miz).'),
      filename: missionFileName,
      loadAfter: flag('Whether to load it at once.'),
    },
    file: { bytes: 'file', name: 'filename' },
  }),
};
