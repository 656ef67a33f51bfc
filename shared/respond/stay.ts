import type { StayOffer } from '../domain/hours.ts';
import type { Approval } from '../domain/incident.ts';
import type { IncidentView } from '../domain/view.ts';
import type { Run } from './run.ts';

/** An offer stands for no plan; which schedule it is about is in the incident's key. */
const STAY = 'stay-awake';

/** What the Slack door must find in the ledger, so that a click counts; undefined where there is nobody to click. */
export function stayApproval({ deps }: Pick<Run, 'deps'>, stay: StayOffer | undefined): Approval | undefined {
  const { approvers } = deps.config;
  if (stay === undefined || approvers.length === 0) return undefined;
  const { account, region, schedule, expiresAt } = stay;
  return { planHash: STAY, expiresAt, approvers, stay: { account, region, schedule } };
}

/** The same for the message. */
export function stayShown(
  { deps }: Pick<Run, 'deps'>,
  stay: StayOffer | undefined,
): Pick<IncidentView, 'stay'> {
  return stay === undefined || deps.config.approvers.length === 0
    ? {}
    : { stay: { ...stay, planHash: STAY } };
}
