/** Runs a task for each item, at most `many` at once; the results come in the items' order. */
export async function atMost<T, R>(
  many: number,
  items: readonly T[],
  task: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const queue = items.entries();
  const work = async (): Promise<void> => {
    for (const [index, item] of queue) results[index] = await task(item);
  };
  await Promise.all(Array.from({ length: Math.min(many, items.length) }, work));
  return results;
}
