/** What every signal says, whatever happened. `occurredAt` is ISO 8601 in UTC. */
export interface SignalBase {
  /** EventBridge's event id: the same on a redelivery. */
  readonly id: string;
  readonly account: string;
  readonly region: string;
  readonly occurredAt: string;
  /** `detail.version`: orders the events of one task or container instance; duplicates repeat it. */
  readonly version?: number;
}
