import { commandOf, type WireRequest } from '../../local/wire/index.ts';
import { FUNCTIONS } from '../../scripts/build.ts';
import type { FunctionName } from '../../scripts/declared-permissions.ts';
import { ROLES } from '../../scripts/iam-doc.ts';
import { statementsOf, type Template } from '../../scripts/template.ts';

/** Where IAM calls a service otherwise than signatures do. */
const IAM_NAMES: Readonly<Record<string, string>> = { monitoring: 'cloudwatch' };

/** The IAM action that a request needs, as `ecs:RunTask`. */
export function actionOf(request: WireRequest): string {
  const { command } = commandOf(request);
  const service = IAM_NAMES[request.service] ?? request.service;
  return `${service}:${command === 'Invoke' ? 'InvokeFunction' : command}`;
}

/** Which function sent a request: its name stands in the signature, as its access key. */
export function callerOf({ headers }: WireRequest): FunctionName | undefined {
  const [, key] = /Credential=watchkeeper-prod-([\w-]+)\//.exec(headers.authorization ?? '') ?? [];
  return FUNCTIONS.find((name) => name === key);
}

/** Calls that the role of their function does not grant, as `respond: ecs:StopTask`. */
export function ungranted(requests: readonly WireRequest[], template: Template): readonly string[] {
  const strange = requests.filter((request) => {
    const caller = callerOf(request);
    return caller === undefined || !granted(template, caller).includes(actionOf(request));
  });
  return [...new Set(strange.map((request) => `${callerOf(request)}: ${actionOf(request)}`))];
}

function granted(template: Template, name: FunctionName): readonly string[] {
  return statementsOf(template, ROLES[name]).flatMap(({ actions }) => actions);
}
