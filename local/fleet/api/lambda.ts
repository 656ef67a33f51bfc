import {
  type FunctionConfiguration,
  type GetFunctionRequest,
  type GetFunctionResponse,
  InvalidParameterValueException,
  type ListFunctionsRequest,
  type ListFunctionsResponse,
  ResourceNotFoundException,
} from '@aws-sdk/client-lambda';
import { refusal } from '../errors.ts';
import type { World } from '../model.ts';
import { pageOf } from './paging.ts';

/** Lambda gives at most so many a page, whatever it is asked for. */
const MOST_ITEMS = 50;

/** The unpublished version of each function, or with `FunctionVersion` ALL every version. */
export function listFunctions(world: World, input: ListFunctionsRequest): ListFunctionsResponse {
  const all = [...world.workloads.functions.values()].flatMap((versions) => [...versions.values()]);
  const wanted = all
    .flatMap(({ Configuration }): FunctionConfiguration[] => (Configuration ? [Configuration] : []))
    .filter(({ Version }) => input.FunctionVersion === 'ALL' || Version === '$LATEST');
  const bad = () => new InvalidParameterValueException(refusal('Invalid marker'));
  const size = Math.min(input.MaxItems ?? MOST_ITEMS, MOST_ITEMS);
  const { items, nextToken } = pageOf(wanted, input.Marker, size, bad);
  return { Functions: items, ...(nextToken !== undefined && { NextMarker: nextToken }) };
}

export function getFunction(world: World, input: GetFunctionRequest): GetFunctionResponse {
  const version = input.Qualifier ?? '$LATEST';
  const found = world.workloads.functions.get(input.FunctionName ?? '')?.get(version);
  if (found !== undefined) return found;
  throw new ResourceNotFoundException(refusal(`Function not found: ${input.FunctionName}:${version}`, 404));
}
