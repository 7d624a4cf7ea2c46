import { createHash } from 'node:crypto';

/** A UUID that is the same in every run. */
export function stableUuid(of: string): string {
  const hex = createHash('sha1').update(of).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-11ee-a3b7-${hex.slice(12, 24)}`;
}
