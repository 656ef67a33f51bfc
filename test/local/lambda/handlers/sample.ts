/** A function that does as its event says. */
export const handler = async (event: { do: string }, context: { getRemainingTimeInMillis(): number }) => {
  if (event.do === 'fail') throw new TypeError('as it was told');
  if (event.do === 'hang') return new Promise(() => {});
  if (event.do === 'exit') process.exit(3);
  return { pid: process.pid, name: process.env.NAME, left: context.getRemainingTimeInMillis() };
};
