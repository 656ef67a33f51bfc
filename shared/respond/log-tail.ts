import type { Deps } from '../deps.ts';
import type { Evidence } from '../domain/playbook.ts';
import { redact } from '../notify/redact.ts';
import { sentence } from './run.ts';

/** So many lines are shown; more is what the link to the log is for. */
const LINES = 8;

/** The dead container's last words, redacted. Evidence only: that a log cannot be read stops nothing. */
export async function readLog({ deadTask }: Evidence, deps: Pick<Deps, 'reads' | 'log'>): Promise<string[]> {
  const arn = deadTask?.task.taskDefinitionArn;
  if (!deadTask || !arn) return [];
  const { task, container } = deadTask;
  try {
    const definition = await deps.reads.taskDefinition(arn);
    const target = definition?.containers.find((one) => one.name === container)?.log;
    const lines = target ? await deps.reads.logTail(target, container, task.taskId, LINES) : [];
    return lines.map(redact);
  } catch (error) {
    deps.log.warn('log not readable', { taskArn: task.taskArn, container, error });
    return [`(the log could not be read: ${redact(sentence(error))})`];
  }
}
