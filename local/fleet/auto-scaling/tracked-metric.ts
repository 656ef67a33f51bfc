import type {
  CustomizedMetricSpecification,
  PutScalingPolicyRequest,
} from '@aws-sdk/client-application-auto-scaling';
import type { Metric, Statistic } from '@aws-sdk/client-cloudwatch';
import { dimensionsOf, metricOf } from '../cloudwatch/metrics.ts';
import { invalid } from './errors.ts';

/** The metric that a target tracking policy follows: a predefined one, or the policy's own. */
export type TrackedMetric = Metric & { readonly Statistic: Statistic };

/** Throws ValidationException for a policy without a target, or on a metric that does not exist. */
export function trackedMetric(policy: PutScalingPolicyRequest): TrackedMetric {
  const { ResourceId = '', TargetTrackingScalingPolicyConfiguration: tracking } = policy;
  if (tracking?.TargetValue === undefined) throw invalid('TargetValue must be specified');
  const { PredefinedMetricSpecification: predefined, CustomizedMetricSpecification: own } = tracking;
  if (own !== undefined) return customized(own);
  switch (predefined?.PredefinedMetricType) {
    case 'ECSServiceAverageCPUUtilization':
      return ofService('CPUUtilization', ResourceId);
    case 'ECSServiceAverageMemoryUtilization':
      return ofService('MemoryUtilization', ResourceId);
    case 'ALBRequestCountPerTarget':
      return requestsPerTarget(predefined.ResourceLabel);
    default:
      throw invalid(`Invalid predefined metric type: ${predefined?.PredefinedMetricType}`);
  }
}

function customized({ Namespace, MetricName, Dimensions, Statistic }: CustomizedMetricSpecification) {
  const dimensions = (Dimensions ?? []).map(({ Name, Value }) => ({ Name, Value }));
  return { Namespace, MetricName, Dimensions: dimensions, Statistic: Statistic ?? 'Average' };
}

function ofService(name: string, resourceId: string): TrackedMetric {
  const [, ClusterName = '', ServiceName = ''] = resourceId.split('/');
  const dimensions = { ClusterName, ServiceName };
  return { ...metricOf({ namespace: 'AWS/ECS', name, dimensions }), Statistic: 'Average' };
}

/** The label is `app/<load balancer>/<id>/targetgroup/<name>/<id>`. */
function requestsPerTarget(label = ''): TrackedMetric {
  const start = label.indexOf('targetgroup/');
  if (start < 0) throw invalid(`Resource label ${label} names no target group`);
  const Dimensions = dimensionsOf({ TargetGroup: label.slice(start) });
  return {
    Namespace: 'AWS/ApplicationELB',
    MetricName: 'RequestCountPerTarget',
    Dimensions,
    Statistic: 'Sum',
  };
}
