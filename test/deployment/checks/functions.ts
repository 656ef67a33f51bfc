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
  'ecr-events': TRIAGE_ENVIRONMENT,
  'respond-ecr': RESPOND_ENVIRONMENT,
  'scaling-events': TRIAGE_ENVIRONMENT,
  'respond-scaling': RESPOND_ENVIRONMENT,
  slack: SLACK_ENVIRONMENT,
};
/** What Lambda sets by itself. */
const GIVEN = ['AWS_REGION', 'LAMBDA_TASK_ROOT'];

/** Seconds: triage takes a batch, a response one step after another, and Slack waits for three; MB for a registry, or for all services. */
const SIZES: Readonly<Record<FunctionName, { readonly Timeout: number; readonly MemorySize: number }>> = {
  'ecs-events': { Timeout: 30, MemorySize: 256 },
  respond: { Timeout: 120, MemorySize: 256 },
  'ecr-events': { Timeout: 30, MemorySize: 256 },
  'respond-ecr': { Timeout: 900, MemorySize: 1024 },
  'scaling-events': { Timeout: 30, MemorySize: 256 },
  'respond-scaling': { Timeout: 300, MemorySize: 512 },
  slack: { Timeout: 60, MemorySize: 256 },
};

/** The response that each starts, if any. */
const STARTS: Readonly<Record<FunctionName, string | undefined>> = {
  'ecs-events': 'respond',
  respond: 'respond',
  'ecr-events': 'respond-ecr',
  'respond-ecr': 'respond-ecr',
  'scaling-events': 'respond-scaling',
  'respond-scaling': 'respond-scaling',
  slack: undefined,
};

const PARAMETERS = '/watchkeeper/prod';

/** What every function is told, wherever it reads it. */
const TOLD: Properties = {
  ACCOUNT_ID: { Ref: 'AWS::AccountId' },
  STAGE: 'prod',
  LOG_LEVEL: 'INFO',
  LEDGER_TABLE: { Ref: 'LedgerTable' },
  RESPOND_ALIAS: 'durable',
  KILL_SWITCH_PARAMETER: `${PARAMETERS}/kill-switch`,
  SLACK_TOKEN_PARAMETER: `${PARAMETERS}/slack-token`,
  SLACK_SIGNING_SECRET_PARAMETER: `${PARAMETERS}/slack-signing-secret`,
};

export function checkFunctions({ template }: Stack, it: Register = vitestIt): void {
  const functions = resourcesOf(template, 'AWS::Lambda::Function').map(([, { Properties }]) => Properties);
  const named = (name: FunctionName) =>
    functions.find((one) => one.FunctionName === `watchkeeper-prod-${name}`) ?? {};

  it('there is one function per door, each on Node 24 and arm64', () => {
    expect(functions.map((one) => one.FunctionName).sort()).toEqual(
      FUNCTIONS.map((name) => `watchkeeper-prod-${name}`).sort(),
    );
    for (const { Runtime, Architectures } of functions) {
      expect({ Runtime, Architectures }).toEqual({ Runtime: 'nodejs24.x', Architectures: ['arm64'] });
    }
  });

  for (const name of FUNCTIONS) {
    it(`${name} begins in its own bundle, in its own role, and has the time and the memory that it needs`, () => {
      const { Handler, Role, Timeout, MemorySize, Code } = named(name);

      expect(Handler).toBe(`dist/${name}/index.handler`);
      expect(Role).toEqual({ 'Fn::GetAtt': [ROLES[name], 'Arn'] });
      expect({ Timeout, MemorySize }).toEqual(SIZES[name]);
      expect(target((Code as Properties).S3Bucket)).toBe('ServerlessDeploymentBucket');
    });

    it(`the environment of ${name} is what its code reads, nothing more`, () => {
      const { Variables } = named(name).Environment as { readonly Variables: Properties };

      expect([...Object.keys(Variables), ...GIVEN].sort()).toEqual(Object.values(READS[name]).sort());
      expect({
        ...TOLD,
        CONFIG_FILE: `dist/${name}/config.json`,
        RESPOND_FUNCTION: `watchkeeper-prod-${STARTS[name]}`,
      }).toMatchObject(Variables);
    });
  }
}
