import type { Reads } from '../domain/reads.ts';

/**
 * The reads of one round: playbook, guardrails and evidence ask for the same cluster and the same task
 * definition, and are to see the same answer.
 */
export function readOnce(reads: Reads): Reads {
  return { ...reads, cluster: perArn(reads.cluster), taskDefinition: perArn(reads.taskDefinition) };
}

function perArn<Value>(read: (arn: string) => Promise<Value>): (arn: string) => Promise<Value> {
  const known = new Map<string, Promise<Value>>();
  return (arn) => {
    const value = known.get(arn) ?? read(arn);
    known.set(arn, value);
    return value;
  };
}
