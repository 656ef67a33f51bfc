import {
  type GetLogEventsRequest,
  type GetLogEventsResponse,
  InvalidParameterException,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch-logs';
import { refusal } from '../errors.ts';
import type { LogLine, World } from '../model.ts';

const MOST_LINES = 10_000;

/**
 * A stretch of a stream, oldest line first: the newest lines unless `startFromHead`. At either end the token that
 * was given comes back, which is how a caller knows.
 */
export function getLogEvents(world: World, input: GetLogEventsRequest): GetLogEventsResponse {
  const lines = streamOf(world, input).filter((line) => isWithin(line, input));
  const { from, to } = stretch(lines.length, input);
  return {
    events: lines.slice(from, to).map((line) => ({ ...line, ingestionTime: line.timestamp })),
    nextForwardToken: `f/${to}`,
    nextBackwardToken: `b/${from}`,
  };
}

function streamOf(world: World, input: GetLogEventsRequest): readonly LogLine[] {
  const group = world.logs.get(input.logGroupName ?? groupName(input.logGroupIdentifier));
  if (group === undefined)
    throw new ResourceNotFoundException(refusal('The specified log group does not exist.'));
  const stream = group.get(input.logStreamName ?? '');
  if (stream !== undefined) return stream;
  throw new ResourceNotFoundException(refusal('The specified log stream does not exist.'));
}

/** The group's name out of its ARN. */
function groupName(identifier = ''): string {
  return identifier.slice(identifier.indexOf(':log-group:') + 1).replace(/^log-group:/, '');
}

function isWithin({ timestamp }: LogLine, { startTime = 0, endTime }: GetLogEventsRequest): boolean {
  return timestamp >= startTime && timestamp < (endTime ?? Number.POSITIVE_INFINITY);
}

function stretch(length: number, input: GetLogEventsRequest): { from: number; to: number } {
  const limit = Math.min(input.limit ?? MOST_LINES, MOST_LINES);
  const token = /^([fb])\/(\d+)$/.exec(input.nextToken ?? '');
  if (input.nextToken !== undefined && token === null) {
    throw new InvalidParameterException(refusal('The specified nextToken is invalid.'));
  }
  const at = Number(token?.[2] ?? 0);
  const forward = token === null ? input.startFromHead === true : token[1] === 'f';
  if (forward) return { from: Math.min(at, length), to: Math.min(at + limit, length) };
  const to = token === null ? length : Math.min(at, length);
  return { from: Math.max(0, to - limit), to };
}
