import type { WireVersion } from './model.ts';

/** The server speaks a version of the RestAPI that cannot answer this question. */
export class UnsupportedByVersionError extends Error {
  /** What was wanted, in words for people: `the TrueSkill ranking`. */
  readonly feature: string;
  readonly version: WireVersion;
  /** The parameter that it does not take, where the question could be asked without it. */
  readonly parameter: string | undefined;

  constructor(feature: string, version: WireVersion, parameter?: string) {
    super(`DCSServerBot in the ${version} version of its RestAPI does not offer ${feature}`);
    this.name = 'UnsupportedByVersionError';
    this.feature = feature;
    this.version = version;
    this.parameter = parameter;
  }
}
