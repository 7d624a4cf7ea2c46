import { describe, expect, it } from 'vitest';
import { answerTo } from './reading.ts';
import { useScene } from './scene.ts';

/** Linked in the simulated community. */
const LINKED_ID = '123456789012345678';
const DAY = 86_400_000;

describe.each(['documented', 'current'] as const)(
  '/linkme with DCSServerBot in the %s version',
  (version) => {
    const scene = useScene({ dcs: version, battlemetrics: false });
    const warnings = () => scene.bot.logs.filter(({ level, command }) => level >= 40 && command === 'linkme');

    it('gives a code with how to type it and until when it counts, to the asker alone', async () => {
      const user = scene.stage.member();
      const before = Date.now();
      const { text, ephemeral } = await answerTo(scene.run(user, 'linkme'));
      expect(ephemeral).toBe(true);
      expect(text).toMatch(/^# (\d{4})$[\s\S]*^-linkme \1$/mu);
      const until = Number(/Valid until <t:(\d+):f>, <t:\1:R>/u.exec(text)?.[1]) * 1000;
      expect(until).toBeGreaterThan(before + 2 * DAY - 2_000);
      expect(until).toBeLessThanOrEqual(Date.now() + 2 * DAY);
      const [request] = scene.dcs.requests.filter(({ path }) => path === '/linkme');
      expect(request?.form).toEqual({ discord_id: user.id, force: 'false' });
    });

    it('says to user and operator whether the server forgets its codes', async () => {
      const { text } = await answerTo(scene.run(scene.stage.member(), 'linkme'));
      const forgets = version === 'documented';
      expect(text.includes('This code may not work')).toBe(forgets);
      const told = warnings().some(({ msg }) => msg.includes('does not store the link codes'));
      expect(told).toBe(forgets);
    });

    it('knows the fault of the server with an account that is linked, and tells the operator', async () => {
      const user = scene.discord.user({ id: LINKED_ID, displayName: 'Linked' });
      const first = await answerTo(scene.run(user, 'linkme'));
      expect(first).toMatchObject({ ephemeral: true });
      expect(first.text).toMatch(/gave no code[\s\S]*known fault[\s\S]*`force`[\s\S]*drops the link/u);
      const forced = await answerTo(scene.run(user, 'linkme', { force: true }));
      expect(forced.text).toMatch(
        /gave no code[\s\S]*an earlier code of yours[\s\S]*Trying again will not help/u,
      );
      expect(warnings().filter(({ msg }) => msg.includes('gave no usable link code'))).toHaveLength(2);
    });

    it('explains that a forced code drops a link', async () => {
      const { text } = await answerTo(scene.run(scene.stage.member(), 'linkme', { force: true }));
      expect(text).toContain('a link that you had is dropped');
    });

    it('asks once, even when the answer gets lost', async () => {
      const user = scene.stage.member();
      scene.dcs.faults.set('/linkme', { kind: 'reset' }, 1);
      const { text, ephemeral } = await answerTo(scene.run(user, 'linkme'));
      expect(ephemeral).toBe(true);
      expect(text).toContain('not known whether DCSServerBot carried out what was asked');
      const asked = scene.dcs.requests.filter(
        ({ path, form }) => path === '/linkme' && form['discord_id'] === user.id,
      );
      expect(asked).toHaveLength(1);
    });
  },
);
