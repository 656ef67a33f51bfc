import type { ImageClients } from '../../../shared/aws/image-clients.ts';
import { createResponseClients, type ResponseClients } from '../../../shared/aws/response-clients.ts';
import { createPlace } from '../../../shared/aws/uses/place.ts';
import { readUseGraph, USE_READERS, type UseReaderName } from '../../../shared/aws/uses.ts';
import type { ImageUse, UseGraph, UseScope } from '../../../shared/domain/image.ts';
import { createStage, definition, NETWORK, type Stage } from '../../local/fleet/support.ts';

export const REGISTRY = '111122223333.dkr.ecr.eu-west-1.amazonaws.com';
export const CLUSTER = 'arn:aws:ecs:eu-west-1:111122223333:cluster/shop';
export const ROLE = 'arn:aws:iam::111122223333:role/events';
export const DIGEST = `sha256:${'5e'.repeat(32)}`;

/** One command on its way: answer it, or let it `pass`, with this input or another. */
export interface Sent {
  /** `ECS:ListTasks`. */
  readonly name: string;
  readonly input: object;
  pass(input?: object): Promise<object>;
}

export interface UseStage extends Stage {
  readonly clients: ResponseClients;
  /** What becomes of each command from now on. */
  disturb(how: (sent: Sent) => Promise<object>): void;
  graph(settings?: Partial<UseScope>, clients?: ImageClients): Promise<UseGraph>;
  /** What one reader finds. */
  uses(reader: UseReaderName, settings?: Partial<UseScope>): Promise<readonly ImageUse[]>;
}

const SETTINGS: UseScope = {
  account: '111122223333',
  rollbackDepth: 3,
  watchesEks: false,
  elsewhere: [],
};

/** The readers, through real clients, in front of a fleet with a cluster `shop` and a family `web`. */
export function createUseStage(): UseStage {
  const stage = createStage();
  let disturb = async (sent: Sent) => sent.pass();
  const clients = createResponseClients({
    region: 'eu-west-1',
    intercept(client) {
      client.middlewareStack.add(
        (next, { clientName = '', commandName = '' }) =>
          async ({ input }) => {
            const name = `${clientName.replace(/Client$/, '')}:${commandName.replace(/Command$/, '')}`;
            const pass = async (changed = input) => (await next({ input: changed })).output;
            return { output: await disturb({ name, input, pass }), response: {} };
          },
        { step: 'initialize', priority: 'high', name: 'disturbance' },
      );
      stage.fleet.intercept(client);
    },
  });
  return {
    ...stage,
    clients,
    disturb: (how) => {
      disturb = how;
    },
    graph: (settings, from = clients) => readUseGraph(from, { ...SETTINGS, ...settings }),
    uses: (reader, settings) =>
      USE_READERS[reader](createPlace(SETTINGS.account, clients, { ...SETTINGS, ...settings })),
  };
}

/** The next revision of a family, made of this image. */
export function register({ fleet }: Pick<Stage, 'fleet'>, family: string, image: string): string {
  return fleet.registerTaskDefinition(definition(family, { image }));
}

export function run({ fleet }: Pick<Stage, 'fleet'>, taskDefinition: string): void {
  fleet.runTask({
    cluster: 'shop',
    taskDefinition,
    launchType: 'FARGATE',
    networkConfiguration: { awsvpcConfiguration: NETWORK },
  });
}

/** One of everything that can use an image. */
export function furnish(stage: UseStage): void {
  const { fleet } = stage;
  const report = register(stage, 'report', `${REGISTRY}/report:1`);
  const EcsParameters = { TaskDefinitionArn: report };
  fleet.createService({
    cluster: 'shop',
    name: 'web',
    taskDefinition: 'web:1',
    desiredCount: 2,
    runningSince: stage.timeline.now(),
    placement: { launchType: 'FARGATE', network: NETWORK },
  });
  run(stage, report);
  fleet.putRule('hourly', [{ Id: '1', Arn: CLUSTER, RoleArn: ROLE, EcsParameters }]);
  fleet.putSchedule('reports/nightly', { Arn: CLUSTER, RoleArn: ROLE, EcsParameters });
  fleet.putImageFunction('thumbnails', `${REGISTRY}/thumbnails:1`);
  fleet.putAppRunnerService('portal', `${REGISTRY}/portal:1`);
  fleet.putInspected('cart', DIGEST, 2);
}
