import fc from 'fast-check';
import { connectionReset, serviceError } from '../../../test/aws/simulated-aws.ts';
import { anyHappening, happen } from './happenings.ts';
import type { Around, Stage } from './stage.ts';
import type { Watch } from './watch.ts';
import { PARTS } from './workloads.ts';

const at = fc.nat(24);

/** What gets in the way of one sweep; `at` counts its calls. */
export const anyTrouble = fc.record({
  /** Before that call. */
  meanwhile: fc.array(fc.record({ at, what: anyHappening }), { maxLength: 5 }),
  fault: fc.option(
    fc.record({
      at,
      calls: fc.constantFrom(1, 1, 4, 40),
      kind: fc.constantFrom('refused' as const, 'lost before' as const, 'lost after' as const),
    }),
  ),
  /** The function dies before or after its call: then its step is repeated, or never again. */
  death: fc.option(fc.record({ at, after: fc.boolean(), repeated: fc.boolean() })),
  order: fc.shuffledSubarray([...PARTS], { minLength: PARTS.length }),
});
export type Trouble = typeof anyTrouble extends fc.Arbitrary<infer T> ? T : never;

export const NO_TROUBLE: Trouble = { meanwhile: [], fault: null, death: null, order: [...PARTS] };

/** The function was killed: nothing that it would have done after that happens. */
export class Died extends Error {}

/** Does a step of a response, with so many tries. */
export type Step = <Result>(tries: number, run: () => Promise<Result>) => Promise<Result>;

/** Counts the calls of one sweep, and does to each what the trouble says. */
export function createCalls(
  stage: Stage,
  { meanwhile, fault, death }: Trouble,
  watch: Watch,
): { readonly around: Around; readonly step: Step } {
  let calls = 0;
  let isDead = false;

  const around: Around = async (command, input, send) => {
    if (isDead) throw new Died(command);
    const call = calls++;
    for (const { what } of meanwhile.filter((one) => one.at === call)) {
      await happen(stage, what);
      watch.looking.moved();
    }
    const dies = death?.at === call;
    if (dies && !death.after) return die(command);
    const struck = fault && call >= fault.at && call < fault.at + fault.calls ? fault.kind : undefined;
    if (struck === 'refused') throw serviceError('ThrottlingException', 'Rate exceeded');
    if (struck === 'lost before') throw connectionReset();
    const after = watch.sends(command, input);
    const output = send();
    after();
    if (struck === 'lost after') throw connectionReset();
    return dies ? die(command) : output;
  };

  function die(command: string): never {
    isDead = true;
    throw new Died(command);
  }

  /** A step that died is repeated from its beginning, one that fails so many times. */
  async function step<Result>(tries: number, run: () => Promise<Result>): Promise<Result> {
    for (let attempt = 1; ; attempt += 1) {
      const result = await run().catch((error: unknown) =>
        error instanceof Error ? error : new Error(String(error)),
      );
      if (isDead && !death?.repeated) throw new Died('for good');
      if (isDead) isDead = false;
      else if (!(result instanceof Error)) return result;
      else if (attempt >= tries) throw result;
    }
  }

  return { around, step };
}
