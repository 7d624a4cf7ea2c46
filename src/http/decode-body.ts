import { promisify } from 'node:util';
import { brotliDecompress, gunzip } from 'node:zlib';
import { type ApiErrorDetails, BodyTooLargeError, ConnectionLostError } from './errors.ts';

/** Sent as `Accept-Encoding`; exactly what `decompressBody` understands. */
export const ACCEPTED_ENCODINGS = 'gzip, br';

const decoders = new Map([
  ['gzip', promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip)],
  ['x-gzip', promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip)],
  ['br', promisify<Buffer, { maxOutputLength: number }, Buffer>(brotliDecompress)],
]);

/**
 * The text of decompressed bytes, read as UTF-8 without its byte order mark. Bytes that are no UTF-8 become U+FFFD: a
 * page of a proxy in another encoding must still be recognisable as such.
 */
export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder('utf-8').decode(bytes);
}

/**
 * A body decompressed, at most `maxBytes` long. An encoding that was not asked for is left alone, and shows later as
 * something that is not JSON.
 * @throws ConnectionLostError for a compressed body that was cut off or is corrupt, BodyTooLargeError.
 */
export async function decompressBody(
  bytes: Buffer,
  encoding: string | undefined,
  maxBytes: number,
  details: ApiErrorDetails,
): Promise<Buffer> {
  const decode = decoders.get(encoding?.trim().toLowerCase() ?? '');
  return decode === undefined || bytes.length === 0 ? bytes : await decompress(decode);

  async function decompress(
    decoder: (input: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>,
  ): Promise<Buffer> {
    try {
      return await decoder(bytes, { maxOutputLength: maxBytes });
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') {
        throw new BodyTooLargeError(`the answer exceeds ${maxBytes} bytes once decompressed`, details);
      }
      throw new ConnectionLostError('the compressed answer is cut off or damaged', {
        ...details,
        cause: error,
      });
    }
  }
}
