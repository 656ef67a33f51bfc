import { ALARM_STATES, type Alarm, type AlarmState } from '../domain/alarm.ts';
import type { AlarmSignal } from '../domain/signal.ts';
import { kindOf, metricsOf } from './alarm-metrics.ts';
import { judgedOf } from './alarm-reason.ts';
import {
  type Fields,
  fieldsOf,
  malformed,
  optionalText,
  pathOf,
  present,
  quote,
  read,
  requiredText,
  texts,
} from './decode.ts';
import { NOBODY } from './ecr-image.ts';
import { type Envelope, signalBase } from './envelope.ts';
import { optionalInstant } from './identity.ts';
import { stringMap, tagMap } from './string-map.ts';

/** CloudWatch takes so many characters for a name, of any kind but control characters. */
const NAME = /^[^\p{Cc}]{1,255}$/u;
const ATTRIBUTES = 30;

/**
 * CloudWatch Alarm State Change and Alarm Contributor State Change.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html
 * Throws MalformedEventError.
 */
export function parseAlarm(event: Envelope): AlarmSignal {
  const { envelope, detail } = event;
  const base = signalBase(event, NOBODY);
  const state = fieldsOf(read(detail, 'state'), pathOf(detail, 'state'));
  const name = requiredText(detail, 'alarmName', NAME, "an alarm's name");
  const [arn = `arn:aws:cloudwatch:${base.region}:${base.account}:alarm:${name}`] = texts(
    envelope,
    'resources',
    1,
    1024,
  );
  return {
    kind: 'cloudwatch.alarm',
    ...base,
    alarm: alarmOf(detail, state, { arn, name, since: base.occurredAt }),
    ...present({
      previous: previousOf(detail),
      muted: mutedOf(detail),
      suppressed: suppressedOf(state),
      contributor: contributorOf(detail),
    }),
    tags: tagMap(detail, 'alarmTags'),
  };
}

function alarmOf(detail: Fields, state: Fields, known: Pick<Alarm, 'arn' | 'name' | 'since'>): Alarm {
  const where = pathOf(detail, 'configuration');
  const configuration = fieldsOf(read(detail, 'configuration') ?? {}, where);
  return {
    ...known,
    kind: kindOf(configuration),
    state: stateOf(state),
    reason: optionalText(state, 'reason') ?? '',
    since: optionalInstant(state, 'timestamp') ?? known.since,
    metrics: metricsOf(configuration),
    ...judgedOf(optionalText(state, 'reasonData')),
  };
}

function stateOf(state: Fields): AlarmState {
  const value = optionalText(state, 'value');
  const known = ALARM_STATES.find((one) => one === value);
  if (known !== undefined) return known;
  throw malformed(
    pathOf(state, 'value'),
    `is ${quote(value ?? '')}, expected one of ${ALARM_STATES.join(', ')}`,
  );
}

function previousOf(detail: Fields): AlarmSignal['previous'] {
  const value = read(detail, 'previousState');
  if (value === undefined) return undefined;
  const previous = fieldsOf(value, pathOf(detail, 'previousState'));
  return { state: stateOf(previous), suppressed: suppressedOf(previous) !== undefined };
}

/** `WaitPeriod`, `ExtensionPeriod` or the alarm that keeps its actions back. */
function suppressedOf(state: Fields): AlarmSignal['suppressed'] {
  const by = optionalText(state, 'actionsSuppressedBy');
  if (by === undefined) return undefined;
  return { by, reason: optionalText(state, 'actionsSuppressedReason') ?? '' };
}

/** A mute whose end cannot be read would never end, so the event is refused. */
function mutedOf(detail: Fields): AlarmSignal['muted'] {
  const value = read(detail, 'muteDetail');
  if (value === undefined) return undefined;
  const mute = fieldsOf(value, pathOf(detail, 'muteDetail'));
  const until = optionalInstant(mute, 'muteWindowEnd');
  if (until === undefined) throw malformed(pathOf(mute, 'muteWindowEnd'), 'is missing, expected a time');
  return { by: optionalText(mute, 'mutedByArn') ?? '', until };
}

function contributorOf(detail: Fields): AlarmSignal['contributor'] {
  const value = read(detail, 'alarmContributor');
  if (value === undefined) return undefined;
  const contributor = fieldsOf(value, pathOf(detail, 'alarmContributor'));
  return {
    id: optionalText(contributor, 'id') ?? '',
    attributes: stringMap(contributor, 'attributes', ATTRIBUTES),
  };
}
