import {
  AccessDeniedException,
  type BatchGetAccountStatusRequest,
  type BatchGetAccountStatusResponse,
  type CoveredResource,
  type ListCoverageRequest,
  type ListCoverageResponse,
  ValidationException,
} from '@aws-sdk/client-inspector2';
import { refusal } from '../errors.ts';
import type { World } from '../model.ts';
import { pageOf } from './paging.ts';

/** Only of the own account: it administers no other. */
export function batchGetAccountStatus(
  world: World,
  { accountIds = [] }: BatchGetAccountStatusRequest,
): BatchGetAccountStatusResponse {
  const status = world.workloads.coverage === undefined ? 'DISABLED' : 'ENABLED';
  const state = { status, errorCode: undefined, errorMessage: undefined } as const;
  const resourceState = { ec2: state, ecr: state, lambda: state };
  const isOwn = (id: string) => id === world.account;
  return {
    accounts: accountIds.filter(isOwn).map((accountId) => ({ accountId, state, resourceState })),
    failedAccounts: accountIds
      .filter((id) => !isOwn(id))
      .map((accountId) => ({ accountId, errorCode: 'ACCESS_DENIED', errorMessage: 'It is not a member.' })),
  };
}

/** Looks at the filter of how often an image is in use, and takes the rest as met. */
export function listCoverage(world: World, input: ListCoverageRequest): ListCoverageResponse {
  const { coverage } = world.workloads;
  if (coverage === undefined) {
    throw new AccessDeniedException(refusal('Invoking account does not have access to Inspector.', 403));
  }
  const ranges = input.filterCriteria?.ecrImageInUseCount ?? [];
  const wanted = coverage.filter(
    (one) => ranges.length === 0 || ranges.some((range) => isIn(range, countOf(one))),
  );
  const bad = () => new ValidationException({ ...refusal('nextToken is not valid'), reason: 'CANNOT_PARSE' });
  const { items, nextToken } = pageOf(wanted, input.nextToken, input.maxResults ?? 100, bad);
  return { coveredResources: items, ...(nextToken !== undefined && { nextToken }) };
}

interface Range {
  readonly lowerInclusive?: number | undefined;
  readonly upperInclusive?: number | undefined;
}

function isIn(
  { lowerInclusive = 0, upperInclusive = Number.POSITIVE_INFINITY }: Range,
  count: number,
): boolean {
  return count >= lowerInclusive && count <= upperInclusive;
}

function countOf({ resourceMetadata }: CoveredResource): number {
  return resourceMetadata?.ecrImage?.inUseCount ?? 0;
}
