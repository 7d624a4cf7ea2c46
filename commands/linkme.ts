import { defineCommand } from '../src/discord/command.ts';
import { renderAlreadyLinked, renderLinkBug, renderLinkCode } from '../src/render/link-code.ts';

/** `/linkme force:` – a code that links one's Discord account to one's DCS player. */
export const linkme = defineCommand({
  name: 'linkme',
  description: 'Get a code that links your Discord account to your DCS player',
  access: 'everyone',
  visibility: 'ephemeral',
  needs: ['dcs'],
  options: {
    force: {
      type: 'boolean',
      description: 'Make a new code even if you are linked: drops the link that you have (default: False)',
    },
  },
  run: async ({ force = false }, { dcs, call, asker, log }) => {
    const result = await dcs.link(asker.userId, { force }, call);
    if (result.kind === 'already-linked') return renderAlreadyLinked();
    if (result.kind === 'server-bug') {
      log.warn(
        { command: 'linkme', version: result.version, forced: result.forced },
        'DCSServerBot gave no usable link code, its known fault with accounts that it already knows; an admin can link them with its own /link',
      );
      return renderLinkBug(result);
    }
    if (!result.stored) {
      log.warn(
        { command: 'linkme', version: result.version },
        'This version of DCSServerBot does not store the link codes of its RestAPI, so they cannot work in the game; update it, or set COMMANDS_DISABLED=linkme',
      );
    }
    return renderLinkCode(result);
  },
});
