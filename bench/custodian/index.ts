import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { openSandbox } from '../../local/lambda/sandbox.ts';
import { pythonWith } from '../../scripts/python.ts';
import type { LocalAws } from '../aws.ts';
import type { Contender } from '../contenders.ts';
import { ACCOUNT, REGION } from '../samples.ts';

const PACKAGES = {
  name: 'Cloud Custodian',
  requirements: resolve('bench/custodian/requirements.txt'),
  folder: resolve('.cache/custodian'),
};
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

/**
 * The Python that has Cloud Custodian.
 * @throws ConfigurationError with one line that says what is missing.
 */
export function installCustodian(): string {
  return pythonWith(PACKAGES);
}

/** Cloud Custodian and its floor, ready to start in `folder` with this environment. */
export async function openCustodian(
  python: string,
  env: LocalAws['env'],
  folder: string,
): Promise<readonly Contender[]> {
  await mkdir(folder);
  await writeFile(join(folder, 'config.json'), JSON.stringify(POLICY));
  const start = (path: string, module: string) => () => {
    const command = (api: string) => [python, BOOTSTRAP, api, module] as const;
    return openSandbox({ command, folder, env: { ...env(folder), PYTHONPATH: path } });
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
      title: 'Cloud Custodian, reads one service (moto)',
      event: () => EVENT,
      start: start('', 'c7n.handler'),
    },
  ];
}
