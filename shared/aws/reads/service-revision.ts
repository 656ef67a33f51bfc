import { DescribeServiceRevisionsCommand, type ECSClient } from '@aws-sdk/client-ecs';
import type { ServiceRevision } from '../../domain/fleet.ts';
import { need, onlyMissing, read } from '../read.ts';

/** DescribeServiceRevisions of one; `undefined` when it does not exist. */
export async function readServiceRevision(ecs: ECSClient, arn: string): Promise<ServiceRevision | undefined> {
  const reading = { action: 'ecs:DescribeServiceRevisions', what: `service revision ${arn}` };
  return read(reading, async () => {
    const found = await ecs.send(new DescribeServiceRevisionsCommand({ serviceRevisionArns: [arn] }));
    onlyMissing(found.failures, reading);
    const revision = found.serviceRevisions?.[0];
    if (!revision) return undefined;
    const settled = (revision.containerImages ?? []).flatMap(({ containerName, imageDigest }) =>
      containerName && imageDigest ? [[containerName, imageDigest] as const] : [],
    );
    return {
      taskDefinitionArn: need(revision.taskDefinition, 'taskDefinition', reading),
      digests: Object.fromEntries(settled),
    };
  });
}
