import type { RunTaskCommandInput, UpdateServiceCommandInput } from '@aws-sdk/client-ecs';
import type { IamRequest } from './policy.ts';
import { type Account, clusterArn, ecsArn, lastPart, tagContext } from './requests.ts';

/** Roles are passed when a task is started, also by an override; tags are authorised as the task is made. */
export function runTask(input: RunTaskCommandInput, account: Account): readonly IamRequest[] {
  const definition = account.definition(input.taskDefinition ?? '');
  const { taskRoleArn, executionRoleArn } = input.overrides ?? {};
  const roles = [...definition.roles, taskRoleArn, executionRoleArn].filter((role) => role !== undefined);
  const context = { 'ecs:cluster': clusterArn(account, input.cluster), ...tagContext(definition.tags) };
  const tagging = {
    action: 'ecs:TagResource',
    resource: ecsArn(account, `task/${lastPart(input.cluster)}/0a1b2c3d`),
    context: { 'ecs:CreateAction': 'RunTask', 'aws:TagKeys': (input.tags ?? []).map(({ key = '' }) => key) },
  };
  return [
    { action: 'ecs:RunTask', resource: definition.arn, context },
    ...(input.tags?.length ? [tagging] : []),
    ...roles.map(passed),
  ];
}

/**
 * A call that names a task definition passes its roles; one that only sets the desired count does not. AWS's
 * reference does not say so: seen in github.com/keidarcy/e1s/issues/429 and its fix, pull request 430.
 */
export function updateService(input: UpdateServiceCommandInput, account: Account): readonly IamRequest[] {
  const { cluster, service = '', taskDefinition } = input;
  const change = onServices('ecs:UpdateService', cluster, [service], account);
  if (taskDefinition === undefined) return change;
  const { roles } = account.definition(taskDefinition);
  return [...change, ...roles.map(passed)];
}

function passed(resource: string): IamRequest {
  return { action: 'iam:PassRole', resource, context: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } };
}

export function onServices(
  action: string,
  cluster: string | undefined,
  services: readonly string[],
  account: Account,
): readonly IamRequest[] {
  return services.map((service) => ({
    action,
    resource: ecsArn(account, `service/${lastPart(cluster)}/${lastPart(service)}`),
    context: {
      'ecs:cluster': clusterArn(account, cluster),
      ...tagContext(account.serviceTags(clusterArn(account, cluster), lastPart(service))),
    },
  }));
}

/** Both the revision and the service that it is of. */
export function onRevision(arn: string, account: Account): readonly IamRequest[] {
  const action = 'ecs:DescribeServiceRevisions';
  const [cluster = '', service = ''] = arn.split('/').slice(1);
  const context = { 'ecs:cluster': clusterArn(account, cluster) };
  return [
    { action, resource: arn, context },
    { action, resource: ecsArn(account, `service/${cluster}/${service}`), context },
  ];
}
