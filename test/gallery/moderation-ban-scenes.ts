import type { ShownMessage } from '../../src/demo/page/protocol.ts';
import { type Actor, menuOf } from './actor.ts';
import { heldBan, regular, staff, veteran } from './moderation-people.ts';
import type { Scene } from './scenes.ts';

const DAY = 86_400_000;
const QUESTION = /Ban this player\?/u;
const moderator = { role: 'moderator' } as const;

const question = (actor: Actor, player: string, more: Readonly<Record<string, string>> = {}) =>
  actor.ask('ban', { player, preset: 'Team killing', ...more }, QUESTION);

/** A ban for good, which waits for somebody else. */
async function proposed(actor: Actor): Promise<ShownMessage> {
  const asked = await question(actor, regular(actor.stage).id, { preset: 'Cheating' });
  return await actor.press(asked, 'Propose the ban', /Waits for a second moderator/u);
}

/** The admin answers what the moderator proposed. */
async function decided(actor: Actor, label: 'Approve' | 'Decline'): Promise<ShownMessage> {
  await proposed(actor);
  const admin = actor.beside('admin');
  return await admin.pressForAnswer(
    await admin.audit(/Waits for a second/u),
    label,
    /✅ Banned|Not approved/u,
  );
}

/** One of the staff, unseen for two years. */
function doubtful({ stage }: Actor): string {
  const player = staff(stage);
  for (const visit of player.visits) {
    const lastSeen = stage.now() - 700 * DAY;
    Object.assign(visit, { firstSeen: stage.now() - 900 * DAY, lastSeen, online: false });
  }
  return player.id;
}

export const MODERATION_BAN_SCENES: Readonly<Record<string, readonly Scene[]>> = {
  '/ban': [
    {
      ...moderator,
      name: 'ban-preview-warnings',
      alt: 'The question before a ban with warnings: one of the staff, and not seen for long',
      play: (actor) => question(actor, doubtful(actor)),
    },
    {
      ...moderator,
      name: 'ban-identifiers-chosen',
      alt: 'The question before a ban after the address alone was chosen from the menu: it warns that others may have the same',
      play: async (actor) => {
        const asked = await question(actor, veteran(actor.stage).id);
        const address = menuOf(asked).options.find(({ label }) => label.startsWith('ip'))?.value ?? '';
        return await actor.choose(asked, [address], /Left out: name/u);
      },
    },
    {
      ...moderator,
      name: 'ban-preview-rival',
      alt: 'The question before a ban of somebody at whom another moderator is already: it says who, and since when',
      play: async (actor) => {
        const { id } = regular(actor.stage);
        await question(actor.beside('admin'), id);
        actor.stage.advance(40_000);
        return await question(actor, id);
      },
    },
    {
      ...moderator,
      name: 'ban-proposed',
      alt: 'A ban for good waits for a second moderator; nothing has happened yet',
      play: (actor) => proposed(actor),
    },
    {
      role: 'admin',
      name: 'ban-approval-asked',
      alt: 'The audit channel asks a second moderator to approve a ban for good, with buttons Approve and Decline',
      play: async (actor) => {
        await proposed(actor.beside('moderator'));
        return await actor.audit(/Waits for a second/u);
      },
    },
    {
      ...moderator,
      name: 'ban-approval-own',
      alt: 'Nobody approves their own ban: the moderator who asked is told so',
      play: async (actor) => {
        await proposed(actor);
        return await actor.pressForAnswer(await actor.audit(/Waits for a second/u), 'Approve');
      },
    },
    {
      ...moderator,
      name: 'ban-approved',
      alt: 'The same message once the ban was approved and carried out: who asked, and who approved',
      play: async (actor) => {
        await decided(actor, 'Approve');
        return await actor.audit(/Approved by/u);
      },
    },
    {
      ...moderator,
      name: 'ban-declined',
      alt: 'The same message once the ban was declined: nothing was changed',
      play: async (actor) => {
        await decided(actor, 'Decline');
        return await actor.audit(/Not approved/u);
      },
    },
  ],
  '/ban-edit': [
    {
      ...moderator,
      name: 'ban-edit-preview',
      alt: 'The question before a ban is changed: what it says now, and what it would say',
      play: (actor) =>
        actor.ask('ban-edit', {
          ban: heldBan(actor.stage).id,
          reason: 'Team killing, and insults after it',
          duration: '2w',
        }),
    },
    {
      ...moderator,
      name: 'ban-edit-done',
      alt: 'The ban was changed',
      play: async (actor) => {
        const asked = await actor.ask('ban-edit', { ban: heldBan(actor.stage).id, duration: '2w' });
        return await actor.press(asked, 'Change the ban', /✅/u);
      },
    },
    {
      ...moderator,
      name: 'ban-edit-audit',
      alt: 'The message in the audit channel about a ban that was changed, with an Undo button',
      play: async (actor) => {
        const asked = await actor.ask('ban-edit', { ban: heldBan(actor.stage).id, duration: '2w' });
        await actor.press(asked, 'Change the ban', /✅/u);
        return await actor.audit(/Edit ban/u);
      },
    },
  ],
  '/exemption': [
    {
      ...moderator,
      name: 'exemption-add',
      alt: 'The question before our servers are exempted from a ban of a shared list',
      play: (actor) =>
        actor.ask('exemption add', {
          ban: heldBan(actor.stage).id,
          reason: 'Talked to them: it was their brother',
        }),
    },
    {
      ...moderator,
      name: 'exemption-done',
      alt: 'Our servers are exempted from the ban',
      play: async (actor) =>
        actor.press(await actor.ask('exemption add', { ban: heldBan(actor.stage).id }), 'Exempt', /✅/u),
    },
    {
      ...moderator,
      name: 'exemption-remove',
      alt: 'The question before an exemption ends',
      play: (actor) => actor.ask('exemption remove', { ban: heldBan(actor.stage, true).id }),
    },
  ],
};
