import type { TaskStopCode } from '@aws-sdk/client-ecs';
import type { TaskModel, World } from './model.ts';

/** How a task goes wrong, or comes to its end. All times are seconds after it reached RUNNING. */
export type Failure =
  /** The container ends by itself. Exit code 0 is a job that has done its work. */
  | {
      readonly kind: 'exit';
      readonly afterSeconds: number;
      readonly exitCode: number;
      readonly container?: string;
      readonly reason?: string;
      readonly logLines?: readonly string[];
    }
  /** Killed for memory, unless the limit that applies to the container is at least `needsMiB`. */
  | {
      readonly kind: 'out-of-memory';
      readonly afterSeconds: number;
      readonly needsMiB: number;
      readonly container?: string;
      readonly logLines?: readonly string[];
    }
  /** AWS's own text names the key only; with `secretArn` the text also says which secret was read. */
  | { readonly kind: 'secret-key-missing'; readonly key: string; readonly secretArn?: string }
  | { readonly kind: 'image-not-found'; readonly image?: string }
  /** Any other TaskFailedToStart, with its `stoppedReason`. */
  | { readonly kind: 'start-failure'; readonly stoppedReason: string }
  /** Runs, but never passes the load balancer's checks: the scheduler replaces it. */
  | { readonly kind: 'health-check'; readonly afterSeconds: number }
  /** Two minutes' warning, then the end. */
  | { readonly kind: 'spot-interruption'; readonly afterSeconds: number }
  /** Ended from outside: maintenance, a lost host, unhealthy infrastructure. */
  | {
      readonly kind: 'stopped';
      readonly afterSeconds: number;
      readonly stopCode: TaskStopCode;
      readonly stoppedReason: string;
      readonly exitCode?: number;
    }
  /** Nothing is placed: RunTask answers with this reason in `failures`, services report a placement failure. */
  | { readonly kind: 'no-capacity'; readonly reason?: string };

/** Which tasks a behaviour is about: all that is given must match. */
export interface Scope {
  readonly cluster?: string;
  readonly service?: string;
  /** ARN, or `family:revision`. */
  readonly taskDefinition?: string;
  readonly family?: string;
  readonly capacityProvider?: string;
}

/** A rule of the simulated world. The newest rule that fits a task decides; `times` and `probability` limit it. */
export interface Behaviour {
  readonly on: Scope;
  readonly failure: Failure;
  readonly times?: number;
  readonly probability?: number;
}

/** A behaviour as the world keeps it, with how often it may still strike. */
export interface ActiveBehaviour extends Behaviour {
  left: number;
}

/** What is known of a task before it exists. */
export interface Candidate {
  readonly cluster: string;
  readonly service?: string | undefined;
  readonly family: string;
  readonly taskDefinitionArn: string;
  readonly capacityProvider?: string | undefined;
}

/** Add a rule; calling what comes back takes it away for the tasks that start from then on. */
export function addBehaviour(world: Pick<World, 'behaviours'>, behaviour: Behaviour): () => void {
  const active: ActiveBehaviour = { ...behaviour, left: behaviour.times ?? Number.POSITIVE_INFINITY };
  world.behaviours.unshift(active);
  return () => {
    active.left = 0;
  };
}

/** What the newest rule that fits says, among failures that `may` happen here; undefined is a healthy life. */
export function chooseFailure(
  world: Pick<World, 'behaviours'>,
  candidate: Candidate,
  random: TaskModel['random'],
  may: (failure: Failure) => boolean,
): Failure | undefined {
  for (const behaviour of world.behaviours) {
    if (behaviour.left <= 0 || !fits(behaviour.on, candidate) || !may(behaviour.failure)) continue;
    if (behaviour.probability !== undefined && !random.chance(behaviour.probability)) continue;
    behaviour.left -= 1;
    return behaviour.failure;
  }
  return undefined;
}

/** Whether all that a scope names agrees with a task. */
export function fits(scope: Scope, candidate: Candidate): boolean {
  const matches = (wanted: string | undefined, actual: string | undefined) =>
    wanted === undefined || wanted === actual;
  return (
    matches(scope.cluster, candidate.cluster) &&
    matches(scope.service, candidate.service) &&
    matches(scope.family, candidate.family) &&
    matches(scope.capacityProvider, candidate.capacityProvider) &&
    fitsDefinition(scope.taskDefinition, candidate.taskDefinitionArn)
  );
}

function fitsDefinition(wanted: string | undefined, arn: string): boolean {
  return wanted === undefined || wanted === arn || arn.endsWith(`/${wanted}`);
}
