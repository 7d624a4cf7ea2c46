/**
 * The method of a client that a dotted name leads to: `servers.list`. The clients are typed for those who write the
 * name in code; here it is typed by a person, and the arguments were checked against the same declaration.
 */
export function methodOf(client: object, name: string): (...args: readonly unknown[]) => unknown {
  let here: unknown = client;
  for (const key of name.split('.')) {
    const holds = (typeof here === 'object' && here !== null) || typeof here === 'function';
    here = holds && Object.hasOwn(Object(here), key) ? Reflect.get(Object(here), key) : undefined;
  }
  const method = here;
  if (typeof method !== 'function') throw new TypeError(`there is no method ${name}`);
  return (...args) => Reflect.apply(method, undefined, args);
}
