import { expect, it as vitestIt } from 'vitest';
import { FUNCTIONS } from '../../../scripts/build.ts';
import type { FunctionName } from '../../../scripts/declared-permissions.ts';
import { ROLES } from '../../../scripts/iam-doc.ts';
import type { Stack } from '../../../scripts/stack.ts';
import { type Properties, resourcesOf, target } from '../../../scripts/template.ts';
import {
  RESPOND_ENVIRONMENT,
  SLACK_ENVIRONMENT,
  TRIAGE_ENVIRONMENT,
} from '../../../shared/runtime/environment.ts';
import type { Register } from './facts.ts';

const READS: Readonly<Record<FunctionName, Readonly<Record<string, string>>>> = {
  'ecs-events': TRIAGE_ENVIRONMENT,
  respond: RESPOND_ENVIRONMENT,
  slack: SLACK_ENVIRONMENT,
};
/** What Lambda sets by itself. */
const GIVEN = ['AWS_REGION', 'LAMBDA_TASK_ROOT'];

/** Seconds: triage takes a batch, a response one step after another, and Slack waits for three. */
const TIMEOUTS: Readonly<Record<FunctionName, number>> = { 'ecs-events': 30, respond: 120, slack: 60 };

const PARAMETERS = '/watchkeeper/prod';

/** What every function is told, wherever it reads it. */
const TOLD: Properties = {
  ACCOUNT_ID: { Ref: 'AWS::AccountId' },
  STAGE: 'prod',
  LOG_LEVEL: 'INFO',
  LEDGER_TABLE: { Ref: 'LedgerTable' },
  RESPOND_FUNCTION: 'watchkeeper-prod-respond',
  RESPOND_ALIAS: 'durable',
  KILL_SWITCH_PARAMETER: `${PARAMETERS}/kill-switch`,
  SLACK_TOKEN_PARAMETER: `${PARAMETERS}/slack-token`,
  SLACK_SIGNING_SECRET_PARAMETER: `${PARAMETERS}/slack-signing-secret`,
};

export function checkFunctions({ template }: Stack, it: Register = vitestIt): void {
  const functions = resourcesOf(template, 'AWS::Lambda::Function').map(([, { Properties }]) => Properties);
  const named = (name: FunctionName) =>
    functions.find((one) => one.FunctionName === `watchkeeper-prod-${name}`) ?? {};

  it('there is one function per door, each on Node 24, arm64 and 256 MB', () => {
    expect(functions.map((one) => one.FunctionName).sort()).toEqual(
      FUNCTIONS.map((name) => `watchkeeper-prod-${name}`).sort(),
    );
    for (const { Runtime, Architectures, MemorySize } of functions) {
      expect({ Runtime, Architectures, MemorySize }).toEqual({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        MemorySize: 256,
      });
    }
  });

  for (const name of FUNCTIONS) {
    it(`${name} begins in its own bundle, in its own role, and has the time that it needs`, () => {
      const { Handler, Role, Timeout, Code } = named(name);

      expect(Handler).toBe(`dist/${name}/index.handler`);
      expect(Role).toEqual({ 'Fn::GetAtt': [ROLES[name], 'Arn'] });
      expect(Timeout).toBe(TIMEOUTS[name]);
      expect(target((Code as Properties).S3Bucket)).toBe('ServerlessDeploymentBucket');
    });

    it(`the environment of ${name} is what its code reads, nothing more`, () => {
      const { Variables } = named(name).Environment as { readonly Variables: Properties };

      expect([...Object.keys(Variables), ...GIVEN].sort()).toEqual(Object.values(READS[name]).sort());
      expect({ ...TOLD, CONFIG_FILE: `dist/${name}/config.json` }).toMatchObject(Variables);
    });
  }
}
