import type { DescribeEventBusCommandInput, PutEventsCommandInput } from '@aws-sdk/client-eventbridge';
import type { IamRequest } from './policy.ts';
import { type Account, lastPart, on } from './requests.ts';

/** Each entry by its bus, with what says whose event it is. */
export function putEvents({ Entries = [] }: PutEventsCommandInput, account: Account): readonly IamRequest[] {
  return Entries.flatMap(({ EventBusName = 'default', Source = '' }) =>
    on('events:PutEvents', account, `event-bus/${lastPart(EventBusName)}`).map((request) => ({
      ...request,
      context: { 'events:source': [Source] },
    })),
  );
}

export function describeEventBus(
  { Name = 'default' }: DescribeEventBusCommandInput,
  account: Account,
): readonly IamRequest[] {
  return on('events:DescribeEventBus', account, `event-bus/${lastPart(Name)}`);
}
