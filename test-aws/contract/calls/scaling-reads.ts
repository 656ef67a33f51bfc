import { createAllReads } from '../../../shared/aws/reads.ts';
import type { ScalingReads } from '../../../shared/domain/scaling.ts';
import type { Side } from '../account.ts';
import { ALARM, ALARM_ARN, GROUP, METRIC, PROVIDER, TARGET_GROUP, WORKER_ID } from '../scaling/index.ts';
import type { ContractCall } from './call.ts';

const reads = ({ clients }: Side) => createAllReads(clients);
const UNKNOWN_ID = 'service/contract/unknown';

/** The reads of alarms, metrics and what scales. */
export const SCALING_READS: Readonly<Record<keyof ScalingReads, readonly ContractCall[]>> = {
  alarm: [
    { what: 'an alarm', does: (side) => reads(side).alarm(ALARM.AlarmName ?? '') },
    { what: 'an unknown alarm', does: (side) => reads(side).alarm('unknown') },
  ],
  alarmsNamed: [
    { what: 'the alarms of a prefix', does: (side) => reads(side).alarmsNamed('contract-') },
    { what: 'the alarms of an unknown prefix', does: (side) => reads(side).alarmsNamed('unknown-') },
  ],
  // Moto knows no mute rules: see unknown-to-moto.ts.
  activeMutes: [],
  alarmTags: [
    { what: 'the tags of an alarm', does: (side) => reads(side).alarmTags(ALARM_ARN) },
    { what: 'the tags of an unknown alarm', does: (side) => reads(side).alarmTags(`${ALARM_ARN}-unknown`) },
  ],
  metric: [
    { what: 'the average of a metric', does: (side) => metric(side, 'Average') },
    { what: 'the maximum of a metric', does: (side) => metric(side, 'Maximum') },
    { what: 'a metric without data', does: (side) => metric(side, 'Average', 'Unknown') },
  ],
  scalableTarget: [
    { what: 'a scalable target', does: (side) => reads(side).scalableTarget(WORKER_ID) },
    { what: 'an unknown scalable target', does: (side) => reads(side).scalableTarget(UNKNOWN_ID) },
  ],
  scalableTargets: [{ what: 'the scalable targets', does: (side) => reads(side).scalableTargets() }],
  scalingPolicies: [
    { what: 'the scaling policies of a service', does: (side) => reads(side).scalingPolicies(WORKER_ID) },
    {
      what: 'the scaling policies of an unknown service',
      does: (side) => reads(side).scalingPolicies(UNKNOWN_ID),
    },
  ],
  scheduledScaling: [
    { what: 'the scheduled actions of a service', does: (side) => reads(side).scheduledScaling(WORKER_ID) },
    { what: 'every scheduled action', does: (side) => reads(side).scheduledScaling() },
  ],
  autoScalingGroup: [
    { what: 'an Auto Scaling group', does: (side) => reads(side).autoScalingGroup(GROUP.name) },
    { what: 'an unknown Auto Scaling group', does: (side) => reads(side).autoScalingGroup('unknown') },
  ],
  autoScalingGroups: [{ what: 'the Auto Scaling groups', does: (side) => reads(side).autoScalingGroups() }],
  capacityProvider: [
    { what: 'a capacity provider', does: (side) => reads(side).capacityProvider(PROVIDER) },
    { what: 'an unknown capacity provider', does: (side) => reads(side).capacityProvider('unknown') },
  ],
  capacityProviders: [{ what: 'the capacity providers', does: (side) => reads(side).capacityProviders() }],
  services: [
    { what: 'the names of the services', does: async (side) => names(await reads(side).services()) },
  ],
  servicesBehind: [
    {
      what: 'the services behind a target group',
      does: async (side) => names(await reads(side).servicesBehind(TARGET_GROUP)),
    },
    {
      what: 'the services behind an unknown target group',
      does: (side) => reads(side).servicesBehind('targetgroup/unknown/0'),
    },
  ],
};

/** Around the minute that has samples. */
function metric(side: Side, statistic: string, name: string = METRIC.name) {
  const { measuredAt } = side;
  const asked = { ...METRIC, name, statistic, periodSeconds: 60 };
  return reads(side).metric(asked, measuredAt - 120_000, measuredAt + 180_000);
}

function names(services: readonly { readonly name: string }[]): readonly string[] {
  return services.map(({ name }) => name).sort();
}
