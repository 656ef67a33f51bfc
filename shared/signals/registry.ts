import type { Signal } from '../domain/signal.ts';
import { parseAlarm } from './cloudwatch-alarm.ts';
import { parseDeploymentHook } from './deployment-hook.ts';
import { parseImageAction } from './ecr-image.ts';
import { parseRegistryCall } from './ecr-repository.ts';
import { parseImageScan, parseInspectorScan } from './ecr-scan.ts';
import { parseContainerInstance, parseContainerInstanceHealth } from './ecs-container-instance.ts';
import { parseDeployment, parseServiceAction } from './ecs-service.ts';
import { parseTask } from './ecs-task.ts';
import type { Envelope } from './envelope.ts';
import { parseFinding } from './inspector-finding.ts';
import { parseRollbackRequest, ROLLBACK_EVENT } from './rollback-request.ts';
import { parseScheduledEvent } from './schedule.ts';

/** One kind of AWS event that we understand, and the door (the file in `functions/`) that it comes through. */
export interface ParserEntry {
  readonly source: string;
  readonly detailType: string;
  readonly door: string;
  readonly parse: (event: Envelope) => Signal;
}

/** Every parser of what ECS tells: a new detail-type is one line in the list of its domain. */
export const ECS_PARSERS: readonly ParserEntry[] = /* @__PURE__ */ through('ecs-events', [
  ['aws.ecs', 'ECS Task State Change', parseTask],
  ['aws.ecs', 'ECS Service Action', parseServiceAction],
  ['aws.ecs', 'ECS Deployment State Change', parseDeployment],
  ['aws.ecs', 'ECS Hook State Change', parseDeploymentHook],
  ['aws.ecs', 'ECS Container Instance State Change', parseContainerInstance],
  ['aws.ecs', 'ECS Container Instance Health Change', parseContainerInstanceHealth],
  [ROLLBACK_EVENT.source, ROLLBACK_EVENT.detailType, parseRollbackRequest],
]);

export const ECR_PARSERS: readonly ParserEntry[] = /* @__PURE__ */ through('ecr-events', [
  ['aws.ecr', 'ECR Image Action', parseImageAction],
  ['aws.ecr', 'ECR Image Scan', parseImageScan],
  ['aws.inspector2', 'Inspector2 Scan', parseInspectorScan],
  ['aws.inspector2', 'Inspector2 Finding', parseFinding],
  ['aws.ecr', 'AWS API Call via CloudTrail', parseRegistryCall],
  ['aws.events', 'Scheduled Event', parseScheduledEvent],
]);

export const SCALING_PARSERS: readonly ParserEntry[] = /* @__PURE__ */ through('scaling-events', [
  ['aws.cloudwatch', 'CloudWatch Alarm State Change', parseAlarm],
  ['aws.cloudwatch', 'CloudWatch Alarm Contributor State Change', parseAlarm],
  ['aws.events', 'Scheduled Event', parseScheduledEvent],
]);

/** Marked, as the lists are, so that a triage bundle may leave out all but its own. */
export const PARSERS: readonly ParserEntry[] = /* @__PURE__ */ ECS_PARSERS.concat(
  ECR_PARSERS,
  SCALING_PARSERS,
);

type Line = readonly [source: string, detailType: string, parse: ParserEntry['parse']];

function through(door: string, lines: readonly Line[]): readonly ParserEntry[] {
  return lines.map(([source, detailType, parse]) => ({ source, detailType, door, parse }));
}
