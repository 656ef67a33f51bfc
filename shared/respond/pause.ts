import type { IncidentView } from '../domain/view.ts';
import { end } from './close.ts';
import { afterBlindness } from './outcomes.ts';
import { lease, type Next, type RoundState, type Run, retry } from './run.ts';
import { stayApproval, stayShown } from './stay.ts';
import type { Story } from './story.ts';

/** A world that cannot be read is looked at again so often, after so long. */
const BLIND_ROUNDS = 3;
const BLIND_SECONDS = 300;

/** Wait at no cost, having said so to the ledger, and to people unless there is nothing to say. */
export async function pause(
  run: Run,
  story: Story,
  name: string,
  state: RoundState,
  seconds: number,
  change: Partial<IncidentView> | undefined,
): Promise<Next> {
  const { ref, owner, durable, deps } = run;
  await offerStay(run, name, state, seconds);
  if (change !== undefined) {
    const undo = state.undo === undefined ? {} : { undo: state.undo };
    await story.tell(name, { phase: 'waiting', ...undo, ...change, ...stayShown(run, state.dealt?.stay) });
  }
  await durable.step(`lease-${name}`, () => deps.ledger.renew(ref, owner, lease(deps.clock(), seconds)));
  await durable.wait(name, { seconds });
  return { type: 'again', state };
}

/** Written down before it is shown, so that the first click counts. */
async function offerStay(run: Run, name: string, { dealt }: RoundState, seconds: number): Promise<void> {
  const { ref, owner, durable, deps } = run;
  const offer = stayApproval(run, dealt?.stay);
  if (offer === undefined) return;
  const write = () => deps.ledger.ask(ref, owner, offer, lease(deps.clock(), seconds));
  await durable.step(`offer-stay-${name}`, write, { retryStrategy: retry(3, 2) });
}

/** What could not be read may be readable in a while; after some times people must know. */
export async function lookAgain(
  run: Run,
  story: Story,
  round: number,
  state: RoundState,
  reason: string,
): Promise<Next> {
  const blind = (state.blind ?? 0) + 1;
  if (state.held || blind > BLIND_ROUNDS) return end(run, story, state.dealt, afterBlindness(reason, state));
  return pause(run, story, `blind-${round}`, { ...state, blind }, BLIND_SECONDS, { reason });
}
