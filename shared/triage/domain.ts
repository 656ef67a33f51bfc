import type { Cause } from '../domain/cause.ts';
import type { Playbook } from '../domain/playbook.ts';
import type { Signal } from '../domain/signal.ts';
import type { ParserEntry } from '../signals/registry.ts';

/** What the triage of one domain knows. Each door's bundle carries its own and no other. */
export interface TriageDomain {
  readonly parsers: readonly ParserEntry[];
  readonly playbooks: readonly Playbook[];
  /** Why it happened; null where a signal has no cause. */
  readonly causeOf: (signal: Signal) => Cause | null;
}
