/** What a parameter in a path may be; anything else never leaves the process. */
export interface PathParam {
  readonly pattern: RegExp;
  readonly description: string;
}

export const DIGITS: PathParam = { pattern: /^\d{1,20}$/, description: 'digits' };
export const UUID: PathParam = {
  pattern: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  description: 'a UUID',
};
/** Names of the parameters in a path template: `'/players/{player}/servers/{server}'` has `player` and `server`. */
export type ParamNames<P extends string> = P extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParamNames<Rest>
  : never;

/**
 * Fills a path template.
 * @throws TypeError when a parameter is missing or is not what it may be: a mistake of the caller, who should
 *   have checked what came from a person.
 */
export function fillPath(
  template: string,
  params: Readonly<Record<string, PathParam>>,
  values: Readonly<Record<string, unknown>>,
): string {
  return template.replace(/\{([^}]+)\}/g, (_, name: string) => {
    const value = values[name];
    const param = params[name];
    if (typeof value !== 'string' || param === undefined || !param.pattern.test(value)) {
      throw new TypeError(`${template}: ${name} must be ${param?.description ?? 'declared'}`);
    }
    return encodeURIComponent(value);
  });
}
