import type { LocalAws } from './aws.ts';
import type { Built } from './bundles.ts';
import { batch, jobFailure, scaledIn, serviceFailure } from './events.ts';
import { openSandbox, type Sandbox } from './lambda/sandbox.ts';

/** One bundle with one kind of event. */
export interface Contender {
  readonly id: ContenderId;
  readonly title: string;
  /** An event of its kind; each is new, but for the duplicate's. */
  event(): unknown;
  start(): Promise<Sandbox>;
}
export type ContenderId =
  | 'empty'
  | 'one-write'
  | 'ignored'
  | 'duplicate'
  | 'counted'
  | 'opened'
  | 'respond'
  | 'slack';

/** What a deployment's smoke test sends: every door answers it without touching anything. */
const SMOKE = {};

export function contenders(built: Built, aws: LocalAws): readonly Contender[] {
  let number = 0;
  const now = Date.now();
  const duplicate = batch([serviceFailure('always-the-same', 1, now)]);
  const one = (id: ContenderId, bundle: string, title: string, event: () => unknown): Contender => {
    const env = aws.env(dirOf(built.file(bundle)));
    const start = () => openSandbox({ bootstrap: built.bootstrap, file: built.file(bundle), env });
    return { id, title, event, start };
  };
  const counted = () => batch([serviceFailure(`service-${++number}`, number, now)]);
  const opened = () => batch([jobFailure(`job-${++number}`, number, now)]);
  const triage = 'ecs-events';
  return [
    one('empty', 'empty', 'empty handler', counted),
    one('one-write', 'one-write', 'bare handler, one DynamoDB write', counted),
    one('ignored', triage, 'triage, ignored (a healthy scale-in)', () => batch([scaledIn()])),
    one('duplicate', triage, 'triage, duplicate (counted already)', () => duplicate),
    one('counted', triage, 'triage, counted (a failure of a service)', counted),
    one('opened', triage, 'triage, opens an incident (a failed job)', opened),
    one('respond', 'respond', 'respond, smoke event', () => SMOKE),
    one('slack', 'slack', 'slack, smoke event', () => SMOKE),
  ];
}

function dirOf(file: string): string {
  return file.replace(/\/[^/]+$/, '');
}
