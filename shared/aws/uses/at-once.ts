/** Does all of the work, at most so many at the same time. The answers stand in the order of the work. */
export async function atOnce<Answer>(
  most: number,
  work: readonly (() => Promise<Answer>)[],
): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  const left = work.entries();
  const carryOn = async () => {
    for (const [index, begin] of left) answers[index] = await begin();
  };
  await Promise.all(Array.from({ length: most }, carryOn));
  return answers;
}
