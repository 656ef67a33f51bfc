import { createResponseClients, type ResponseClients } from '../../shared/aws/response-clients.ts';

/** The one thing of the command line that reaches AWS: with whatever credentials the caller has. */
export type OpenAws = (region: string) => ResponseClients;

export const openAws: OpenAws = (region) => createResponseClients({ region });

/** The Region to look at: as named, else as the AWS command line would take it. */
export function regionOf(
  named: string | undefined,
  env: NodeJS.ProcessEnv = process.env,
): string | undefined {
  return named ?? env.AWS_REGION ?? env.AWS_DEFAULT_REGION;
}

export const NO_REGION = 'No AWS Region: name one with --region, or set AWS_REGION.';
