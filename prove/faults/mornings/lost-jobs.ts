import type { World } from '../../../local/world.ts';
import { pushedIndex } from '../../../test/support/archive.ts';
import { registerRevision } from '../../../test/support/fleet.ts';
import { type Morning, unmended } from './morning.ts';

const CLUSTER = 'arn:aws:ecs:eu-west-1:123456789012:cluster/prod';
const LONG_RULE = 'a-rule-whose-name-is-longer-than-ecs-shows';

/** By how they are started. */
const JOBS = ['by-rule', 'by-cut-rule', 'by-schedule', 'by-hand'] as const;
/** One more, that cannot pull its image. */
const ARCHIVED_JOB = 'from-archive';
const ALL = [...JOBS, ARCHIVED_JOB];

/** Four jobs that lose their Spot capacity, each started in another way, and one whose images are archived. */
export const lostJobs: Morning = {
  name: 'lost jobs',
  settings: `
cooldownMinutes: 5
playbooks:
  rerun-failed-task: { settings: { comeBackMinutes: 2, steadySeconds: 30, remindHours: 1 } }
  restore-image: { settings: { comeBackMinutes: 2, remindHours: 1 } }
`,
  problems: ALL.map((name) => [name]),
  services: [],
  begin(world) {
    world.fleet.addCluster({ name: 'prod', capacityProviders: ['FARGATE', 'FARGATE_SPOT'] });
    startJobs(world);
    startArchived(world);
    return unmended;
  },
  misses({ fleet }) {
    const tooMany = ALL.filter((family) => fleet.tasks({ family }).length > 2);
    return tooMany.map((family) => `${family} was started again more than once`);
  },
};

function startJobs(world: World): void {
  const { fleet } = world;
  const [byRule, byCutRule, bySchedule, byHand] = JOBS.map((family) => registerRevision(world, family, 'v1'));
  for (const family of JOBS) finishes(world, family);
  const lost = { kind: 'spot-interruption', afterSeconds: 20 } as const;
  fleet.behave({ on: { capacityProvider: 'FARGATE_SPOT' }, failure: lost, times: JOBS.length });
  fleet.putRule('nightly', [{ Id: 'job', Arn: CLUSTER, EcsParameters: onSpot(byRule) }]);
  fleet.putRule(LONG_RULE, [{ Id: 'job', Arn: CLUSTER, EcsParameters: onSpot(byCutRule) }]);
  const RoleArn = 'arn:aws:iam::123456789012:role/scheduler';
  fleet.putSchedule('reports/weekly', { Arn: CLUSTER, RoleArn, EcsParameters: onSpot(bySchedule) });
  fleet.fireRule('nightly');
  fleet.fireRule(LONG_RULE);
  fleet.fireSchedule('reports/weekly');
  fleet.runTask({
    cluster: 'prod',
    taskDefinition: byHand,
    capacityProviderStrategy: [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }],
    networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'], securityGroups: ['sg-1'] } },
  });
}

/** An image for two platforms: it comes back before what it lists. */
function startArchived(world: World): void {
  const { fleet } = world;
  const images = pushedIndex(world, ARCHIVED_JOB, 'v1');
  for (const imageDigest of images) fleet.archiveImage(ARCHIVED_JOB, { imageDigest });
  finishes(world, ARCHIVED_JOB);
  const { NetworkConfiguration } = onSpot();
  const TaskDefinitionArn = registerRevision(world, ARCHIVED_JOB, 'v1');
  const EcsParameters = { TaskDefinitionArn, LaunchType: 'FARGATE', NetworkConfiguration } as const;
  fleet.putRule('yearly', [{ Id: 'job', Arn: CLUSTER, EcsParameters }]);
  fleet.fireRule('yearly');
}

function finishes({ fleet }: World, family: string): void {
  fleet.behave({ on: { family }, failure: { kind: 'exit', afterSeconds: 200, exitCode: 0 } });
}

function onSpot(TaskDefinitionArn = '') {
  return {
    TaskDefinitionArn,
    CapacityProviderStrategy: [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }],
    NetworkConfiguration: { awsvpcConfiguration: { Subnets: ['subnet-1'], SecurityGroups: ['sg-1'] } },
  };
}
