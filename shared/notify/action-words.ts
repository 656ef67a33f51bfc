import {
  type Action,
  isHoursAction,
  isImagesAction,
  isScalingAction,
  isScanAction,
  isSettingsAction,
} from '../domain/action.ts';
import type { ContinueDeployment, DeployRevision, RunTask, SetDesiredCount } from '../domain/fleet-action.ts';
import type { Json } from '../domain/json.ts';
import { count, shortName } from './format.ts';
import { hoursWords } from './hours-words.ts';
import { imagesWords } from './image-words.ts';
import { scalingWords } from './scaling-words.ts';
import { scanWords } from './scan-words.ts';
import { settingsWords } from './settings-words.ts';
import { plain } from './text.ts';

/** How one action is spoken of. Plain text with foreign names in it, already cleaned: escape before use. */
export interface ActionWords {
  /** "roll payments-api back to payments-api:41": after "Plan:", "would" and "to". */
  readonly act: string;
  /** "rolled back to payments-api:41": after the name, and for what was done. */
  readonly acted: string;
  /** "Approve rollback": the button. */
  readonly approve: string;
  /** "payments-api:42 -> payments-api:41". */
  readonly change: string;
}

const NAME = 80;

export function actionWords(action: Action): ActionWords {
  if (isImagesAction(action)) return imagesWords(action);
  if (isScanAction(action)) return scanWords(action);
  if (isSettingsAction(action)) return settingsWords(action);
  if (isScalingAction(action)) return scalingWords(action);
  if (isHoursAction(action)) return hoursWords(action);
  switch (action.kind) {
    case 'ecs.run-task':
      return runTask(action);
    case 'ecs.deploy-revision':
      return deployRevision(action);
    case 'ecs.set-desired-count':
      return setDesiredCount(action);
    case 'ecs.continue-deployment':
      return continueDeployment(action);
  }
}

function runTask(action: RunTask): ActionWords {
  const revision = name(action.taskDefinitionArn);
  const how = [onWords(action), memoryWords(action.overrides)].filter(Boolean).join(' ');
  const task = plain(shortName(action.replaces), 13);
  return {
    act: [`run ${revision} again`, how, `in place of task ${task}`].filter(Boolean).join(' '),
    acted: [`started again as ${revision}`, how].filter(Boolean).join(' '),
    approve: 'Approve rerun',
    change: [`task ${task} -> a new task of ${revision}`, how].filter(Boolean).join(' '),
  };
}

function onWords({ capacityProvider, launchType }: RunTask): string {
  const where = capacityProvider ?? launchType;
  return where === undefined ? '' : `on ${plain(where, NAME)}`;
}

/** "with 3072 MiB", when the overrides give a container its memory. */
function memoryWords(overrides: Json | undefined): string {
  const containers = field(overrides, 'containerOverrides');
  const memories = Array.isArray(containers) ? containers.map((one) => field(one, 'memory')) : [];
  const memory = memories.find((value) => typeof value === 'number');
  return memory === undefined ? '' : `with ${memory} MiB`;
}

function field(value: Json | undefined, key: string): Json | undefined {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? Object.entries(value).find(([name]) => name === key)?.[1] : undefined;
}

function deployRevision(action: DeployRevision): ActionWords {
  const [from, to] = [name(action.from), name(action.to)];
  const service = name(action.service);
  const change = `${from} -> ${to}`;
  return isRollback(from, to)
    ? {
        act: `roll ${service} back to ${to}`,
        acted: `rolled back to ${to}`,
        approve: 'Approve rollback',
        change,
      }
    : { act: `deploy ${to} to ${service}`, acted: `deployed ${to}`, approve: 'Approve deployment', change };
}

function setDesiredCount(action: SetDesiredCount): ActionWords {
  const service = name(action.service);
  const change = `${count(action.from, 'task')} -> ${count(action.to, 'task')}`;
  return {
    act: `scale ${service} from ${action.from} to ${count(action.to, 'task')}`,
    acted: `scaled from ${action.from} to ${count(action.to, 'task')}`,
    approve: `Approve scaling to ${action.to}`,
    change,
  };
}

function continueDeployment({ service, decision }: ContinueDeployment): ActionWords {
  const what = `the deployment of ${name(service)}`;
  return decision === 'ROLLBACK'
    ? {
        act: `roll ${what} back`,
        acted: 'deployment rolled back',
        approve: 'Approve rollback',
        change: `${what}: waiting -> rolled back`,
      }
    : {
        act: `let ${what} go on`,
        acted: 'deployment allowed to go on',
        approve: 'Approve to go on',
        change: `${what}: waiting -> going on`,
      };
}

function isRollback(from: string, to: string): boolean {
  const [fromFamily, fromRevision] = split(from);
  const [toFamily, toRevision] = split(to);
  return fromFamily === toFamily && toRevision < fromRevision;
}

function split(revision: string): [family: string, revision: number] {
  const colon = revision.lastIndexOf(':');
  return [revision.slice(0, colon), Number(revision.slice(colon + 1))];
}

function name(arn: string): string {
  return plain(shortName(arn), NAME);
}
