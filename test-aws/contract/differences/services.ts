import { API, type Difference } from './difference.ts';

export const SERVICES: readonly Difference[] = [
  {
    what: 'The tasks of a service',
    fleet: 'are started, counted, and end the rollout',
    moto: 'are never started: a service stays pending, with its rollout in progress',
    right: 'fleet',
    source: `${API}API_Service.html`,
    at: {
      'a service': [
        'result.runningCount',
        'result.pendingCount',
        'result.deployments.0.runningCount',
        'result.deployments.0.rolloutState',
        'result.startedTasks.*',
      ],
      'the service after a deployment': [
        'result.runningCount',
        'result.pendingCount',
        'result.startedTasks.*',
      ],
      'the service at zero': ['result.startedTasks.*'],
    },
  },
  {
    what: 'A new task definition',
    fleet: 'makes a new primary deployment; the one before stays until its tasks are gone',
    moto: 'changes the service and leaves its one deployment as it was',
    right: 'fleet',
    source: `${API}API_UpdateService.html`,
    at: Object.fromEntries(
      ['the service after a deployment', 'the service at zero'].map((call) => [
        call,
        ['result.deployments.0.taskDefinitionArn', 'result.deployments.1.*'],
      ]),
    ),
  },
  {
    what: 'A new desired count',
    fleet: 'stands in the deployment at once; the tasks follow',
    moto: 'leaves the deployment as it was; the running count follows at once',
    right: 'fleet',
    source: `${API}API_Deployment.html`,
    at: { 'the service at zero': ['result.deployments.0.desiredCount', 'result.runningCount'] },
  },
  {
    what: 'How many services a cluster has',
    fleet: 'as many as are ACTIVE',
    moto: 'none',
    right: 'fleet',
    source: `${API}API_Cluster.html`,
    at: { 'a cluster': ['result.activeServices'] },
  },
  {
    what: 'Who registered a task definition, and when',
    fleet: 'both',
    moto: 'neither',
    right: 'fleet',
    source: `${API}API_TaskDefinition.html`,
    at: { 'a task definition': ['result.registeredBy', 'result.registeredAt'] },
  },
];
