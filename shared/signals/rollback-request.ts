import type { RollbackSignal } from '../domain/signal.ts';
import { malformed, read, texts } from './decode.ts';
import { type Envelope, signalBase } from './envelope.ts';
import { ecsArn, requiredEcsArn } from './identity.ts';

/** The event that answer-scan, or anybody else, asks for a rollback with: `Source` and `DetailType` on the bus. */
export const ROLLBACK_EVENT = { source: 'watchkeeper', detailType: 'Service Rollback Requested' } as const;

/** More than this is cut: a service may have hundreds. */
const VULNERABILITIES_CAP = 20;
const ID = /^[\w.:-]{1,64}$/;

/** Service Rollback Requested: the service in `resources`, its cluster and vulnerabilities in `detail`. Throws MalformedEventError. */
export function parseRollbackRequest(event: Envelope): RollbackSignal {
  const { envelope, detail } = event;
  const where = `${envelope.where} resources[0]`;
  const resources = read(envelope, 'resources');
  const first: unknown = Array.isArray(resources) ? resources[0] : undefined;
  if (typeof first !== 'string') throw malformed(where, "is missing, expected the service's ARN");
  const service = ecsArn(first, where, 'service');
  const cluster = requiredEcsArn(detail, 'clusterArn', 'cluster');
  const vulnerabilities = texts(detail, 'vulnerabilities', VULNERABILITIES_CAP, 64).filter((id) =>
    ID.test(id),
  );
  if (vulnerabilities.length === 0) throw malformed(`${detail.where}.vulnerabilities`, 'names none');
  return {
    kind: 'watchkeeper.rollback-requested',
    ...signalBase(event, service),
    serviceArn: service.arn,
    clusterArn: cluster.arn,
    cluster: cluster.name,
    service: service.name,
    vulnerabilities,
  };
}
