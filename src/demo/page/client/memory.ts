/** What the browser keeps for this page; one that keeps nothing is no reason to fail. */
export function recall<T extends string = string>(key: string, allowed?: readonly T[]): T | undefined {
  try {
    const value = localStorage.getItem(`squawk-demo-${key}`);
    if (value === null) return undefined;
    return allowed === undefined ? (value as T) : allowed.find((each) => each === value);
  } catch {
    return undefined;
  }
}

export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(`squawk-demo-${key}`, value);
  } catch {
    // The page works without; it only starts afresh.
  }
}
