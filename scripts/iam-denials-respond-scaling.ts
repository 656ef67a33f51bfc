import { type Denial, each, HOME, ROLE, respond, respondEcr, respondScaling } from './iam-attempts.ts';
import { responseDenials } from './iam-denials-response.ts';

/** What the response for what scales cannot do, although it may change how much there is of it. */
export const RESPOND_SCALING_DENIALS: readonly Denial[] = [
  {
    cannot: 'See or touch an image, an instance, a rule or a schedule, or take on a role.',
    services: ['ecr', 'ec2', 'events', 'scheduler', 'sts', 'cloudformation'],
  },
  {
    cannot: 'Run or stop a task, create or delete a service, or put another revision into one.',
    attempts: [
      ...each(['ecs:RunTask'], `arn:aws:ecs:${HOME}:task-definition/api:7`),
      ...each(['ecs:StopTask'], `arn:aws:ecs:${HOME}:task/prod/0a1b2c3d`),
      ...each(['ecs:CreateService', 'ecs:DeleteService'], `arn:aws:ecs:${HOME}:service/prod/api`),
      ...each(['ecs:RegisterTaskDefinition'], '*'),
    ],
  },
  {
    cannot: 'Start the response of another domain, or any other function.',
    attempts: [
      ...each(['lambda:InvokeFunction'], respond(':durable')),
      ...each(['lambda:InvokeFunction'], respondEcr(':durable')),
      ...each(['lambda:InvokeFunction'], `arn:aws:lambda:${HOME}:function:payments`),
      ...each(['iam:PassRole', 'iam:CreateRole'], ROLE),
    ],
  },
  ...responseDenials(respondScaling('')),
];
