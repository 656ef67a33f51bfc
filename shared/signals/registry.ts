import type { Signal } from '../domain/signal.ts';
import { parseAlarm } from './cloudwatch-alarm.ts';
import { parseImageAction } from './ecr-image.ts';
import { parseRegistryCall } from './ecr-repository.ts';
import { parseImageScan, parseInspectorScan } from './ecr-scan.ts';
import { parseContainerInstance, parseContainerInstanceHealth } from './ecs-container-instance.ts';
import { parseDeployment, parseDeploymentHook, parseServiceAction } from './ecs-service.ts';
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

/** Every parser: a new detail-type is one line here. */
export const PARSERS: readonly ParserEntry[] = [
  ecs('ECS Task State Change', parseTask),
  ecs('ECS Service Action', parseServiceAction),
  ecs('ECS Deployment State Change', parseDeployment),
  ecs('ECS Hook State Change', parseDeploymentHook),
  ecs('ECS Container Instance State Change', parseContainerInstance),
  ecs('ECS Container Instance Health Change', parseContainerInstanceHealth),
  { ...ROLLBACK_EVENT, door: 'ecs-events', parse: parseRollbackRequest },
  { source: 'aws.ecr', detailType: 'ECR Image Action', door: 'ecr-events', parse: parseImageAction },
  { source: 'aws.ecr', detailType: 'ECR Image Scan', door: 'ecr-events', parse: parseImageScan },
  inspector('Inspector2 Scan', parseInspectorScan),
  inspector('Inspector2 Finding', parseFinding),
  {
    source: 'aws.ecr',
    detailType: 'AWS API Call via CloudTrail',
    door: 'ecr-events',
    parse: parseRegistryCall,
  },
  alarm('CloudWatch Alarm State Change'),
  alarm('CloudWatch Alarm Contributor State Change'),
  { source: 'aws.events', detailType: 'Scheduled Event', door: 'ecr-events', parse: parseScheduledEvent },
];

function ecs(detailType: string, parse: ParserEntry['parse']): ParserEntry {
  return { source: 'aws.ecs', detailType, door: 'ecs-events', parse };
}

function inspector(detailType: string, parse: ParserEntry['parse']): ParserEntry {
  return { source: 'aws.inspector2', detailType, door: 'ecr-events', parse };
}

function alarm(detailType: string): ParserEntry {
  return { source: 'aws.cloudwatch', detailType, door: 'scaling-events', parse: parseAlarm };
}
