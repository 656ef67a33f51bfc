import { dirname } from 'node:path';
import { openSandbox, type Sandbox } from '../local/lambda/sandbox.ts';
import type { LocalAws } from './aws.ts';
import type { Built } from './bundles.ts';
import { batch, forgedClick, incident } from './events.ts';
import { alarm, finding, jobFailure, scaledIn, serviceFailure } from './samples.ts';

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
  | 'finding'
  | 'alarm'
  | 'respond'
  | 'slack'
  | 'powertools-ignored'
  | 'powertools-counted'
  | 'powertools-opened'
  | 'counted-in-moto'
  | 'python-empty'
  | 'custodian';

/** What runs under Node: the floors, the doors, and the same feature built another way. */
export function contenders(built: Built, aws: LocalAws): readonly Contender[] {
  let number = 0;
  const now = Date.now();
  const duplicate = batch([serviceFailure('always-the-same', 1, now)]);
  const one = (id: ContenderId, bundle: string, title: string, event: () => unknown): Contender => {
    const file = built.file(bundle);
    const folder = dirname(file);
    const command = (api: string) => [process.execPath, built.bootstrap, api, file] as const;
    return { id, title, event, start: () => openSandbox({ command, folder, env: aws.env(folder) }) };
  };
  const ignored = () => batch([scaledIn()]);
  const counted = () => batch([serviceFailure(`service-${++number}`, number, now)]);
  const opened = () => batch([jobFailure(`job-${++number}`, number, now)]);
  const found = () => batch([finding(++number, now)]);
  const rang = () => batch([alarm(`service-${++number}`, now)]);
  const triage = 'ecs-events';
  return [
    one('empty', 'empty', 'empty handler', counted),
    one('one-write', 'one-write', 'bare handler, one DynamoDB write', counted),
    one('ignored', triage, 'triage, ignored (a healthy scale-in)', ignored),
    one('duplicate', triage, 'triage, duplicate (counted already)', () => duplicate),
    one('counted', triage, 'triage, counted (a failure of a service)', counted),
    one('opened', triage, 'triage, opens an incident (a failed job)', opened),
    one('finding', 'ecr-events', 'ECR, opens an incident (a finding)', found),
    one('alarm', 'scaling-events', 'scaling, opens an incident (an alarm)', rang),
    one('respond', 'respond', 'respond, takes an incident and sleeps', () => incident(++number, now)),
    one('slack', 'slack', 'slack, refuses a forged click', forgedClick),
    one('powertools-ignored', 'powertools', 'middy + Powertools, ignored', ignored),
    one('powertools-counted', 'powertools', 'middy + Powertools, counted', counted),
    one('powertools-opened', 'powertools', 'middy + Powertools, opens an incident', opened),
  ];
}

/** @throws Error when none of them is called so. */
export function contender(all: readonly Contender[], id: ContenderId): Contender {
  const found = all.find((one) => one.id === id);
  if (found === undefined) throw new Error(`nothing to measure is called "${id}"`);
  return found;
}
