import { ACCOUNT, type World } from '../../../local/world.ts';
import { HOST, runService } from '../../../test/support/scans.ts';

const DAY = 24 * 3600 * 1000;
/** Its only image runs, and is older than anything that is cleaned away. */
export const SCANNED = 'payments';
/** Four old releases: one is pinned and yet in the archive, one has been there for days, two lie about. */
export const SWEPT = 'reports/render';

/** Two repositories, and one of everything that can use an image. Gives the digest of the image that runs. */
export function fillRegistry(world: World): string {
  const { fleet } = world;
  const cluster = fleet.addCluster({ name: 'prod' });
  const scanned = fillRepositories(world);
  runService(world, 'payments-api', '1.0');
  const pinned = fleet.registerTaskDefinition({
    family: 'render',
    containerDefinitions: [{ name: 'app', image: `${HOST}/${SWEPT}:pinned`, essential: true, memory: 256 }],
  });
  const target = { Arn: cluster, EcsParameters: { TaskDefinitionArn: pinned } };
  fleet.putRule('nightly', [{ Id: 'job', ...target }]);
  fleet.putSchedule('hourly', { ...target, RoleArn: `arn:aws:iam::${ACCOUNT}:role/scheduler` });
  fleet.putImageFunction('thumbnails', `${HOST}/thumbnails:1`);
  fleet.putAppRunnerService('portal', `${HOST}/portal:1`);
  fleet.putInspected('cart', `sha256:${'5e'.repeat(32)}`, 1);
  return scanned;
}

function fillRepositories({ fleet, timeline }: World): string {
  const pushedAt = timeline.now() - 200 * DAY;
  fleet.createRepository({ name: SCANNED, tags: { team: 'payments-team' } });
  fleet.createRepository({ name: SWEPT });
  const child = fleet.pushImage(SWEPT, { pushedAt });
  fleet.pushImage(SWEPT, { tags: ['index'], children: [child], pushedAt });
  for (const tag of ['pinned', 'waiting']) {
    const imageDigest = fleet.pushImage(SWEPT, { tags: [tag], pushedAt });
    fleet.archiveImage(SWEPT, { imageDigest });
  }
  return fleet.pushImage(SCANNED, { tags: ['1.0'], pushedAt });
}

export function scanWith({ fleet }: World, scanType: 'BASIC' | 'ENHANCED'): void {
  fleet.send('ECR', 'PutRegistryScanningConfiguration', { scanType });
}

interface Details {
  readonly imageDetails?: readonly { readonly imageDigest: string; readonly imageTags?: readonly string[] }[];
}

/** What was in use all the morning, and was deleted or put into the archive: one sentence each. */
export function missedImages({ fleet }: Pick<World, 'fleet'>): string[] {
  const archived = fleet.calls.filter(({ input }) => JSON.stringify(input).includes('"ARCHIVE"'));
  const used = [
    [SCANNED, '1.0'],
    [SWEPT, 'pinned'],
  ] as const;
  return used.flatMap(([repositoryName, tag]) => {
    const query = { repositoryName, filter: { imageStatus: 'ANY' } };
    const { imageDetails = [] } = fleet.send('ECR', 'DescribeImages', query) as Details;
    const image = imageDetails.find(({ imageTags = [] }) => imageTags.includes(tag));
    if (!image) return [`${tag} of ${repositoryName} was deleted, although it is in use`];
    const put = archived.some(({ input }) => JSON.stringify(input).includes(image.imageDigest));
    return put ? [`${tag} of ${repositoryName} was archived, although it is in use`] : [];
  });
}
