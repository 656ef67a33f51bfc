import type { ApplicationAutoScalingClient } from '@aws-sdk/client-application-auto-scaling';
import type { AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { type ClientOptions, once } from './clients.ts';
import { connection } from './connection.ts';
import { createImageClients, type ImageClients } from './image-clients.ts';
import type { Interceptable } from './intercept.ts';

/** What only the response for what scales asks. */
export interface ScalingClients {
  cloudWatch(): Promise<CloudWatchClient>;
  /** Of the desired counts of services. */
  applicationAutoScaling(): Promise<ApplicationAutoScalingClient>;
  /** Of groups of EC2 instances. */
  autoScaling(): Promise<AutoScalingClient>;
}

/** The clients of responses. Doors that start none of them must not carry them in their bundle. */
export interface ResponseClients extends ImageClients, ScalingClients {}

export function createResponseClients(options: ClientOptions): ResponseClients {
  return { ...createImageClients(options), ...createScalingClients(options) };
}

function createScalingClients(options: ClientOptions): ScalingClients {
  const ready = <Client extends Interceptable>(client: Client): Client => {
    options.intercept?.(client);
    return client;
  };
  const to = (service: string) => connection(service, options);

  return {
    cloudWatch: once(async () =>
      ready(new (await import('./sdk/cloudwatch.ts')).CloudWatchClient(to('cloudWatch'))),
    ),
    applicationAutoScaling: once(async () => {
      const { ApplicationAutoScalingClient } = await import('./sdk/application-auto-scaling.ts');
      return ready(new ApplicationAutoScalingClient(to('applicationAutoScaling')));
    }),
    autoScaling: once(async () =>
      ready(new (await import('./sdk/auto-scaling.ts')).AutoScalingClient(to('autoScaling'))),
    ),
  };
}
