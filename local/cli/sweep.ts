import { parseArgs } from 'node:util';
import { createAllReads } from '../../shared/aws/reads.ts';
import type { Config } from '../../shared/domain/config.ts';
import { ReadError } from '../../shared/domain/errors.ts';
import type { ImageUse, Repository } from '../../shared/domain/image.ts';
import { parseKeptImages } from '../../shared/domain/kept-images.ts';
import type { Reads } from '../../shared/domain/reads.ts';
import { cleanImages } from '../../shared/playbooks/clean-images.ts';
import { cleanPublicImages } from '../../shared/playbooks/clean-public-images.ts';
import { publicReads, publicTerms } from '../../shared/playbooks/ecr/sweep-place.ts';
import type { Planned } from '../../shared/playbooks/ecr/sweep-plan.ts';
import type { ExitCode, Io } from './io.ts';
import { readConfig } from './read-config.ts';
import { NO_REGION, type OpenAws, openAws, regionOf } from './registry.ts';
import { lookInto, plansAt, type SweepPlace } from './sweep-plans.ts';
import { planJson, planText } from './sweep-text.ts';
import { oneLine, unreadable } from './words.ts';

export const SWEEP_USAGE =
  'usage: watchkeeper sweep --plan [--repository <name>] [--used <file>|-] [--region <region>] [--config <file>] [--json]';

const OPTIONS = {
  plan: { type: 'boolean', default: false },
  repository: { type: 'string' },
  used: { type: 'string' },
  region: { type: 'string' },
  config: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;
type Request = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

/**
 * `watchkeeper sweep --plan`: what the sweeps would archive and delete in the registries now, and why the rest stays.
 * Reads AWS with the caller's credentials, and writes nothing. Exit code 2 when something could not be read.
 */
export async function sweepCommand(
  args: readonly string[],
  io: Io,
  open: OpenAws = openAws,
): Promise<ExitCode> {
  const request = requestOf(args);
  if (typeof request === 'string') return fail(io, `${request}\n${SWEEP_USAGE}`);
  const region = regionOf(request.region);
  if (region === undefined) return fail(io, NO_REGION);
  const config = await readConfig(request.config, io);
  if (typeof config === 'string') return fail(io, config);
  try {
    return await plan(request, placesOf(config, createAllReads(open(region))), io);
  } catch (error) {
    if (error instanceof ReadError) return fail(io, error.message);
    throw error;
  }
}

function requestOf(args: readonly string[]): Request | string {
  try {
    const { values } = parseArgs({ args: [...args], options: OPTIONS });
    return values.plan
      ? values
      : 'Say --plan: the sweep itself is the business of the playbook clean-images.';
  } catch (error) {
    return oneLine(error instanceof Error ? error.message : String(error));
  }
}

/** The private registry, and ECR Public where rules are about it. */
function placesOf({ playbooks }: Config, reads: Reads): readonly SweepPlace[] {
  const settings = cleanImages.settings.parse(playbooks[cleanImages.id]?.settings ?? {});
  const ours = cleanPublicImages.settings.parse(playbooks[cleanPublicImages.id]?.settings ?? {});
  const registry = { reads, settings: { ...settings, sweepOver: 0 } };
  if (ours.rules.length === 0) return [registry];
  return [registry, { reads: publicReads(reads), settings: publicTerms(ours) }];
}

async function plan(request: Request, places: readonly SweepPlace[], io: Io): Promise<ExitCode> {
  const found = await Promise.all(places.map((place) => lookInto(place, request.repository)));
  if (found.every(({ named }) => named === 0))
    return fail(io, `There is no repository ${oneLine(request.repository ?? '')} here.`);
  const kept = await keptByHand(
    request.used,
    found.flatMap(({ repositories }) => repositories),
    io,
  );
  if (typeof kept === 'string') return fail(io, kept);
  const plans: Planned[] = [];
  for (const place of found) plans.push(...(await plansAt(place, kept)));
  io.stdout(request.json ? planJson(plans) : planText(plans, request.repository !== undefined));
  return 0;
}

/** Images that a file or another command's output names; or why it cannot be used. */
async function keptByHand(
  file: string | undefined,
  repositories: readonly Repository[],
  io: Io,
): Promise<readonly ImageUse[] | string> {
  if (file === undefined) return [];
  const source = file === '-' ? 'standard input' : oneLine(file);
  try {
    const text = file === '-' ? await io.stdin() : await io.readFile(file);
    const { uses, problems } = parseKeptImages(text, source, repositories);
    return problems.length > 0 ? problems.join('\n') : uses;
  } catch (error) {
    return `${source}: ${unreadable(error)}`;
  }
}

function fail(io: Io, message: string): ExitCode {
  io.stderr(`${message}\n`);
  return 2;
}
