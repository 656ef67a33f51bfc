import type { CapacityProviderStrategyItem, Tag } from '@aws-sdk/client-ecs';
import type { Timeline } from '../timeline.ts';
import { createArns } from './arns.ts';
import { createAutoScaling } from './auto-scaling/index.ts';
import { createCloudWatch } from './cloudwatch/index.ts';
import { createRegistry } from './ecr/registry.ts';
import { createPublicRegistry } from './ecr-public/registry.ts';
import type { FleetEvent } from './events.ts';
import type { ClusterModel, FleetSettings, World } from './model.ts';
import { createRandom } from './random.ts';
import { createWorkloads } from './workloads.ts';

export interface FleetOptions {
  readonly timeline: Timeline;
  /** Two fleets with the same seed and the same history are equal, events and all. */
  readonly seed: string | number;
  /** Hears every event, in order, as EventBridge would receive it. */
  readonly emit: (event: FleetEvent) => void;
  readonly account?: string;
  readonly region?: string;
  readonly settings?: Partial<FleetSettings>;
}

export interface NewCluster {
  readonly name: string;
  /** FARGATE and FARGATE_SPOT, unless it says otherwise. */
  readonly capacityProviders?: readonly string[];
  readonly defaultStrategy?: readonly CapacityProviderStrategyItem[];
  /** How many container instances it has, for launch type EC2. */
  readonly instances?: number;
  readonly tags?: readonly Tag[];
}

const USUAL: FleetSettings = {
  settleSeconds: 30,
  rememberSeconds: 3600,
  lagSeconds: 0,
  metricDelaySeconds: 30,
  datapointsPerPage: 100_800,
};

/** An account with nothing in it. */
export function createWorld(options: FleetOptions): World {
  const { timeline, seed, emit, account = '111122223333', region = 'eu-west-1' } = options;
  const settings = { ...USUAL, ...options.settings };
  return {
    timeline,
    account,
    region,
    seed,
    settings,
    arns: createArns(region, account),
    clusters: new Map(),
    definitions: new Map(),
    revisions: new Map(),
    behaviours: [],
    faults: [],
    interfaces: new Map(),
    logs: new Map(),
    parameters: new Map(),
    rules: new Map(),
    schedules: new Map(),
    registry: createRegistry(account, region, seed),
    cloudwatch: createCloudWatch(seed, {
      pageSize: settings.datapointsPerPage,
      delaySeconds: settings.metricDelaySeconds,
    }),
    autoScaling: createAutoScaling(seed),
    groups: new Map(),
    capacityProviders: new Map(),
    hosting: new Map(),
    publicRegistry: createPublicRegistry(account, seed),
    workloads: createWorkloads(),
    calls: [],
    counters: new Map(),
    send: emit,
  };
}

export function addCluster(world: World, wanted: NewCluster): ClusterModel {
  const { name, capacityProviders = ['FARGATE', 'FARGATE_SPOT'], instances = 0 } = wanted;
  const random = createRandom(world.seed, 'cluster', name);
  const arn = world.arns.cluster(name);
  const cluster: ClusterModel = {
    name,
    arn,
    record: {
      clusterArn: arn,
      clusterName: name,
      capacityProviders: [...capacityProviders],
      defaultCapacityProviderStrategy: [...(wanted.defaultStrategy ?? [])],
      settings: [{ name: 'containerInsights', value: 'enabled' }],
      tags: [...(wanted.tags ?? [])],
    },
    services: new Map(),
    tasks: new Map(),
    stopped: [],
    tokens: new Map(),
    instances: Array.from({ length: instances }, () => world.arns.containerInstance(name, random.hex(32))),
  };
  world.clusters.set(name, cluster);
  return cluster;
}
