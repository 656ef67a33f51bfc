import { causeOf } from '../../causes/index.ts';
import { nameSecret } from '../../causes/secret.ts';
import { shortTaskDefinition } from '../../domain/arn.ts';
import type { Service, SteadyRevision, TaskDefinition } from '../../domain/fleet.ts';
import type { Mark } from '../../domain/mark.ts';
import type { Evidence } from '../../domain/playbook.ts';
import type { Container, TaskState } from '../../domain/signal.ts';

export interface CrashReads {
  readonly name: string;
  readonly service: Service | undefined;
  readonly failing: string;
  readonly marks: readonly Mark[];
  /** The newest dead tasks, oldest first. */
  readonly dead: readonly TaskState[];
  readonly definition: TaskDefinition | undefined;
  readonly rollback: SteadyRevision | null;
}

/** What people are shown of a crash loop. */
export function crashEvidence(read: CrashReads): Evidence {
  const { name, service, failing, marks, dead, definition, rollback } = read;
  const newest = dead.at(-1);
  const cause = nameSecret(newest ? causeOf(newest) : null, definition);
  const culprit = newest && failedContainer(newest);
  const deployment = service?.deployments.find((one) => one.taskDefinitionArn === newest?.taskDefinitionArn);
  return {
    headline: `${name} is crash-looping`,
    failures: marks.length,
    revision: failing,
    exitCodes: dead.flatMap(exitCodes),
    ...(cause && { cause }),
    ...(marks[0] && { firstAt: marks[0].at, lastAt: marks.at(-1)?.at ?? marks[0].at }),
    ...(service && { desired: service.desiredCount, running: service.runningCount }),
    ...(rollback && { lastSteady: shortTaskDefinition(rollback.taskDefinitionArn) }),
    ...(culprit?.image && { image: culprit.image }),
    ...(deployment?.createdAt && { deployedAt: deployment.createdAt }),
    ...(definition?.registeredBy && { deployedBy: definition.registeredBy }),
    ...(newest && culprit && { deadTask: deadTask(newest, culprit.name) }),
  };
}

/** Without its overrides, which may be long, and which nobody looks at. */
export function deadTask(task: TaskState, container: string): NonNullable<Evidence['deadTask']> {
  const { overrides: _overrides, ...rest } = task;
  return { task: rest, container };
}

/** The container to blame: one with a reason, else with a failing exit code, else the first. */
export function failedContainer({ containers }: TaskState): Container | undefined {
  const blamed = containers.find(({ reason }) => reason) ?? containers.find(({ exitCode }) => exitCode);
  return blamed ?? containers[0];
}

function exitCodes({ containers }: TaskState): number[] {
  return containers.flatMap(({ exitCode }) => (exitCode ? [exitCode] : []));
}
