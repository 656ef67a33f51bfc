import { createFleet, type Fleet } from '../../../local/fleet/index.ts';
import { createTimeline, type Timeline } from '../../../local/timeline.ts';
import { definition, HOUR, MINUTE, NETWORK, START, webService } from '../fleet/support.ts';

export const CLUSTER = 'arn:aws:ecs:eu-west-1:111122223333:cluster/shop';
export const SWITCH = '/watchkeeper/local/kill-switch';
const RULE = 'nightly';
const SCHEDULE = 'weekly/report';
const MARKUP = 'a < b && c > d "quoted"';

/** A fleet in which every read finds something, and the tasks that were started in each way. */
export interface Shop {
  readonly fleet: Fleet;
  readonly timeline: Timeline;
  readonly tasks: Readonly<Record<'byRule' | 'bySchedule' | 'byHand', string>>;
}

/** The same every time: one service that was deployed twice, and a task from a rule, a schedule and a person. */
export async function createShop(): Promise<Shop> {
  const timeline = createTimeline(START - HOUR);
  const fleet = createFleet({ timeline, seed: 1, emit: () => {} });
  fleet.addCluster({ name: 'shop', capacityProviders: ['FARGATE', 'FARGATE_SPOT'] });
  fleet.registerTaskDefinition(definition('web'));
  fleet.registerTaskDefinition(definition('web', { environment: [{ name: 'NOTE', value: MARKUP }] }));
  fleet.createService({ ...webService(2), runningSince: START - 24 * HOUR });
  fleet.deploy('shop', 'web', 'web:2');
  fleet.putParameter(SWITCH, 'off');
  const TaskDefinitionArn = 'arn:aws:ecs:eu-west-1:111122223333:task-definition/web:1';
  const target = {
    Arn: CLUSTER,
    EcsParameters: { TaskDefinitionArn, LaunchType: 'FARGATE' as const, ...AWSVPC },
  };
  fleet.putRule(RULE, [{ Id: 'one', ...target }]);
  fleet.putSchedule(SCHEDULE, { ...target, RoleArn: 'arn:aws:iam::111122223333:role/scheduler' });
  const [byRule = '', bySchedule = '', byHand = ''] = [
    ...fleet.fireRule(RULE),
    ...fleet.fireSchedule(SCHEDULE),
    ...fleet.runTask({ ...BY_HAND, tags: [{ key: 'team', value: MARKUP }] }),
  ];
  await timeline.run(timeline.now() + 20 * MINUTE);
  fleet.putLogLines('/ecs/web', `ecs/app/${byHand.split('/').at(-1)}`, ['started', MARKUP]);
  return { fleet, timeline, tasks: { byRule, bySchedule, byHand } };
}

const AWSVPC = {
  NetworkConfiguration: {
    awsvpcConfiguration: {
      Subnets: NETWORK.subnets,
      SecurityGroups: NETWORK.securityGroups,
      AssignPublicIp: 'ENABLED',
    },
  },
} as const;

const BY_HAND = {
  cluster: 'shop',
  taskDefinition: 'web:1',
  launchType: 'FARGATE',
  networkConfiguration: { awsvpcConfiguration: { ...NETWORK, assignPublicIp: 'ENABLED' } },
} as const;
