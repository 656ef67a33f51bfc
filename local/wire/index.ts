import { answerLambda } from '../durable/lambda.ts';
import type { World } from '../world.ts';
import { CLOUDWATCH } from './cloudwatch.ts';
import { EC2 } from './ec2.ts';
import { failureOf } from './failure.ts';
import { INSPECTOR } from './inspector.ts';
import { jsonRpc } from './json.ts';
import { LAMBDA } from './lambda.ts';
import type { Command, Protocol, WireRequest, WireResponse } from './message.ts';
import { query } from './query.ts';
import { SCHEDULER } from './scheduler.ts';

export type { Command, WireRequest, WireResponse } from './message.ts';

/** Answers a request as AWS would; throws where the connection would break before the answer. */
export type Wire = (request: WireRequest) => Promise<WireResponse>;

/** By the name that requests are signed for. DynamoDB is not among them: dynalite speaks for itself. */
const PROTOCOLS: Readonly<Record<string, Protocol>> = {
  'application-autoscaling': jsonRpc('ApplicationAutoScaling', 'AnyScaleFrontendService'),
  apprunner: jsonRpc('AppRunner', 'AppRunner'),
  autoscaling: query('AutoScaling', ['MinSize', 'MaxSize', 'DesiredCapacity', 'MaxRecords']),
  ec2: EC2,
  ecr: jsonRpc('ECR', 'AmazonEC2ContainerRegistry_V20150921'),
  'ecr-public': jsonRpc('ECRPUBLIC', 'SpencerFrontendService'),
  ecs: jsonRpc('ECS', 'AmazonEC2ContainerServiceV20141113'),
  events: jsonRpc('EventBridge', 'AWSEvents'),
  inspector2: INSPECTOR,
  lambda: LAMBDA,
  logs: jsonRpc('CloudWatchLogs', 'Logs_20140328'),
  monitoring: CLOUDWATCH,
  scheduler: SCHEDULER,
  ssm: jsonRpc('SSM', 'AmazonSSM'),
  sts: query('STS'),
};

/** What Lambda is asked of functions that are not ours. */
const OF_FLEET: readonly string[] = ['ListFunctions', 'GetFunction'];

/** The simulated world behind AWS's protocols, for the operations that the product uses. */
export function createWire(world: Pick<World, 'fleet' | 'engine'>): Wire {
  return async (request) => {
    const protocol = protocolOf(request);
    try {
      const command = protocol.decode(request);
      return protocol.encode(command, await carryOut(world, command));
    } catch (error) {
      return protocol.refuse(failureOf(error));
    }
  };
}

/** What a request asks for. Throws for a service or an operation that is not known here. */
export function commandOf(request: WireRequest): Command {
  return protocolOf(request).decode(request);
}

function protocolOf({ service }: WireRequest): Protocol {
  const protocol = PROTOCOLS[service];
  if (protocol === undefined) throw new Error(`no service "${service}" is simulated`);
  return protocol;
}

async function carryOut(
  { fleet, engine }: Pick<World, 'fleet' | 'engine'>,
  { client, command, input }: Command,
): Promise<object> {
  const isOfEngine = client === 'Lambda' && !OF_FLEET.includes(command);
  return isOfEngine ? answerLambda(engine, command, input) : fleet.send(client, command, input);
}
