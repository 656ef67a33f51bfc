import { jsonRpc } from './json.ts';
import type { Protocol } from './message.ts';

const JSON_RPC = jsonRpc('CloudWatch', 'GraniteServiceVersion20100801');

/** CloudWatch: AWS JSON, with times in what is asked, too: seconds since the epoch. */
export const CLOUDWATCH: Protocol = {
  ...JSON_RPC,
  decode(request) {
    const { input, ...command } = JSON_RPC.decode(request);
    const times = Object.entries(input).filter(([name]) => name === 'StartTime' || name === 'EndTime');
    const dates = times.map(([name, seconds]) => [name, new Date(Number(seconds) * 1_000)]);
    return { ...command, input: { ...input, ...Object.fromEntries(dates) } };
  },
};
