import {
  type CloudWatchLogsClient,
  GetLogEventsCommand,
  type GetLogEventsCommandOutput,
} from '@aws-sdk/client-cloudwatch-logs';
import type { LogTarget } from '../../domain/fleet.ts';
import { hasName } from '../failures.ts';
import { read } from '../read.ts';

/** A page may be empty although there is more: so many are asked for before the log counts as empty. */
const MAX_PAGES = 5;

/** The last `lines` lines that a container wrote, oldest first; empty when its stream does not exist. */
export async function readLogTail(
  logs: CloudWatchLogsClient,
  log: LogTarget,
  container: string,
  taskId: string,
  lines: number,
): Promise<readonly string[]> {
  if (!(lines >= 1)) return [];
  const stream = `${log.streamPrefix}/${container}/${taskId}`;
  const reading = { action: 'logs:GetLogEvents', what: `log stream "${stream}" of "${log.group}"` };
  return read(reading, async () => {
    try {
      return await lastLines(logs, log.group, stream, Math.floor(lines));
    } catch (error) {
      if (hasName(error, 'ResourceNotFoundException')) return [];
      throw error;
    }
  });
}

/** From the end backwards: each page is in the order of time, each next one is older. */
async function lastLines(logs: CloudWatchLogsClient, group: string, stream: string, lines: number) {
  const query = { logGroupName: group, logStreamName: stream, startFromHead: false, limit: lines };
  let tail: string[] = [];
  let nextToken: string | undefined;
  for (let page = 0; page < MAX_PAGES && tail.length < lines; page++) {
    const answer: GetLogEventsCommandOutput = await logs.send(
      new GetLogEventsCommand({ ...query, nextToken }),
    );
    tail = [...(answer.events ?? []).map((event) => event.message ?? ''), ...tail];
    // The same token again means that the beginning was reached.
    if (!answer.nextBackwardToken || answer.nextBackwardToken === nextToken) break;
    nextToken = answer.nextBackwardToken;
  }
  return tail.slice(-lines);
}
