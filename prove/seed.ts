/** What every run starts from, unless it is told another: the same things are tried each time. */
export const SEED = 20261123;
