import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/message/user-error.ts';
import { FIRST_DCS, startScene } from '../watch/scene.ts';
import { startBot, textOf } from './bot.ts';

async function startNotify() {
  const scene = await startScene();
  await scene.watch.poll();
  return { ...scene, ...(await startBot({ services: { watch: scene.watch } })) };
}

describe('/notify', () => {
  it('takes a server whose name is longer than a choice may be', async () => {
    const { complete, run, first, watch, minute } = await startNotify();
    first().name = `${'🛩️ A server with a name that does not end '.repeat(5)}🦅`;
    await minute();
    const [choice] = await complete('notify add', 'server', 'name that does not end');
    expect(choice?.name.length).toBeLessThanOrEqual(100);
    expect(choice?.value.length).toBeLessThanOrEqual(100);
    await run('notify add', { server: choice?.value ?? '', players: 5 });
    const [wish] = await watch.notifications.of('111111111111111111');
    expect(wish?.server.name).toBe(first().name);
  });

  it('takes a wish away by its name, whatever the case, or by its id; and says where there is none', async () => {
    const { run } = await startNotify();
    const add = () => run('notify add', { server: FIRST_DCS, players: 5 });
    await add();
    expect(textOf(await run('notify remove', { server: ` ${FIRST_DCS.toUpperCase()} ` }))).toContain(
      'No more pings',
    );
    await add();
    await expect(run('notify remove', { server: FIRST_DCS }, { as: '222' })).rejects.toThrow(UserError);
    await expect(run('notify remove', { server: '' })).rejects.toThrow(/`\/notify list`/u);
    expect(textOf(await run('notify list'))).toContain('at least **5 players**');
  });

  it('takes the zone of the operator for quiet hours without one', async () => {
    const { run } = await startNotify();
    const text = textOf(await run('notify add', { server: FIRST_DCS, players: 5, quiet: '22:00-07:00' }));
    expect(text).toContain('never from 22:00 to 07:00 (UTC)');
  });

  it('explains itself to whoever presses the button of a server board', async () => {
    const { press } = await startNotify();
    expect(textOf(await press('v1:notify:help:5001.1'))).toContain('`/notify add`');
  });
});
