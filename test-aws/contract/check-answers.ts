import { expect, it } from 'vitest';
import { definitionArn } from './account.ts';
import type { Observed } from './check.ts';

/** Call, path, and what it comes to on either side: two that are wrong in the same way would agree. */
const ANSWERS: readonly (readonly [call: string, path: string, value: unknown])[] = [
  ['a service', 'result.tags.team', 'payments'],
  ['an unknown service', 'result', null],
  ['a service of an unknown cluster', 'result', null],
  ['a task definition', 'result.containers.0.log.group', '/ecs/contract'],
  ['an unknown family', 'result', null],
  ['an unknown revision', 'result', null],
  ['a running task', 'result.0.lastStatus', 'RUNNING'],
  ['a stopped task', 'result.0.stoppedReason', 'Stopped by the contract'],
  ['a task and an unknown one', 'result', 1],
  ['a task of an unknown cluster', 'result', []],
  ['a cluster', 'result.capacityProviders.1', 'FARGATE_SPOT'],
  ['an unknown cluster', 'result', null],
  ['the network of a rule', 'result.securityGroups.0', '<sg>'],
  ['the network of a rule whose name is cut', 'result.securityGroups.0', '<sg>'],
  ['the network of an unknown rule', 'result', null],
  ['the network of a schedule', 'result.subnets.0', '<subnet>'],
  ['the network of a schedule in a group', 'result.subnets.0', '<subnet>'],
  ['the network of an unknown schedule', 'result', null],
  ['the network of an interface', 'result.subnets.0', '<subnet>'],
  ['the network of an interface that is gone', 'result', null],
  ['the end of a log', 'result.0', 'three'],
  ['a whole log', 'result.4', 'five'],
  ['an unknown log stream', 'result', []],
  ['an unknown log group', 'result', []],
  ['the repositories of the registry', 'result.0.registry', '123456789012.dkr.ecr.eu-west-1.amazonaws.com'],
  ['the repositories of the registry', 'result.2.name', 'contract/multi'],
  ['the images of a repository', 'result.0.tags.1', 'stable'],
  ['the images of an empty repository', 'result', []],
  ['the images of an unknown repository', 'result.error', 'ReadError'],
  ['what an index lists', 'result.1', 'arm64'],
  ['what an index lists that is gone', 'result', null],
  ['the tags of a repository', 'result.watchkeeper', 'keep'],
  ['the tags of an unknown repository', 'result.error', 'ReadError'],
  ['a secret', 'result', 'a secret'],
  ['an unknown secret', 'result.error', 'Error'],
  ['the kill switch', 'result', 'off'],
  ['the task that was run', 'result.startedBy', 'watchkeeper/1/contract'],
  ['the task that was run', 'result.overrides.containerOverrides.0.memory', 300],
  ['run a task on Fargate Spot', 'result.type', 'done'],
  ['run a task of an unknown revision', 'result.type', 'failed'],
  ['run a task without its network', 'result.type', 'failed'],
  ['run a task in an unknown cluster', 'result.type', 'failed'],
  ['deploy a revision', 'result.after', definitionArn('api:2')],
  ['deploy it again', 'result.before', definitionArn('api:2')],
  ['the service after a deployment', 'result.taskDefinitionArn', definitionArn('api:2')],
  ['deploy a revision meanwhile replaced', 'result.type', 'refused'],
  ['deploy an unknown revision', 'result.type', 'failed'],
  ['set the desired count', 'result.after', '0'],
  ['the service at zero', 'result.desiredCount', 0],
  ['set the desired count of an unknown service', 'result.type', 'refused'],
  ['archive an image tagged meanwhile', 'result.type', 'refused'],
  ['archive an image that is gone', 'result.type', 'refused'],
  ['archive an image of an unknown repository', 'result.type', 'refused'],
  ['restore an image that was never archived', 'result.type', 'done'],
  ['restore an image that is gone', 'result.type', 'refused'],
  ['delete an image if it is archived', 'result.type', 'refused'],
  ['delete an image tagged meanwhile', 'result.type', 'refused'],
  ['delete three images of which one is gone', 'result.after', '3'],
  ['the images after a deletion', 'result.0.tags.1', 'stable'],
  ['delete them again', 'result.after', '3'],
];

export function checkAnswers(observed: ReadonlyMap<string, Observed>): void {
  it.each(ANSWERS)('%s: %s is %j on both sides', (call, path, value) => {
    const { fleet, moto } = observed.get(call) ?? { fleet: {}, moto: {} };

    expect([fleet[path], moto[path]]).toEqual([JSON.stringify(value), JSON.stringify(value)]);
  });
}
