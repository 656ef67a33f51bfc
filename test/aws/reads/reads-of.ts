import { createReads } from '../../../shared/aws/reads.ts';
import { type Behaviour, simulatedAws } from '../simulated-aws.ts';

export const ARN = 'arn:aws:ecs:eu-west-1:111122223333';
export const CLUSTER = `${ARN}:cluster/prod`;
export const definition = (revision: number) => `${ARN}:task-definition/api:${revision}`;

/** Reads of an AWS that behaves like this. */
export const readsOf = (behaviour: Behaviour) => createReads(simulatedAws(behaviour).clients);
