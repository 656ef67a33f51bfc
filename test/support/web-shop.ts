import type { Service } from '../../shared/domain/fleet.ts';

/** A service of three tasks that ECS deploys, with nothing that scales it. */
export const WEB: Service = {
  serviceArn: 'arn:aws:ecs:eu-west-1:123456789012:service/prod/web-shop',
  name: 'web-shop',
  clusterArn: 'arn:aws:ecs:eu-west-1:123456789012:cluster/prod',
  status: 'ACTIVE',
  taskDefinitionArn: 'arn:aws:ecs:eu-west-1:123456789012:task-definition/web-shop:1',
  desiredCount: 3,
  runningCount: 3,
  pendingCount: 0,
  deploymentController: 'ECS',
  circuitBreaker: { enabled: false, rollback: false },
  deployments: [],
  tags: {},
};
