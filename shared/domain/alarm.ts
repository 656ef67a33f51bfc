export const ALARM_STATES = ['OK', 'ALARM', 'INSUFFICIENT_DATA'] as const;
export type AlarmState = (typeof ALARM_STATES)[number];

/** A CloudWatch alarm, as a state change or DescribeAlarms tells of it. */
export interface Alarm {
  readonly arn: string;
  readonly name: string;
  readonly kind: AlarmKind;
  readonly state: AlarmState;
  /** CloudWatch's own words: free text. */
  readonly reason: string;
  /** ISO 8601: since when it is in this state. */
  readonly since: string;
  /** What it watches; empty for a composite alarm. */
  readonly metrics: readonly AlarmMetric[];
  /** Absent for composite alarms, for anomaly bands and where CloudWatch names none. */
  readonly threshold?: number;
  /** GreaterThanThreshold and others. */
  readonly comparison?: string;
  /** Periods that are judged, and how many of them must be beyond the threshold; a state change does not say. */
  readonly evaluationPeriods?: number;
  readonly datapointsToAlarm?: number;
  /** What a period without data counts as: missing, unless it is said. */
  readonly missingData?: string;
  /** The newest value that was judged; absent when there was none. */
  readonly value?: number;
  /** False when nobody wants it to act; a state change does not say. */
  readonly actionsEnabled?: boolean;
  /** Something keeps the actions of a composite alarm back, so nobody wants it to act now. */
  readonly suppressed?: { readonly by: string; readonly reason: string };
  /** ARNs; a state change does not name them. */
  readonly actions?: readonly string[];
}

/** What kind of rule it is: what it watches, not what it is about. */
export type AlarmKind = 'metric' | 'math' | 'insights' | 'anomaly' | 'composite';

/** One metric of an alarm. An expression has none of its own: it is listed by what it is made of. */
export interface AlarmMetric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: string;
  readonly periodSeconds: number;
}
