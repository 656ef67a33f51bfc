import type { PlaybookResponse } from '../../domain/playbook.ts';
import type { CleanPublicSettings } from '../clean-public-images.ts';
import { verifySweep } from './sweep-check.ts';
import { decideSweep } from './sweep-decision.ts';
import type { SweepFacts } from './sweep-facts.ts';
import { publicReads, publicTerms } from './sweep-place.ts';
import { gatherSweep } from './sweep-response.ts';

/** The sweep of a private registry without an archive, in ECR Public. */
export const publicSweepResponse: PlaybookResponse<CleanPublicSettings, SweepFacts> = {
  gather: (situation, reads, settings) =>
    gatherSweep(situation, publicReads(reads), publicTerms(settings), 'public'),
  decide: (facts, settings) => decideSweep(facts, publicTerms(settings)),
  verify: (plan, situation, reads, settings, now) =>
    verifySweep(plan, situation, publicReads(reads), publicTerms(settings), now),
};
