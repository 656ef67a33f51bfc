import { describe } from 'vitest';
import { checkCoverage } from './commands/check.ts';
import { sendTheRest } from './commands/the-rest.ts';
import { CALLS } from './contract/calls/index.ts';
import { checkContract, type Observed } from './contract/check.ts';
import { checkAnswers } from './contract/check-answers.ts';
import { fleetSide } from './contract/fleet-side.ts';
import { motoSide } from './contract/moto-side.ts';
import { observe } from './contract/observe.ts';
import { createListener } from './support/listener.ts';

// Each call finds what the ones before it left behind, so all are made first, in their order.
const [ours, theirs] = [createListener(), createListener()];
const [fleet, moto] = [await fleetSide(ours.listen), await motoSide(theirs.listen)];
const observed = new Map<string, Observed>();
for (const call of CALLS) {
  const one = { fleet: await observe(call, fleet, ours.take), moto: await observe(call, moto, theirs.take) };
  observed.set(call.what, one);
}
await sendTheRest(moto.clients);

describe('the contract', () => checkContract(observed));
describe('the answers', () => checkAnswers(observed));
describe('what is sent to AWS', () => checkCoverage(moto.clients, theirs.answered));
