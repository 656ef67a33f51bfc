import { describe, expect, it } from 'vitest';
import { restoreCommand } from '../../../local/cli/restore.ts';
import { sweepCommand } from '../../../local/cli/sweep.ts';
import { createFleet } from '../../../local/fleet/index.ts';
import { createTimeline } from '../../../local/timeline.ts';
import { createResponseClients } from '../../../shared/aws/response-clients.ts';
import { publicReleases } from '../../support/public-registry.ts';
import { REPOSITORY, releases, statusOf } from '../../support/registry.ts';
import { terminal } from './terminal.ts';

const RULES =
  'playbooks: { clean-images: { settings: { maxPercent: 100, rules: [{ repositories: "*", keepNewest: [{ tags: "*", count: 2 }] }] } } }\n';

const PUBLIC_RULES =
  'playbooks: { clean-public-images: { settings: { rules: [{ repositories: "*", keepNewest: [{ tags: "*", count: 1 }] }] } } }\n';

/** Five releases and `watchkeeper` beside them; the plan is made at the real time, as a user's is. */
function open(stdin = '', rules = RULES) {
  const fleet = createFleet({ timeline: createTimeline(Date.now()), seed: 1, emit: () => {} });
  const digests = releases({ fleet, timeline: createTimeline(Date.now()) }, 5);
  const files = { 'watchkeeper.yml': rules, 'keep.txt': `# pinned by hand\n${digests[0]}\n` };
  const { io, written } = terminal(files, stdin);
  const aws = (region: string) => createResponseClients({ region, intercept: fleet.intercept });
  return {
    fleet,
    digests,
    written,
    sweep: (...args: string[]) => sweepCommand(['--plan', '--region', 'eu-west-1', ...args], io, aws),
    restore: (...args: string[]) => restoreCommand(['--region', 'eu-west-1', ...args], io, aws),
    archive: (digest: string) =>
      fleet.send('ECR', 'UpdateImageStorageClass', {
        repositoryName: REPOSITORY,
        imageId: { imageDigest: digest },
        targetStorageClass: 'ARCHIVE',
      }),
    writes: () => fleet.calls.filter(({ command }) => !/^(Batch)?(Describe|List|Get)/.test(command)),
  };
}

describe('watchkeeper sweep --plan', () => {
  it('prints what would go and why the rest stays, and changes nothing', async () => {
    const { sweep, written, writes } = open();

    expect(await sweep()).toBe(0);

    expect(written.stdout).toMatch(/reports\/render +5 +\d+ MiB +3 +/);
    expect(written.stdout).toContain('2 images: among the newest');
    expect(written.stdout).toContain('Nothing was changed.');
    expect(writes()).toEqual([]);
  });

  it('keeps what a file or another command names', async () => {
    const { sweep, written } = open();

    await sweep('--used', 'keep.txt');

    expect(written.stdout).toContain('1 image: in use');
  });

  it('uses no list of which a line cannot be read', async () => {
    const { sweep, written } = open('not an image!\n');

    expect(await sweep('--used', '-')).toBe(2);

    expect(written.stderr).toContain('standard input, line 1');
    expect(written.stdout).toBe('');
  });

  it('shows every image of one repository with its reason', async () => {
    const { sweep, written } = open();

    await sweep('--repository', REPOSITORY);

    expect(written.stdout).toMatch(/1\.1\.0 +\d{4}-\d\d-\d\d +\d+ MiB +archive/);
    expect(written.stdout).toMatch(/1\.5\.0 +\d{4}-\d\d-\d\d +\d+ MiB +keep +among the newest/);
  });

  it('says the same in JSON, a line for each repository', async () => {
    const { sweep, written, digests } = open();

    await sweep('--json');

    const plan = JSON.parse(written.stdout);
    expect(plan).toMatchObject({
      repository: REPOSITORY,
      images: 5,
      archive: digests.slice(0, 3),
      delete: [],
    });
    expect(plan.keep).toHaveLength(2);
  });

  it('shows ECR Public beside it, where a rule is about it: what is unused there begins to wait', async () => {
    const { sweep, fleet, written } = open('', PUBLIC_RULES);
    publicReleases({ fleet, timeline: createTimeline(Date.now()) }, 3);

    expect(await sweep()).toBe(0);

    expect(written.stdout).toMatch(/public\.ecr\.aws\/…\/tools\/agent +3 +\d+ MiB +0 +less than 1 MiB +0 +/);
    expect(written.stdout).toContain('2 images: waiting to be deleted');
  });

  it('plans nothing while it cannot be read who uses an image', async () => {
    const { sweep, written, fleet } = open();
    fleet.fault({ command: 'ListClusters', kind: 'denied', times: 100 });

    expect(await sweep()).toBe(2);

    expect(written.stderr).toContain('ecs:ListClusters');
    expect(written.stdout).toBe('');
  });

  it.each([
    ['without --plan', ['--region', 'eu-west-1'], 'Say --plan'],
    ['with an option that there is none of', ['--plan', '--force'], '--force'],
  ])('%s says what is wrong', async (_what, args, says) => {
    const { io, written } = terminal();

    expect(await sweepCommand(args, io)).toBe(2);
    expect(written.stderr).toContain(says);
  });
});

describe('watchkeeper restore', () => {
  it('says what it would restore, and does so when told', async () => {
    const { restore, archive, digests, written, fleet, writes } = open();
    const [digest = ''] = digests;
    archive(digest);
    const before = writes().length;

    expect(await restore('--archived-after', '2026-01-01T00:00:00Z')).toBe(0);
    expect(written.stdout).toContain('Would restore 1 image. Nothing was changed');
    expect(writes()).toHaveLength(before);

    expect(await restore('--archived-after', '2026-01-01T00:00:00Z', '--yes')).toBe(0);
    expect(statusOf({ fleet }, digest)).toBe('ACTIVATING');
  });

  it('leaves alone what was archived before', async () => {
    const { restore, archive, digests, written } = open();
    archive(digests[0] ?? '');

    await restore('--archived-after', '2126-01-01T00:00:00Z', '--yes');

    expect(written.stdout).toContain('No image was archived after 2126-01-01');
  });

  it('asks since when', async () => {
    const { restore, written } = open();

    expect(await restore('--yes')).toBe(2);
    expect(written.stderr).toContain('Say since when');
  });
});
