import type { DurableLambdaHandler } from '@aws/durable-execution-sdk-js';
import { type Bus, createBus } from '../../local/bus.ts';
import { createDurableEngine, type DurableEngine, type EngineOptions } from '../../local/durable/engine.ts';
import { createFleet, type Fleet } from '../../local/fleet/index.ts';
import { createLocalSlack, type LocalSlack } from '../../local/slack/index.ts';
import type { Timeline } from '../../local/timeline.ts';
import { ACCOUNT, type Deployment, REGION } from './deployment.ts';
import { handOver, mappingOf } from './mapping.ts';

export const TOKEN = 'xoxb-local-token';
const PARAMETERS = '/watchkeeper/prod';
const SIGNING_SECRET = 'local-signing-secret';

export interface AccountOptions extends Pick<EngineOptions, 'onCheckpoint'> {
  readonly deployment: Deployment;
  readonly timeline: Timeline;
  /** Run a function, by its ARN. */
  readonly invoke: (functionArn: string, event: unknown) => Promise<unknown>;
}

/** An AWS account with the stack in it, and the team's Slack; the functions themselves run elsewhere. */
export interface Account {
  readonly fleet: Fleet;
  readonly slack: LocalSlack;
  readonly engine: DurableEngine;
  readonly bus: Bus;
  /** Hand an event to EventBridge: its rules, their targets, the queue and its function as in the template. */
  put(event: object): void;
}

export function createAccount({ deployment, timeline, invoke, ...options }: AccountOptions): Account {
  const mapping = mappingOf(deployment, 'EcsEventsQueue');
  const consume: Parameters<typeof createBus>[0]['consume'] = (batch) =>
    handOver(batch, mapping, (event) => invoke(mapping.functionArn, event));
  const bus = createBus({ timeline, ...mapping.delivery, consume });
  const put = (event: object) => {
    const arns = deployment.targetsOf(event).filter((arn) => arn === mapping.queueArn);
    for (const _arn of arns) bus.put(event);
  };

  const fleet = createFleet({ timeline, seed: 1, account: ACCOUNT, region: REGION, emit: put });
  fleet.putParameter(`${PARAMETERS}/kill-switch`, 'off');
  fleet.putParameter(`${PARAMETERS}/slack-token`, TOKEN, 'SecureString');
  fleet.putParameter(`${PARAMETERS}/slack-signing-secret`, SIGNING_SECRET, 'SecureString');

  const handler: DurableLambdaHandler = async (event) => {
    const answer = await invoke(deployment.arn('RespondLambdaFunction'), event);
    return answer as Awaited<ReturnType<DurableLambdaHandler>>;
  };
  const engine = createDurableEngine({ timeline, handler: () => handler, ...options });
  const slack = createLocalSlack({ now: timeline.now, signingSecret: SIGNING_SECRET });
  return { fleet, slack, engine, bus, put };
}
