import {
  ConflictException,
  type RunTaskCommandInput,
  type Service,
  type ServiceDeployment,
} from '@aws-sdk/client-ecs';
import { type Behaviour, type SimulatedAws, simulatedAws } from '../aws/simulated-aws.ts';

export const ARN = 'arn:aws:ecs:eu-west-1:111122223333';
export const CLUSTER = `${ARN}:cluster/prod`;
export const SERVICE = `${ARN}:service/prod/api`;
export const DEPLOYMENT = `${ARN}:service-deployment/prod/api/0EYSiB0qap8xf0N76FsbE`;
export const HOOK = 'ecs-pause-1';
export const definition = (revision: number) => `${ARN}:task-definition/api:${revision}`;

/** A call that goes wrong: `before` it has its effect, or after, when only the answer is lost. */
export interface Trouble {
  readonly command: keyof Behaviour;
  readonly when: 'before' | 'after';
  readonly error: Error;
  /** So many calls of the command pass unharmed first. */
  pass?: number;
}

/** One service and the tasks that were started, as ECS would keep them. */
export interface SimulatedEcs {
  readonly aws: SimulatedAws;
  readonly service: Service;
  /** It waits at one pause hook. */
  readonly deployment: ServiceDeployment;
  readonly started: RunTaskCommandInput[];
  /** How often UpdateService, or ContinueServiceDeployment, was carried out. */
  readonly changes: () => number;
  /** How often it made a difference: ECS starts no deployment for what is so already. */
  readonly differences: () => number;
  /** Strikes the next calls of its command, each once, in the order they were added. */
  readonly troubles: Trouble[];
}

export function simulatedEcs(): SimulatedEcs {
  const service: Service = {
    serviceArn: SERVICE,
    serviceName: 'api',
    clusterArn: CLUSTER,
    status: 'ACTIVE',
    taskDefinition: definition(7),
    desiredCount: 4,
    runningCount: 4,
    pendingCount: 0,
  };
  const deployment: ServiceDeployment = {
    serviceDeploymentArn: DEPLOYMENT,
    status: 'IN_PROGRESS',
    targetServiceRevision: { arn: `${ARN}:service-revision/prod/api/1` },
    lifecycleHookDetails: [{ hookId: HOOK, targetType: 'PAUSE', status: 'AWAITING_ACTION' }],
  };
  const started: RunTaskCommandInput[] = [];
  const troubles: Trouble[] = [];
  let changes = 0;
  let differences = 0;

  function troubled<Answer>(command: keyof Behaviour, effect: () => Answer): Answer {
    const index = troubles.findIndex((trouble) => trouble.command === command);
    const next = troubles[index];
    const passes = next?.pass !== undefined && next.pass-- > 0;
    const [trouble] = next && !passes ? troubles.splice(index, 1) : [];
    if (trouble?.when === 'before') throw trouble.error;
    const answer = effect();
    if (trouble) throw trouble.error;
    return answer;
  }

  const aws = simulatedAws({
    DescribeServices: () => troubled('DescribeServices', () => ({ services: [{ ...service }] })),
    UpdateService: ({ taskDefinition, desiredCount }) =>
      troubled('UpdateService', () => {
        changes++;
        const before = JSON.stringify(service);
        if (taskDefinition !== undefined) service.taskDefinition = taskDefinition;
        if (desiredCount !== undefined) service.desiredCount = desiredCount;
        if (JSON.stringify(service) !== before) differences++;
        return { service: { ...service } };
      }),
    DescribeServiceDeployments: () =>
      troubled('DescribeServiceDeployments', () => ({ serviceDeployments: [structuredClone(deployment)] })),
    ContinueServiceDeployment: ({ action }) =>
      troubled('ContinueServiceDeployment', () => {
        changes++;
        if (action === 'ROLLBACK') deployment.status = 'ROLLBACK_IN_PROGRESS';
        for (const hook of deployment.lifecycleHookDetails ?? []) {
          hook.status = action === 'ROLLBACK' ? 'FAILED' : 'SUCCEEDED';
        }
        return {};
      }),
    RunTask: (input) =>
      troubled('RunTask', () => {
        const earlier = started.findIndex((task) => task.clientToken === input.clientToken);
        if (earlier >= 0 && JSON.stringify(started[earlier]) !== JSON.stringify(input)) {
          throw new ConflictException({ $metadata: {}, message: 'token was used' });
        }
        const index = earlier >= 0 ? earlier : started.push(input) - 1;
        return { tasks: [{ taskArn: `${ARN}:task/prod/new-${index}` }] };
      }),
  });
  return {
    aws,
    service,
    deployment,
    started,
    changes: () => changes,
    differences: () => differences,
    troubles,
  };
}
