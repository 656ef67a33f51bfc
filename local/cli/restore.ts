import { parseArgs } from 'node:util';
import { createExecute } from '../../shared/actions/index.ts';
import { createAllReads } from '../../shared/aws/reads.ts';
import { parseArn } from '../../shared/domain/arn.ts';
import { ReadError } from '../../shared/domain/errors.ts';
import { choose, type RestoreImages } from '../../shared/domain/images-action.ts';
import { bytesOf } from '../../shared/images/plan.ts';
import { count } from '../../shared/notify/format.ts';
import { SILENT } from '../log.ts';
import type { ExitCode, Io } from './io.ts';
import { NO_REGION, type OpenAws, openAws, regionOf } from './registry.ts';
import { oneLine } from './words.ts';

export const RESTORE_USAGE =
  'usage: watchkeeper restore --archived-after <time> [--repository <name>] [--region <region>] [--yes]';

interface Request {
  /** ISO 8601 in UTC. */
  readonly after: string;
  readonly repository: string | undefined;
  readonly region: string;
  readonly yes: boolean;
}

/**
 * `watchkeeper restore`: takes images back out of the archive that went there since a moment, which undoes a run of
 * clean-images. Says what it would restore, and does so with --yes. Exit code 2 when it could not.
 */
export async function restoreCommand(
  args: readonly string[],
  io: Io,
  open: OpenAws = openAws,
): Promise<ExitCode> {
  const request = requestOf(args);
  if (typeof request === 'string') return fail(io, `${request}\n${RESTORE_USAGE}`);
  try {
    return await restore(request, io, open);
  } catch (error) {
    if (error instanceof ReadError) return fail(io, error.message);
    throw error;
  }
}

function requestOf(args: readonly string[]): Request | string {
  const options = {
    'archived-after': { type: 'string' },
    repository: { type: 'string' },
    region: { type: 'string' },
    yes: { type: 'boolean', default: false },
  } as const;
  try {
    const { values } = parseArgs({ args: [...args], options });
    const after = new Date(values['archived-after'] ?? '');
    const region = regionOf(values.region);
    if (Number.isNaN(after.getTime())) return 'Say since when, as in --archived-after 2026-03-02T05:00:00Z.';
    if (region === undefined) return NO_REGION;
    return { after: after.toISOString(), repository: values.repository, region, yes: values.yes };
  } catch (error) {
    return oneLine(error instanceof Error ? error.message : String(error));
  }
}

async function restore(request: Request, io: Io, open: OpenAws): Promise<ExitCode> {
  const clients = open(request.region);
  const action = await actionFor(request, createAllReads(clients));
  const images = action.chosen.flatMap((one) => one.images);
  for (const one of action.chosen)
    io.stdout(`${oneLine(one.repository)}: ${count(one.images.length, 'image')}\n`);
  if (images.length === 0) {
    io.stdout(`No image was archived after ${request.after}.\n`);
    return 0;
  }
  if (!request.yes) {
    io.stdout(`Would restore ${count(images.length, 'image')}. Nothing was changed: say --yes to do it.\n`);
    return 0;
  }
  const { type, reason } = await createExecute(clients, SILENT)(action);
  if (type !== 'done') return fail(io, reason);
  io.stdout(`${reason}; ECR takes up to 20 minutes until they can be pulled\n`);
  return 0;
}

async function actionFor(
  { after, repository }: Request,
  reads: ReturnType<typeof createAllReads>,
): Promise<RestoreImages> {
  const all = await reads.repositories();
  const wanted = all.filter(({ name }) => repository === undefined || name === repository);
  const found = [];
  for (const { name } of wanted) {
    const images = await reads.images(name);
    const gone = images.filter(({ status, archivedAt = '' }) => status === 'ARCHIVED' && archivedAt >= after);
    if (gone.length > 0) found.push({ repository: name, gone });
  }
  return {
    kind: 'ecr.restore-images',
    target: wanted[0]?.arn ?? '',
    registryId: parseArn(wanted[0]?.arn ?? '')?.account ?? '',
    risk: 'low',
    bytes: bytesOf(found.flatMap(({ gone }) => gone)),
    chosen: found.map(({ repository: name, gone }) => ({ repository: name, images: gone.map(choose) })),
  };
}

function fail(io: Io, message: string): ExitCode {
  io.stderr(`${message}\n`);
  return 2;
}
