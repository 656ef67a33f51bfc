import type { AppRunnerClient } from '@aws-sdk/client-apprunner';
import type { ECRClient } from '@aws-sdk/client-ecr';
import type { ECRPUBLICClient } from '@aws-sdk/client-ecr-public';
import type { Inspector2Client } from '@aws-sdk/client-inspector2';
import type { STSClient } from '@aws-sdk/client-sts';
import { type ClientOptions, type Clients, createClients, once } from './clients.ts';
import { connection } from './connection.ts';
import { withPlainImagePages } from './image-pages.ts';
import { type Interceptable, prepared } from './intercept.ts';

/** Where a set of clients looks: a Region, in the account of the function or in that of a role. */
export type ClientPlace = Pick<ClientOptions, 'region' | 'credentials'>;

/** An account has one registry in ECR Public, whose API is not in every Region. https://docs.aws.amazon.com/general/latest/gr/ecr-public.html */
const PUBLIC_REGION = 'us-east-1';

/** The clients of responses, which work with images. Doors that do not must not carry them in their bundle. */
export interface ImageClients extends Clients {
  readonly region: string;
  ecr(): Promise<ECRClient>;
  ecrPublic(): Promise<ECRPUBLICClient>;
  appRunner(): Promise<AppRunnerClient>;
  inspector(): Promise<Inspector2Client>;
  sts(): Promise<STSClient>;
  /** The same clients for another Region, or with the credentials of a role in another account. */
  at(place: ClientPlace): ImageClients;
}

export function createImageClients(options: ClientOptions): ImageClients {
  const ready = <Client extends Interceptable>(client: Client) => prepared(client, options.intercept);
  const to = (service: string) => connection(service, options);

  return {
    ...createClients(options),
    region: options.region,
    ecr: once(async () =>
      ready(withPlainImagePages(new (await import('./sdk/ecr.ts')).ECRClient(to('ecr')))),
    ),
    ecrPublic: once(async () => {
      const { ECRPUBLICClient } = await import('./sdk/ecr-public.ts');
      return ready(new ECRPUBLICClient(connection('ecrPublic', { ...options, region: PUBLIC_REGION })));
    }),
    appRunner: once(async () =>
      ready(new (await import('./sdk/app-runner.ts')).AppRunnerClient(to('appRunner'))),
    ),
    inspector: once(async () =>
      ready(new (await import('./sdk/inspector.ts')).Inspector2Client(to('inspector'))),
    ),
    sts: once(async () => ready(new (await import('./sdk/sts.ts')).STSClient(to('sts')))),
    at: (place) => createImageClients({ ...options, ...place }),
  };
}
