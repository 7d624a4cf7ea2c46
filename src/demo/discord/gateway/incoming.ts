import { GatewayOpcodes } from 'discord-api-types/v10';
import { z } from 'zod';

// https://discord.com/developers/docs/events/gateway-events#send-events

const identify = z.object({
  op: z.literal(GatewayOpcodes.Identify),
  d: z.object({
    token: z.string(),
    properties: z.record(z.string(), z.unknown()),
    intents: z.number().int(),
    compress: z.boolean().optional(),
    shard: z.tuple([z.number().int(), z.number().int()]).optional(),
  }),
});

const resume = z.object({
  op: z.literal(GatewayOpcodes.Resume),
  d: z.object({ token: z.string(), session_id: z.string(), seq: z.number().int() }),
});

const heartbeat = z.object({ op: z.literal(GatewayOpcodes.Heartbeat), d: z.number().int().nullish() });

/** Taken and ignored: nothing in the simulation depends on them. */
const ignored = z.object({
  op: z.literal([
    GatewayOpcodes.PresenceUpdate,
    GatewayOpcodes.VoiceStateUpdate,
    GatewayOpcodes.RequestGuildMembers,
    GatewayOpcodes.RequestSoundboardSounds,
  ]),
  d: z.unknown(),
});

const incoming = z.discriminatedUnion('op', [identify, resume, heartbeat, ignored]);

export type Incoming = z.output<typeof incoming>;
export type Identify = z.output<typeof identify>['d'];
export type Resume = z.output<typeof resume>['d'];

/** Reads what a client sends; `'decode'`: no valid payload, `'opcode'`: one that does not exist. */
export function parseIncoming(text: string): Incoming | 'decode' | 'opcode' {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return 'decode';
  }
  const result = incoming.safeParse(json);
  if (result.success) return result.data;
  return result.error.issues.some(({ path }) => path[0] === 'op') ? 'opcode' : 'decode';
}
