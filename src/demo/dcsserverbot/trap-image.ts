import { deflateSync } from 'node:zlib';
import type { Answer } from './answer.ts';
import { Parameters } from './parameters.ts';
import { type RouteRequest, refuse } from './routes.ts';

/** GET /traps/img: a landing has a picture if it caught a wire. */
export function trapImage(request: RouteRequest): Answer {
  const parameters = new Parameters(request);
  const id = parameters.integer('query', 'trap_id');
  parameters.check();
  const traps = request.world.pilots.flatMap((pilot) => pilot.traps ?? []);
  const trap = traps.find((one) => one.id === id);
  if (trap === undefined || trap.wire === null) refuse(404, 'Trap image not found');
  return { status: 200, headers: { 'content-type': 'image/png' }, body: picture(trap.wire) };
}

const SIDE = 32;
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** A grey deck with its four wires, of which the caught one is white. PNG, https://www.w3.org/TR/png-3/ */
function picture(wire: number): Buffer {
  const rows = Array.from({ length: SIDE }, (_, y) => {
    const line = y % 8 === 4 ? Math.floor(y / 8) + 1 : 0;
    const shade = line === 0 ? 0x50 : line === wire ? 0xff : 0x20;
    // Each row begins with the filter: none.
    return Buffer.concat([Buffer.from([0]), Buffer.alloc(SIDE, shade)]);
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(SIDE, 0);
  header.writeUInt32BE(SIDE, 4);
  // Eight bits, greyscale.
  header.writeUInt8(8, 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
