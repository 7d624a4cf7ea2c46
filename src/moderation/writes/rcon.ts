import type { RconRequest } from '../../store/moderation-request.ts';
import type { Write } from './write.ts';

/** Characters of an answer that are kept. */
const LONGEST_ANSWER = 4_000;

const UNKNOWABLE =
  'No answer of the server was seen, and a console command leaves nothing that could be looked for. See on the server itself whether it was carried out.';

/** A line for the console of a server. Nothing says afterwards whether it was carried out. */
export const rconWrite: Write<RconRequest> = {
  async send({ request: { serverId, command } }, { battlemetrics }, call) {
    const data = {
      type: 'rconCommand' as const,
      attributes: { command: 'raw' as const, options: { raw: command } },
    };
    const answer = await battlemetrics.servers.command({ id: serverId, data }, call);
    return { answer: (answer?.data.attributes.result ?? '').slice(0, LONGEST_ANSWER) };
  },

  look: () => Promise.resolve({ kind: 'unknowable', error: UNKNOWABLE }),
};
