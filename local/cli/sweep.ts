import { parseArgs } from 'node:util';
import { createAllReads } from '../../shared/aws/reads.ts';
import { parseArn } from '../../shared/domain/arn.ts';
import { ReadError } from '../../shared/domain/errors.ts';
import type { ImageUse, Repository } from '../../shared/domain/image.ts';
import { parseKeptImages } from '../../shared/domain/kept-images.ts';
import { type CleanSettings, cleanImages } from '../../shared/playbooks/clean-images.ts';
import { type Planned, plansOf, ruled, wholeGraph } from '../../shared/playbooks/ecr/sweep-plan.ts';
import type { ExitCode, Io } from './io.ts';
import { readConfig } from './read-config.ts';
import { NO_REGION, type OpenAws, openAws, regionOf } from './registry.ts';
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
 * `watchkeeper sweep --plan`: what clean-images would archive and delete in the registry now, and why the rest stays.
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
    const settings = cleanImages.settings.parse(config.playbooks[cleanImages.id]?.settings ?? {});
    return await plan(request, settings, createAllReads(open(region)), io);
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

async function plan(
  request: Request,
  settings: CleanSettings,
  reads: ReturnType<typeof createAllReads>,
  io: Io,
): Promise<ExitCode> {
  const all = await reads.repositories();
  const named =
    request.repository === undefined ? all : all.filter(({ name }) => name === request.repository);
  if (named.length === 0)
    return fail(io, `There is no repository ${oneLine(request.repository ?? '')} here.`);
  const repositories = ruled(named, settings);
  const kept = await keptByHand(request.used, repositories, io);
  if (typeof kept === 'string') return fail(io, kept);

  const account = parseArn(named[0]?.arn ?? '')?.account ?? '';
  const found = await wholeGraph(account, reads, settings);
  const graph = { ...found, uses: [...found.uses, ...kept] };
  const plans: Planned[] = [];
  const sweep = { reads, settings: { ...settings, sweepOver: 0 }, repositories, graph, now: Date.now() };
  for await (const one of plansOf(sweep)) plans.push(one);
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
