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
/** Each domain's own. */
const QUEUES = ['EcsEventsQueue', 'EcrEventsQueue', 'ScalingEventsQueue'];
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
  readonly bus: Queues;
  /** Hand an event to EventBridge: its rules, their targets, the queues and their functions as in the template. */
  put(event: object): void;
}

/** What became of the events of all queues together. */
type Queues = Pick<Bus, 'deadLetters' | 'delivered'>;

export function createAccount({ deployment, timeline, invoke, ...options }: AccountOptions): Account {
  const buses = new Map(QUEUES.map((id) => [deployment.arn(id), busOf(id)]));
  const put = (event: object) => {
    for (const arn of deployment.targetsOf(event)) buses.get(arn)?.put(event);
  };

  function busOf(id: string): Bus {
    const mapping = mappingOf(deployment, id);
    return createBus({
      timeline,
      ...mapping.delivery,
      consume: (batch) => handOver(batch, mapping, (event) => invoke(mapping.functionArn, event)),
    });
  }

  const fleet = createFleet({ timeline, seed: 1, account: ACCOUNT, region: REGION, emit: put });
  fleet.putParameter(`${PARAMETERS}/kill-switch`, 'off');
  fleet.putParameter(`${PARAMETERS}/slack-token`, TOKEN, 'SecureString');
  fleet.putParameter(`${PARAMETERS}/slack-signing-secret`, SIGNING_SECRET, 'SecureString');

  const handler =
    (name: string): DurableLambdaHandler =>
    async (event) => {
      const answer = await invoke(`arn:aws:lambda:${REGION}:${ACCOUNT}:function:${name}`, event);
      return answer as Awaited<ReturnType<DurableLambdaHandler>>;
    };
  const engine = createDurableEngine({ timeline, handler, ...options });
  const slack = createLocalSlack({ now: timeline.now, signingSecret: SIGNING_SECRET });
  return { fleet, slack, engine, bus: joined([...buses.values()]), put };
}

function joined(buses: readonly Bus[]): Queues {
  return {
    get deadLetters() {
      return buses.flatMap(({ deadLetters }) => deadLetters);
    },
    delivered: () => buses.reduce((sum, bus) => sum + bus.delivered(), 0),
  };
}
