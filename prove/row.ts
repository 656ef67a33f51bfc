/** One promise of the product, and how it is put to the proof. */
export interface Row {
  /** As in the table of promises: R1, R2, … */
  readonly id: string;
  /** What is promised, in a few words. */
  readonly promise: string;
  /** What is done to break it, in a few words. */
  readonly tried: string;
  /** How many runs `npm test`, `npm run prove -- --quick` and `npm run prove` make. */
  readonly runs: Runs;
  /** The same seed and number of runs try the same things. */
  readonly prove: (seed: number, runs: number) => Promise<Finding>;
}

export interface Runs {
  readonly few: number;
  readonly quick: number;
  readonly many: number;
}

/** A promise that is not proven here. */
export interface Gap {
  readonly id: string;
  readonly promise: string;
  /** What is missing, or where it is measured. */
  readonly why: string;
}

export interface Finding {
  /** How many of what was tried: "1,000,000 decisions". */
  readonly count: number;
  readonly of: string;
  /** One sentence each, with what is needed to see it again. */
  readonly violations: readonly string[];
  /** What the numbers do not say. */
  readonly note?: string;
}
