import {
  type DescribeServiceRequest,
  type DescribeServiceResponse,
  InvalidRequestException,
  type ListServicesRequest,
  type ListServicesResponse,
  ResourceNotFoundException,
} from '@aws-sdk/client-apprunner';
import { refusal } from '../errors.ts';
import type { World } from '../model.ts';
import { pageOf } from './paging.ts';

/** App Runner gives at most so many a page. */
const MOST_ITEMS = 20;

export function listAppRunnerServices(world: World, input: ListServicesRequest): ListServicesResponse {
  const services = [...world.workloads.appRunner.values()];
  const bad = () => new InvalidRequestException(refusal('NextToken is not valid'));
  const size = Math.min(input.MaxResults ?? MOST_ITEMS, MOST_ITEMS);
  const { items, nextToken } = pageOf(services, input.NextToken, size, bad);
  const ServiceSummaryList = items.map(({ ServiceName, ServiceId, ServiceArn, Status }) => ({
    ServiceName,
    ServiceId,
    ServiceArn,
    Status,
  }));
  return { ServiceSummaryList, ...(nextToken !== undefined && { NextToken: nextToken }) };
}

export function describeAppRunnerService(
  world: World,
  input: DescribeServiceRequest,
): DescribeServiceResponse {
  const Service = world.workloads.appRunner.get(input.ServiceArn ?? '');
  if (Service !== undefined) return { Service };
  throw new ResourceNotFoundException(refusal(`Service ${input.ServiceArn} does not exist.`));
}
