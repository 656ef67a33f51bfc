import { ResourceNotFoundException } from '@aws-sdk/client-cloudwatch-logs';
import { describe, expect, test } from 'vitest';
import { createReads } from '../../../shared/aws/reads.ts';
import { serviceError, simulatedAws } from '../simulated-aws.ts';

const LOG = { group: '/ecs/api', streamPrefix: 'ecs', region: 'eu-west-1' };
const STREAM = 'ecs/api/0123';

/** A stream that is read from its end, `perPage` lines at a time; page `empty` comes back without lines. */
function streamOf(lines: readonly string[], perPage: number, empty?: number) {
  let page = 0;
  return simulatedAws({
    GetLogEvents: ({ logGroupName, logStreamName, startFromHead, limit = 0, nextToken }) => {
      if (logGroupName !== LOG.group || logStreamName !== STREAM || startFromHead !== false) {
        throw new ResourceNotFoundException({
          $metadata: {},
          message: 'The specified log stream does not exist.',
        });
      }
      const end = nextToken === undefined ? lines.length : Number(nextToken);
      if (page++ === empty) return { events: [], nextBackwardToken: String(end) };
      const start = Math.max(0, end - Math.min(perPage, limit));
      return {
        events: lines.slice(start, end).map((message) => ({ message })),
        nextBackwardToken: String(start),
      };
    },
  });
}

describe('shared/aws/reads/log-tail', () => {
  test('the last lines come oldest first, gathered from as many pages as it takes', async () => {
    const reads = createReads(streamOf(['a', 'b', 'c', 'd', 'e'], 2).clients);

    expect(await reads.logTail(LOG, 'api', '0123', 3)).toEqual(['c', 'd', 'e']);
    expect(await reads.logTail(LOG, 'api', '0123', 9)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  test('an empty page is not the end of the log', async () => {
    const reads = createReads(streamOf(['a', 'b'], 2, 0).clients);

    expect(await reads.logTail(LOG, 'api', '0123', 2)).toEqual(['a', 'b']);
  });

  test('a stream that does not exist has no lines', async () => {
    const reads = createReads(streamOf(['a'], 1).clients);

    expect(await reads.logTail(LOG, 'api', 'another', 5)).toEqual([]);
  });

  test.each([0, -1, Number.NaN])('asking for %d lines asks nobody', async (lines) => {
    const aws = streamOf(['a'], 1);

    expect(await createReads(aws.clients).logTail(LOG, 'api', '0123', lines)).toEqual([]);
    expect(aws.calls).toEqual([]);
  });

  test('a log that may not be read names the permission', async () => {
    const aws = simulatedAws({
      GetLogEvents: () => {
        throw serviceError('AccessDeniedException', 'no');
      },
    });

    const reading = createReads(aws.clients).logTail(LOG, 'api', '0123', 5);

    await expect(reading).rejects.toThrow('add "logs:GetLogEvents"');
  });
});
