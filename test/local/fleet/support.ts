import {
  type ContainerDefinition,
  DescribeServicesCommand,
  ECSClient,
  type RegisterTaskDefinitionRequest,
  type Service,
} from '@aws-sdk/client-ecs';
import { createFleet, type Fleet, type FleetEvent, type FleetOptions } from '../../../local/fleet/index.ts';
import { createTimeline, type Timeline } from '../../../local/timeline.ts';

export const START = Date.parse('2026-11-23T03:00:00Z');
export const NETWORK = { subnets: ['subnet-0a', 'subnet-0b'], securityGroups: ['sg-01'] };
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** A fleet with a cluster `shop`, a family `web`, a real ECS client, and everything it says. */
export interface Stage {
  readonly fleet: Fleet;
  readonly timeline: Timeline;
  readonly ecs: ECSClient;
  readonly events: FleetEvent[];
  /** Let so many minutes pass. */
  pass(minutes: number): Promise<void>;
}

export function createStage(options: Partial<FleetOptions> = {}): Stage {
  const timeline = createTimeline(START);
  const events: FleetEvent[] = [];
  const fleet = createFleet({ timeline, seed: 1, emit: (event) => events.push(event), ...options });
  const ecs = new ECSClient({ region: 'eu-west-1' });
  fleet.intercept(ecs);
  fleet.addCluster({ name: 'shop' });
  fleet.registerTaskDefinition(definition('web'));
  return { fleet, timeline, ecs, events, pass: (minutes) => timeline.run(timeline.now() + minutes * MINUTE) };
}

export function definition(
  family: string,
  container: ContainerDefinition = {},
): RegisterTaskDefinitionRequest {
  return {
    family,
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    cpu: '256',
    memory: '512',
    containerDefinitions: [
      {
        name: 'app',
        image: `111122223333.dkr.ecr.eu-west-1.amazonaws.com/${family}:1.0`,
        essential: true,
        logConfiguration: {
          logDriver: 'awslogs',
          options: {
            'awslogs-group': `/ecs/${family}`,
            'awslogs-stream-prefix': 'ecs',
            'awslogs-region': 'eu-west-1',
          },
        },
        ...container,
      },
    ],
  };
}

/** A task of the family `job` on Fargate. */
export const RUN_JOB = {
  cluster: 'shop',
  taskDefinition: 'job',
  launchType: 'FARGATE',
  networkConfiguration: { awsvpcConfiguration: NETWORK },
} as const;

/** A service `web` on Fargate. */
export function webService(desiredCount: number) {
  return {
    cluster: 'shop',
    name: 'web',
    taskDefinition: 'web:1',
    desiredCount,
    placement: { launchType: 'FARGATE', network: NETWORK },
  } as const;
}

export async function serviceOf({ ecs }: Stage, name = 'web'): Promise<Service> {
  const { services } = await ecs.send(new DescribeServicesCommand({ cluster: 'shop', services: [name] }));
  const service = services?.[0];
  if (service === undefined) throw new Error(`no service ${name}`);
  return service;
}

export function eventsNamed({ events }: Stage, eventName: string): FleetEvent[] {
  return events.filter(({ detail }) => detail.eventName === eventName);
}

/** Task events, reduced to one field of their detail. */
export function taskDetails({ events }: Stage): FleetEvent['detail'][] {
  return events
    .filter((event) => event['detail-type'] === 'ECS Task State Change')
    .map(({ detail }) => detail);
}
