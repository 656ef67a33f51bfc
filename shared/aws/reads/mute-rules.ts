import { type CloudWatchClient, ListAlarmMuteRulesCommand } from '@aws-sdk/client-cloudwatch';
import { allPages } from '../pages.ts';
import { need } from '../read.ts';
import { readUnless } from './read-unless.ts';

const PER_PAGE = 100;

/**
 * The ARNs of the rules that mute this alarm now: DescribeAlarms does not tell. An alarm that is gone has none.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_ListAlarmMuteRules.html
 */
export async function readActiveMutes(
  cloudWatch: CloudWatchClient,
  alarm: string,
): Promise<readonly string[]> {
  const reading = { action: 'cloudwatch:ListAlarmMuteRules', what: `the mute rules of the alarm "${alarm}"` };
  const input = { AlarmName: alarm, Statuses: ['ACTIVE' as const], MaxRecords: PER_PAGE };
  const found = await readUnless(reading, ['ResourceNotFoundException'], () =>
    allPages(async (NextToken) => {
      const page = await cloudWatch.send(new ListAlarmMuteRulesCommand({ ...input, NextToken }));
      // Without the list nobody knows: that must not be taken for an alarm that is not muted.
      const items = need(page.AlarmMuteRuleSummaries, 'AlarmMuteRuleSummaries', reading);
      return { items, next: page.NextToken };
    }),
  );
  return (found ?? []).map(({ AlarmMuteRuleArn }) => need(AlarmMuteRuleArn, 'AlarmMuteRuleArn', reading));
}
