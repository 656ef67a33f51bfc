import {
  InvalidNextToken,
  type ListAlarmMuteRulesInput,
  type ListAlarmMuteRulesOutput,
} from '@aws-sdk/client-cloudwatch';
import { pageOf } from '../api/paging.ts';
import { refusal } from '../errors.ts';
import type { World } from '../model.ts';
import type { MuteModel } from './model.ts';

/** The rule of an alarm as a story mutes it: each alarm has one at most. */
export function listAlarmMuteRules(world: World, input: ListAlarmMuteRulesInput): ListAlarmMuteRulesOutput {
  const { AlarmName, Statuses, MaxRecords = 50, NextToken } = input;
  const now = world.timeline.now();
  const wanted = [...world.cloudwatch.alarms.values()]
    .filter(({ name }) => AlarmName === undefined || name === AlarmName)
    .flatMap(({ mute }) => mute ?? [])
    .map((mute) => ({
      AlarmMuteRuleArn: mute.rule,
      ExpireDate: new Date(mute.until),
      Status: statusOf(mute, now),
      MuteType: 'ONE_TIME',
    }))
    .filter(({ Status }) => Statuses?.includes(Status) ?? true);
  const bad = () => new InvalidNextToken(refusal('The next token is invalid.'));
  const { items, nextToken } = pageOf(wanted, NextToken, MaxRecords, bad);
  return { AlarmMuteRuleSummaries: [...items], ...(nextToken !== undefined && { NextToken: nextToken }) };
}

function statusOf({ from, until }: MuteModel, now: number): 'SCHEDULED' | 'ACTIVE' | 'EXPIRED' {
  if (now < from) return 'SCHEDULED';
  return now < until ? 'ACTIVE' : 'EXPIRED';
}
