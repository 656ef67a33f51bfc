import type { Fleet } from '../fleet/index.ts';
import { ACCOUNT, REGION } from '../world.ts';

/** A small company's production cluster: what all scenarios happen to. */
export const CLUSTER = 'prod';

interface ServiceSetup {
  readonly revision: number;
  readonly tasks: number;
  readonly tags?: Readonly<Record<string, string>>;
}

export const SERVICES = {
  'payments-api': { revision: 41, tasks: 4 },
  'checkout-web': { revision: 88, tasks: 6 },
  'orders-api': { revision: 17, tasks: 3, tags: { 'watchkeeper:mode': 'act' } },
  'catalog-api': { revision: 12, tasks: 3, tags: { 'watchkeeper:mode': 'observe' } },
  'identity-api': { revision: 23, tasks: 3 },
  'cart-api': { revision: 9, tasks: 3 },
  'search-api': { revision: 7, tasks: 200 },
} as const satisfies Record<string, ServiceSetup>;
export type ServiceName = keyof typeof SERVICES;

interface JobSetup {
  readonly revision: number;
  readonly memory: string;
  readonly spot: boolean;
}

export const JOBS = {
  'nightly-report': { revision: 6, memory: '1024', spot: true },
  'invoice-export': { revision: 3, memory: '1024', spot: false },
  'train-recommender': { revision: 11, memory: '2048', spot: false },
  'mail-digest': { revision: 5, memory: '512', spot: true },
} as const satisfies Record<string, JobSetup>;
export type JobName = keyof typeof JOBS;

const NETWORK = { subnets: ['subnet-0a1b2c3d', 'subnet-4e5f6a7b'], securityGroups: ['sg-0c0ffee0'] };
const WEEK = 7 * 24 * 3600 * 1000;

/** Put the whole fleet there, as it has been running for a week. `now` in milliseconds since the epoch. */
export function buildFleet(fleet: Fleet, now: number): void {
  fleet.addCluster({ name: CLUSTER });
  // Every other image is taken to be there.
  fleet.createRepository({ name: 'cart-api' });
  fleet.pushImage('cart-api', { tags: ['release'], pushedAt: now - WEEK });
  const all: [string, ServiceSetup][] = Object.entries(SERVICES);
  for (const [name, setup] of all) addService(fleet, name, setup, now - WEEK);
  const jobs: [JobName, JobSetup][] = Object.entries(JOBS) as [JobName, JobSetup][];
  for (const [name, setup] of jobs) addJob(fleet, name, setup);
}

/** Register a revision that runs an image of this registry: `image` is "repository:tag" or "repository@digest". Gives its ARN. */
export function imageRevision(fleet: Fleet, family: string, image: string): string {
  const own = `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/${image}`;
  const container = { name: 'app', image: own, essential: true, memory: 256 };
  return fleet.registerTaskDefinition({ family, containerDefinitions: [container] });
}

/** Register the next revision of a service or job, as a pipeline does before it deploys. Gives its ARN. */
export function nextRevision(fleet: Fleet, family: string, memory = '512'): string {
  return fleet.registerTaskDefinition({
    family,
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    cpu: '256',
    memory,
    executionRoleArn: `arn:aws:iam::123456789012:role/${family}-execution`,
    containerDefinitions: [
      {
        name: 'app',
        image: `123456789012.dkr.ecr.eu-west-1.amazonaws.com/${family}:release`,
        essential: true,
        memory: Number(memory),
        logConfiguration: {
          logDriver: 'awslogs',
          options: {
            'awslogs-group': `/ecs/${family}`,
            'awslogs-region': 'eu-west-1',
            'awslogs-stream-prefix': 'ecs',
          },
        },
      },
    ],
  });
}

function addService(fleet: Fleet, name: string, { revision, tasks, tags = {} }: ServiceSetup, since: number) {
  for (let count = 1; count <= revision; count += 1) nextRevision(fleet, name);
  fleet.createService({
    cluster: CLUSTER,
    name,
    taskDefinition: name,
    desiredCount: tasks,
    runningSince: since,
    placement: { launchType: 'FARGATE', network: { ...NETWORK, assignPublicIp: 'DISABLED' } },
    tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
  });
}

/** Jobs are started by EventBridge Scheduler, which says how they are connected. */
function addJob(fleet: Fleet, name: JobName, { revision, memory, spot }: JobSetup): void {
  let TaskDefinitionArn = '';
  for (let count = 1; count <= revision; count += 1) TaskDefinitionArn = nextRevision(fleet, name, memory);
  fleet.putSchedule(name, {
    Arn: `arn:aws:ecs:eu-west-1:123456789012:cluster/${CLUSTER}`,
    RoleArn: 'arn:aws:iam::123456789012:role/run-jobs',
    EcsParameters: {
      TaskDefinitionArn,
      ...(spot
        ? { CapacityProviderStrategy: [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }] }
        : { LaunchType: 'FARGATE' }),
      NetworkConfiguration: {
        awsvpcConfiguration: {
          Subnets: NETWORK.subnets,
          SecurityGroups: NETWORK.securityGroups,
          AssignPublicIp: 'DISABLED',
        },
      },
    },
  });
}
