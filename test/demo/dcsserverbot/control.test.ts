import { describe, expect, it } from 'vitest';
import { done, refused, startCurrent } from './harness.ts';

function upload(filename: string, loadAfter: string): FormData {
  const form = new FormData();
  // No text: a mission is a zip archive.
  form.set('file', new Blob([new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0xff, 0x00])]), 'local.miz');
  form.set('filename', filename);
  form.set('load_after', loadAfter);
  return form;
}

describe('a simulated server that is told to', () => {
  it('stop is shut down, without mission and players, until it is told to start', async () => {
    const { running, post, told, simulator } = await startCurrent();
    const server_name = running.name;
    const mission = running.mission?.name;
    expect(simulator.world.pilots.some(({ online }) => online === server_name)).toBe(true);

    expect(await post('/instance/stop', { server_name })).toEqual(done(`Server '${server_name}' stopped.`));
    expect(await told(server_name)).toMatchObject({ status: 'Shutdown', mission: null, players: [] });
    expect(simulator.world.pilots.some(({ online }) => online === server_name)).toBe(false);
    expect(await post('/instance/stop', { server_name })).toEqual(
      refused(409, `Server '${server_name}' is not running or paused.`),
    );

    expect(await post('/instance/start', { server_name })).toEqual(done(`Server '${server_name}' started.`));
    expect(await told(server_name)).toMatchObject({
      status: 'Running',
      mission: { name: mission, uptime: 0, blue_slots: 40, blue_slots_used: 0 },
    });
    expect(await post('/instance/start', { server_name })).toEqual(
      refused(409, `Server '${server_name}' is not stopped.`),
    );
  });

  it('restart flies its mission from the beginning, with nobody on it', async () => {
    const { paused, post, told } = await startCurrent();
    const server_name = paused.name;
    expect(await post('/instance/restart', { server_name })).toEqual(
      done(`Server '${server_name}' restarted.`),
    );
    expect(await told(server_name)).toMatchObject({
      status: 'Running',
      mission: { name: 'D-Day "Overlord"', uptime: 0 },
      players: [],
    });
    paused.status = 'Loading';
    for (const path of ['/instance/restart', '/instance/mission/restart']) {
      expect(await post(path, { server_name })).toEqual(
        refused(409, `Server '${server_name}' is in LOADING state.`),
      );
    }
  });

  it('pause and go on does so, once each', async () => {
    const { running, post, told } = await startCurrent();
    const server_name = running.name;
    expect(await post('/instance/mission/pause', { server_name })).toEqual(
      done(`Mission on server '${server_name}' paused.`),
    );
    expect(await told(server_name)).toMatchObject({ status: 'Paused' });
    expect(await post('/instance/mission/pause', { server_name })).toEqual(
      refused(409, `Server '${server_name}' is not running.`),
    );
    expect(await post('/instance/mission/unpause', { server_name })).toEqual(
      done(`Mission on server '${server_name}' resumed.`),
    );
    expect(await told(server_name)).toMatchObject({ status: 'Running' });
    expect(await post('/instance/mission/unpause', { server_name })).toEqual(
      refused(409, `Server '${server_name}' is not paused.`),
    );
  });

  it('load a mission flies it from the beginning, but none that is not on its list', async () => {
    const { running, post, get, told } = await startCurrent();
    const server_name = running.name;
    expect(await get('/instance/missions', { server_name })).toEqual({
      status: 200,
      body: {
        missions: [
          {
            name: 'Operation_Snowfox v2.1 [DAY]',
            path: 'Operation_Snowfox v2.1 [DAY].miz',
            installed: true,
          },
          { name: 'Free Flight', path: 'Free Flight.miz', installed: true },
          { name: 'scenarios/Night Patrol', path: 'scenarios/Night Patrol.miz', installed: false },
        ],
        count: 3,
      },
    });
    const load = (mission_name: string) => post('/instance/mission/load', { server_name, mission_name });
    expect(await load('Free Flight.miz')).toEqual(
      done(`Mission 'Free Flight.miz' loaded on server '${server_name}'.`),
    );
    const before = await told(server_name);
    expect(before).toMatchObject({ status: 'Running', mission: { name: 'Free Flight', uptime: 0 } });
    for (const name of ['Night Patrol.miz', 'Free Flight', 'nope.miz']) {
      expect(await load(name)).toEqual(refused(404, `Mission '${name}' not found in mission list.`));
    }
    expect(await told(server_name)).toEqual(before);

    running.mission = {
      ...running.mission,
      name: 'Free Flight',
      uptime: 900,
      dateTime: '',
      theatre: 'Caucasus',
    };
    await post('/instance/mission/restart', { server_name });
    expect(await told(server_name)).toMatchObject({ mission: { name: 'Free Flight', uptime: 0 } });
  });

  it('keep a mission has it on its list from then on, and flies it if it shall', async () => {
    const { running, post, get, told, simulator } = await startCurrent();
    const server_name = running.name;
    const send = (filename: string, loadAfter: string) =>
      post('/mission/upload', { server_name }, upload(filename, loadAfter));
    expect(await send('Überfall 2.miz', 'false')).toEqual(
      done(`Mission 'Überfall 2.miz' uploaded to server '${server_name}'.`),
    );
    expect(simulator.requests.at(-1)).toMatchObject({
      form: { filename: 'Überfall 2.miz', load_after: 'false' },
      files: { file: { filename: 'local.miz', bytes: 6 } },
    });
    expect(await told(server_name)).toMatchObject({
      mission: { name: running.mission?.name, uptime: 5_061 },
    });
    expect((await get('/instance/missions', { server_name })).body).toMatchObject({
      count: 4,
      missions: [{}, {}, {}, { name: 'Überfall 2', path: 'Überfall 2.miz', installed: true }],
    });
    expect(await send('Überfall 2.miz', 'true')).toEqual(
      done(`Mission 'Überfall 2.miz' uploaded to server '${server_name}'. Mission loaded.`),
    );
    expect(await told(server_name)).toMatchObject({ mission: { name: 'Überfall 2', theatre: 'Caucasus' } });
    expect((await get('/instance/missions', { server_name })).body).toMatchObject({ count: 4 });
    expect(await send('notes.txt', 'false')).toEqual(refused(400, 'Only .miz files are allowed.'));
  });

  it('keep a mission refuses a text where the file should be, and a body without its boundary', async () => {
    const { running, post, simulator } = await startCurrent();
    const query = { server_name: running.name };
    const text = { file: 'x', filename: 'a.miz', load_after: '1' };
    expect(await post('/mission/upload', query, text)).toEqual({
      status: 422,
      body: {
        detail: [
          {
            type: 'value_error',
            loc: ['body', 'file'],
            msg: "Value error, Expected UploadFile, received: <class 'str'>",
            input: 'x',
            ctx: { error: {} },
          },
        ],
      },
    });
    const response = await fetch(`${simulator.url}/mission/upload?server_name=x`, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data' },
      body: 'nonsense',
    });
    expect({ status: response.status, body: await response.json() }).toEqual(
      refused(400, 'Missing boundary in multipart.'),
    );
  });
});
