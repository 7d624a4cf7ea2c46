import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../commands/index.ts';
import type { Message } from '../../src/message/message.ts';
import { NOBODY } from '../../src/store/moderation-request.ts';
import { kestrel } from '../moderation/scene.ts';
import { setModerators } from './moderators.ts';

const ACTIONS = ['confirm', 'cancel', 'look', 'approve', 'decline', 'undo'];

/** A button as a person with another client can make it. */
function forged(command: string, action: string, key: string): Message {
  const button = {
    type: ComponentType.Button as const,
    style: ButtonStyle.Primary as const,
    label: 'Go',
    custom_id: `v1:${command}:${action}:${key}`,
  };
  return { components: [{ type: ComponentType.ActionRow, components: [button] }] };
}

describe('a button of one command with the action of another', () => {
  const commands = COMMANDS.filter(({ name, components }) => name !== 'rcon' && 'confirm' in components);

  test.each(commands.map(({ name }) => name))(
    'does nothing on /%s: a moderator would confirm what takes an admin',
    async (command) => {
      const bot = await setModerators();
      const { id } = await bot.store.actions.create({
        moderator: kestrel,
        request: {
          kind: 'rcon',
          subject: NOBODY,
          serverId: bot.world.servers[0]?.id ?? '',
          serverName: 'Squad',
          command: 'say hello',
        },
        lapsesAt: bot.clock.now() + 60_000,
      });
      for (const action of ACTIONS) {
        await expect(bot.press(forged(command, action, id), 'Go'), action).rejects.toMatchObject({
          identifier: 'action-elsewhere',
        });
      }
      expect(await bot.store.actions.get(id)).toMatchObject({ state: 'draft' });
      expect(bot.writes()).toEqual([]);
    },
  );

  test('says what it always says for an id that is none', async () => {
    const bot = await setModerators();
    for (const key of ['0123456789abcdef', '', '__proto__', 'x'.repeat(80)]) {
      await expect(bot.press(forged('ban', 'confirm', key), 'Go'), key).rejects.toMatchObject({
        identifier: 'action-unknown',
      });
    }
  });
});
