import {
  type AppRunnerClient,
  DescribeServiceCommand,
  ListServicesCommand,
  type ServiceSummary,
} from '@aws-sdk/client-apprunner';
import type { ImageUse } from '../../domain/image.ts';
import { parseAnyName } from '../../domain/image-name.ts';
import { hasName, isHostUnknown } from '../failures.ts';
import { allPages } from '../pages.ts';
import { need, read } from '../read.ts';
import { type Place, usesBy } from './place.ts';

/**
 * Where App Runner is. AWS closed it to new customers in 2026, so no Region will come to it; elsewhere its host has
 * no address. https://docs.aws.amazon.com/general/latest/gr/apprunner.html
 */
const REGIONS: readonly string[] = [
  'ap-northeast-1',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'eu-central-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'us-east-1',
  'us-east-2',
  'us-west-2',
];

/** What AWS answers an account that has never been a customer of a service: it can have nothing there. */
const NO_CUSTOMER = ['OptInRequired', 'SubscriptionRequiredException'];

/** The images of App Runner services, by the names that they deploy. */
export async function readAppRunnerUses({ clients }: Place): Promise<readonly ImageUse[]> {
  const appRunner = await clients.appRunner();
  const uses: ImageUse[] = [];
  for (const summary of await listServices(appRunner, clients.region)) {
    const by = `App Runner service ${summary.ServiceName}`;
    const image = await readImage(appRunner, summary, by);
    const name = image === undefined ? undefined : parseAnyName(image);
    if (name) uses.push(...usesBy('app-runner', by, [name]));
  }
  return uses;
}

async function listServices(appRunner: AppRunnerClient, region: string): Promise<readonly ServiceSummary[]> {
  const reading = { action: 'apprunner:ListServices', what: 'the list of App Runner services' };
  return read(reading, async () => {
    try {
      return await allPages(async (NextToken) => {
        const page = await appRunner.send(new ListServicesCommand({ NextToken }));
        return { items: page.ServiceSummaryList, next: page.NextToken };
      });
    } catch (error) {
      const nowhere = isHostUnknown(error) && !REGIONS.includes(region);
      if (nowhere || hasName(error, ...NO_CUSTOMER)) return [];
      throw error;
    }
  });
}

/** Undefined for a service that is built from source code, or has been deleted since it was listed. */
async function readImage(
  appRunner: AppRunnerClient,
  { ServiceArn }: ServiceSummary,
  what: string,
): Promise<string | undefined> {
  const reading = { action: 'apprunner:DescribeService', what };
  return read(reading, async () => {
    try {
      const { Service } = await appRunner.send(new DescribeServiceCommand({ ServiceArn }));
      const source = need(Service?.SourceConfiguration, 'Service.SourceConfiguration', reading);
      return source.ImageRepository?.ImageIdentifier;
    } catch (error) {
      if (hasName(error, 'ResourceNotFoundException')) return undefined;
      throw error;
    }
  });
}
