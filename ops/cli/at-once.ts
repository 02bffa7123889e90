// Several things at once and no more: each takes the next as soon as it is done. Answers stand in the order of what was asked.
export async function atOnce<T, R>(most: number, things: readonly T[], work: (thing: T) => Promise<R>): Promise<R[]> {
  const answers: R[] = new Array(things.length);
  const queue = things.entries();
  const hand = async (): Promise<void> => {
    for (const [i, thing] of queue) answers[i] = await work(thing);
  };
  await Promise.all(Array.from({ length: Math.min(most, things.length) }, hand));
  return answers;
}
