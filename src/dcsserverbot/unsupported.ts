import type { WireVersion } from './model.ts';

/** The server speaks a version of the RestAPI that cannot answer this question. */
export class UnsupportedByVersionError extends Error {
  /** What was wanted, in words for people: `the TrueSkill ranking`. */
  readonly feature: string;
  readonly version: WireVersion;

  constructor(feature: string, version: WireVersion) {
    super(`DCSServerBot in the ${version} version of its RestAPI does not offer ${feature}`);
    this.name = 'UnsupportedByVersionError';
    this.feature = feature;
    this.version = version;
  }
}
