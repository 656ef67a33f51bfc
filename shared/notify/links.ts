import { isFleetTarget } from '../domain/target.ts';
import type { IncidentView } from '../domain/view.ts';
import { link } from './mrkdwn.ts';
import { LABEL } from './words.ts';

/** The console of each partition; a partition that is not listed gets no link rather than a wrong one. */
const CONSOLES: Readonly<Record<string, (region: string) => string>> = {
  aws: (region) => `https://${region}.console.aws.amazon.com`,
  'aws-cn': () => 'https://console.amazonaws.cn',
  'aws-us-gov': () => 'https://console.amazonaws-us-gov.com',
  'aws-eusc': () => 'https://console.amazonaws-eusc.eu',
};

/** Live links to the service (or to the dead task of a family) and to the dead task's log. */
export function consoleLinks({ incident, evidence }: IncidentView): string[] {
  const { target } = incident;
  if (!isFleetTarget(target)) return [];
  const page = (path: readonly string[]) =>
    ecsPage(target.partition, target.region, ['clusters', target.cluster, ...path]);
  const task = evidence.deadTask?.task.taskId;
  return [
    target.kind === 'service' ? anchor(page(['services', target.name, 'health']), LABEL.service) : '',
    target.kind === 'family' && task !== undefined
      ? anchor(page(['tasks', task, 'configuration']), LABEL.task)
      : '',
    task === undefined ? '' : anchor(page(['tasks', task, 'logs']), LABEL.logs),
  ].filter(Boolean);
}

export function clusterLink(partition: string, region: string, cluster: string): string {
  return anchor(ecsPage(partition, region, ['clusters', cluster, 'services']), LABEL.cluster);
}

function anchor(url: string | undefined, label: string): string {
  return url === undefined || url.length > 700 ? '' : link(url, label);
}

/** The region becomes part of a host name, so it must look like one. */
function ecsPage(partition: string, region: string, path: readonly string[]): string | undefined {
  const console = Object.hasOwn(CONSOLES, partition) ? CONSOLES[partition] : undefined;
  if (console === undefined || !/^[a-z]{2,6}(-[a-z]+){1,3}-\d{1,2}$/.test(region)) return undefined;
  const parts = path.map((part) => encodeURIComponent(part.toWellFormed()));
  return `${console(region)}/ecs/v2/${parts.join('/')}?region=${region}`;
}
