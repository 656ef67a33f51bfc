/** Why a task stopped: a closed list. `docs/causes.md` says what each one means. */
export const CAUSE_CODES = [
  'finished',
  'user-stopped',
  'scaled-in',
  'deployment-replaced',
  'spot-interrupted',
  'host-retired',
  'host-lost',
  'infrastructure-unhealthy',
  'application-exit',
  'out-of-memory',
  'stop-timeout',
  'sidecar-exit',
  'load-balancer-unhealthy',
  'container-unhealthy',
  'image-not-found',
  'image-archived',
  'image-access-denied',
  'image-unreachable',
  'image-rate-limited',
  'image-platform-mismatch',
  'secret-not-found',
  'secret-key-missing',
  'secret-access-denied',
  'secret-unreachable',
  'log-driver-failed',
  'volume-mount-failed',
  'network-interface-failed',
  'no-capacity',
  'placement-constraint',
  'disk-full',
  'bad-command',
  'runtime-error',
  'dependency-failed',
  'unknown',
] as const;

export type CauseCode = (typeof CAUSE_CODES)[number];

export interface Cause {
  readonly code: CauseCode;
  /** Whether starting the task again, unchanged, can help. */
  readonly retryable: boolean;
  /** Normal life of a fleet: never worth a message. */
  readonly expected: boolean;
  /** One sentence for people. */
  readonly summary: string;
  /** What a person can do about it, with the exact thing named where the event names it. */
  readonly nextStep: string;
  /** The secret, image, role, subnet, file system or container that the event names. */
  readonly subject?: string;
}

/** The summary without its full stop, for a sentence that goes on after it. */
export function clause({ summary }: Cause): string {
  return summary.replace(/\.$/, '');
}
