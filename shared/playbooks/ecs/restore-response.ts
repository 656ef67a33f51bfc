import { causeOf } from '../../causes/index.ts';
import { taskId } from '../../domain/arn.ts';
import type { Attempt } from '../../domain/decision.ts';
import { fleetTargetOf } from '../../domain/incident.ts';
import { isQuiet, type Mark } from '../../domain/mark.ts';
import type { Gathered, PlaybookResponse, Situation } from '../../domain/playbook.ts';
import type { Reads } from '../../domain/reads.ts';
import type { TaskState } from '../../domain/signal.ts';
import type { RestoreSettings } from '../restore-image.ts';
import { homeOf, readParts, tagsOf } from './image-parts.ts';
import type { FailedTask } from './rerun-facts.ts';
import { describeFailure, laggingTasks } from './rerun-response.ts';
import { checkRestored } from './restore-check.ts';
import { decideRestore } from './restore-decision.ts';
import { restoreEvidence } from './restore-evidence.ts';
import type { RestoreFacts } from './restore-facts.ts';

/** So many failed tasks are looked at in one round (DescribeTasks' limit for one call). */
const TASKS_READ = 100;
/** One plan starts ten tasks at most; the next round takes the next. */
const TASKS_JUDGED = 10;

export const restoreResponse: PlaybookResponse<RestoreSettings, RestoreFacts> = {
  gather,
  decide: decideRestore,
  verify: (plan, situation, reads, _config, now) => checkRestored(plan, situation, reads, now),
};

async function gather(
  { incident, record, attempts }: Situation,
  reads: Reads,
  config: RestoreSettings,
): Promise<Gathered<RestoreFacts>> {
  const target = fleetTargetOf(incident);
  const news = record.marks.filter((mark) => !isQuiet(record, mark));
  const image = (news.at(-1) ?? record.marks.at(-1))?.group ?? '';
  const marks = record.marks.filter(({ group }) => group === image);
  const isService = target.kind === 'service';

  const { name, id } = homeOf(image, target);
  const parts = id ? await readParts(reads, id.repository, id) : [];
  const service = isService ? ((await reads.service(target.clusterArn, target.name)) ?? null) : null;
  const tasks = await reads.tasks(target.clusterArn, openTasks(marks, attempts));
  const failed = isService ? [] : await failedJobs(tasks, reads, config.network[target.name]);
  const own = service?.tags ?? failed[0]?.tags ?? {};
  const tags = id && parts.length > 0 ? await tagsOf(reads, own, target, id.repository) : own;

  const revisions = [...new Set(marks.flatMap(({ data }) => data ?? []))];
  const lagging = isService ? [] : laggingTasks(marks, tasks);
  const facts = {
    ...{ incidentId: incident.id, target, image, name, parts, revisions, service, failed, lagging, attempts },
  };
  const cause = tasks.map(causeOf).findLast((one) => one?.code === 'image-archived') ?? null;
  // Another image is the next incident's; one that people were told of already is nobody's.
  const about = record.marks.filter((mark) => mark.group === image || isQuiet(record, mark));
  const seen = about.map((mark) => mark.id);
  return { facts, evidence: restoreEvidence(facts, marks, cause), tags, group: image, seen };
}

/** Those that failed and that no rerun of ours has replaced. */
function openTasks(marks: readonly Mark[], attempts: readonly Attempt[]): readonly string[] {
  const replaced = attempts.flatMap(({ action }) =>
    action.kind === 'ecs.run-task' ? taskId(action.replaces) : [],
  );
  const open = marks.map(({ id }) => id).filter((id) => !replaced.includes(id));
  return [...new Set(open)].slice(-TASKS_READ);
}

async function failedJobs(
  tasks: readonly TaskState[],
  reads: Reads,
  network: RestoreSettings['network'][string] | undefined,
): Promise<readonly FailedTask[]> {
  const stopped = tasks.filter((task) => causeOf(task)?.code === 'image-archived');
  const failed: FailedTask[] = [];
  for (const task of stopped.slice(0, TASKS_JUDGED)) failed.push(await describeFailure(task, reads, network));
  return failed;
}
