import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { openSandbox } from '../../local/lambda/sandbox.ts';
import type { LocalAws } from '../aws.ts';
import type { Contender } from '../contenders.ts';
import { ACCOUNT, REGION } from '../events.ts';

const REQUIREMENTS = resolve('bench/custodian/requirements.txt');
const ENVIRONMENT = resolve('node_modules/.cache/custodian');
const PYTHON = join(ENVIRONMENT, 'bin/python');
const BOOTSTRAP = resolve('local/lambda/bootstrap.py');
const HANDLERS = resolve('bench/handlers');

/** The policy of Cloud Custodian that comes nearest: an ECS event -> read that service -> nothing to change. */
const POLICY = {
  'execution-options': { account_id: ACCOUNT },
  policies: [
    {
      name: 'bench',
      resource: 'aws.ecs-service',
      mode: {
        type: 'cloudtrail',
        events: [
          { source: 'ecs.amazonaws.com', event: 'UpdateService', ids: 'responseElements.service.serviceArn' },
        ],
      },
      filters: [{ desiredCount: 0 }],
      actions: [{ type: 'modify', update: { desiredCount: 1 } }],
    },
  ],
};

const EVENT = {
  'detail-type': 'AWS API Call via CloudTrail',
  source: 'aws.ecs',
  account: ACCOUNT,
  region: REGION,
  detail: {
    eventName: 'UpdateService',
    eventSource: 'ecs.amazonaws.com',
    responseElements: {
      service: { serviceArn: `arn:aws:ecs:${REGION}:${ACCOUNT}:service/prod/payments-api` },
    },
  },
};

/** Cloud Custodian and its floor, ready to start in `folder`; why not, where Python or its packages are missing. */
export async function openCustodian(aws: LocalAws, folder: string): Promise<readonly Contender[] | string> {
  const problem = await install();
  if (problem !== undefined) return problem;
  await mkdir(folder);
  await writeFile(join(folder, 'config.json'), JSON.stringify(POLICY));
  const start = (path: string, module: string) => () => {
    const command = (api: string) => [PYTHON, BOOTSTRAP, api, module] as const;
    const env = { ...aws.env(folder), PYTHONPATH: path };
    return openSandbox({ command, folder, env });
  };
  return [
    {
      id: 'python-empty',
      title: 'empty handler in Python',
      event: () => EVENT,
      start: start(HANDLERS, 'empty'),
    },
    {
      id: 'custodian',
      title: 'Cloud Custodian, reads one service',
      event: () => EVENT,
      start: start('', 'c7n.handler'),
    },
  ];
}

/** Into a folder that git ignores, once. Gives what stood in the way. */
async function install(): Promise<string | undefined> {
  if (existsSync(join(ENVIRONMENT, 'installed'))) return undefined;
  try {
    await promisify(execFile)('python3', ['-m', 'venv', '--clear', ENVIRONMENT]);
    await promisify(execFile)(PYTHON, ['-m', 'pip', 'install', '--quiet', '-r', REQUIREMENTS]);
    await writeFile(join(ENVIRONMENT, 'installed'), '');
    return undefined;
  } catch (error) {
    const [reason] = String(error).split('\n');
    return `Cloud Custodian is left out: it needs python3 with venv and PyPI (${reason}).`;
  }
}
