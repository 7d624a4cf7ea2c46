/** Names of the parameters in a path template: `'/players/{player}/servers/{server}'` has `player` and `server`. */
export type ParamNames<P extends string> = P extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParamNames<Rest>
  : never;

/**
 * Fills a path template with arguments that were checked.
 * @throws TypeError when one is missing that no operation declares: a mistake in its declaration.
 */
export function fillPath(template: string, values: Readonly<Record<string, unknown>>): string {
  return template.replace(/\{([^}]+)\}/g, (_, name: string) => {
    const value = values[name];
    if (typeof value !== 'string') throw new TypeError(`${template}: ${name} is no parameter`);
    return encodeURIComponent(value);
  });
}
