/** What every write has. */
export interface ActionBase {
  /** The ARN that is written to, or the cluster's for a new task. */
  readonly target: string;
  readonly risk: 'low' | 'medium' | 'high';
}
