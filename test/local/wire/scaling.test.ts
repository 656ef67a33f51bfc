import {
  ApplicationAutoScalingClient,
  DescribeScalableTargetsCommand,
  DescribeScalingPoliciesCommand,
  RegisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
import {
  AutoScalingClient,
  DescribeAutoScalingGroupsCommand,
  UpdateAutoScalingGroupCommand,
} from '@aws-sdk/client-auto-scaling';
import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-cloudwatch';
import { afterEach, describe, expect, it } from 'vitest';
import { createDurableEngine } from '../../../local/durable/engine.ts';
import { createFleet, type Fleet } from '../../../local/fleet/index.ts';
import { createTimeline } from '../../../local/timeline.ts';
import { createWire } from '../../../local/wire/index.ts';
import { serveWire, type WireServer } from '../../../local/wire/server.ts';
import { START } from '../fleet/support.ts';

const MINUTE = 60_000;
const REGION = { region: 'eu-west-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
const ECS = { ServiceNamespace: 'ecs', ScalableDimension: 'ecs:service:DesiredCount' } as const;
const METRIC = { namespace: 'Shop', name: 'Waiting' };

function createClients(endpoint?: string) {
  const options = { ...REGION, maxAttempts: 1, ...(endpoint !== undefined && { endpoint }) };
  return {
    cloudWatch: new CloudWatchClient(options),
    groups: new AutoScalingClient(options),
    services: new ApplicationAutoScalingClient(options),
  };
}

type Clients = ReturnType<typeof createClients>;
type Asked = Promise<{ $metadata: unknown }>;

/** Answers with times, lists, tags and numbers, and each kind of refusal. */
const ASK: Readonly<Record<string, (clients: Clients) => Asked>> = {
  DescribeAlarms: ({ cloudWatch }) => cloudWatch.send(new DescribeAlarmsCommand({ AlarmNames: ['waiting'] })),
  GetMetricData: ({ cloudWatch }) =>
    cloudWatch.send(
      new GetMetricDataCommand({
        StartTime: new Date(START - 10 * MINUTE),
        EndTime: new Date(START),
        MetricDataQueries: [
          {
            Id: 'm1',
            MetricStat: {
              Metric: { Namespace: METRIC.namespace, MetricName: METRIC.name },
              Period: 60,
              Stat: 'Average',
            },
          },
        ],
      }),
    ),
  'ListTagsForResource of no alarm': ({ cloudWatch }) =>
    cloudWatch.send(
      new ListTagsForResourceCommand({ ResourceARN: 'arn:aws:cloudwatch:eu-west-1:1:alarm:none' }),
    ),
  DescribeAutoScalingGroups: ({ groups }) =>
    groups.send(
      new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: ['hosts', 'none'], MaxRecords: 5 }),
    ),
  UpdateAutoScalingGroup: ({ groups }) =>
    groups.send(new UpdateAutoScalingGroupCommand({ AutoScalingGroupName: 'hosts', DesiredCapacity: 3 })),
  'UpdateAutoScalingGroup beyond its bounds': ({ groups }) =>
    groups.send(new UpdateAutoScalingGroupCommand({ AutoScalingGroupName: 'hosts', DesiredCapacity: 30 })),
  DescribeScalableTargets: ({ services }) => services.send(new DescribeScalableTargetsCommand(ECS)),
  DescribeScalingPolicies: ({ services }) => services.send(new DescribeScalingPoliciesCommand(ECS)),
  'RegisterScalableTarget of no service': ({ services }) =>
    services.send(
      new RegisterScalableTargetCommand({
        ...ECS,
        ResourceId: 'service/prod/none',
        MinCapacity: 1,
        MaxCapacity: 2,
      }),
    ),
};

function createPlant(): Fleet {
  const fleet = createFleet({ timeline: createTimeline(START), seed: 1, emit: () => {} });
  fleet.addCluster({ name: 'prod' });
  fleet.registerTaskDefinition({ family: 'web', containerDefinitions: [{ name: 'app', image: 'web:1' }] });
  fleet.createService({ cluster: 'prod', name: 'web', taskDefinition: 'web', desiredCount: 1 });
  fleet.registerScalableTarget({ ResourceId: 'service/prod/web', MinCapacity: 1, MaxCapacity: 4 });
  fleet.createAutoScalingGroup({ name: 'hosts', min: 1, max: 4, desired: 2, tags: { team: 'a < b' } });
  fleet.putMetric(METRIC, [20, 40], START - 5 * MINUTE);
  fleet.putAlarm({
    AlarmName: 'waiting',
    Namespace: METRIC.namespace,
    MetricName: METRIC.name,
    Statistic: 'Average',
    Period: 60,
    EvaluationPeriods: 3,
    Threshold: 50,
    ComparisonOperator: 'GreaterThanThreshold',
  });
  return fleet;
}

function nothingRuns(): never {
  throw new Error('no durable function is started here');
}

let server: WireServer | undefined;
afterEach(() => server?.close());

/** What is found, or what is thrown, without the number of the request; what is undefined is not there. */
async function outcome(asked: Asked): Promise<unknown> {
  try {
    const { $metadata: _, ...found } = await asked;
    return JSON.parse(JSON.stringify(found));
  } catch (error) {
    return { thrown: String(error) };
  }
}

describe('local/wire and what scales', () => {
  it.each(Object.entries(ASK))('answers over HTTP as in the process: %s', async (_name, ask) => {
    const [inside, outside] = [createPlant(), createPlant()];
    const intercepted = createClients();
    for (const client of Object.values(intercepted)) inside.intercept(client);
    const engine = createDurableEngine({ timeline: createTimeline(START), handler: nothingRuns });
    server = await serveWire(createWire({ fleet: outside, engine }));

    const found = await outcome(ask(createClients(server.endpoint)));

    expect(found).toEqual(await outcome(ask(intercepted)));
    expect(outside.calls.map(({ command, input }) => ({ command, input }))).toEqual(
      inside.calls.map(({ command, input }) => ({ command, input })),
    );
  });
});
