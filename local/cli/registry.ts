import { createImageClients, type ImageClients } from '../../shared/aws/image-clients.ts';

/** The one thing of the command line that reaches AWS: with whatever credentials the caller has. */
export type OpenAws = (region: string) => ImageClients;

export const openAws: OpenAws = (region) => createImageClients({ region });

/** The Region to look at: as named, else as the AWS command line would take it. */
export function regionOf(
  named: string | undefined,
  env: NodeJS.ProcessEnv = process.env,
): string | undefined {
  return named ?? env.AWS_REGION ?? env.AWS_DEFAULT_REGION;
}

export const NO_REGION = 'No AWS Region: name one with --region, or set AWS_REGION.';
