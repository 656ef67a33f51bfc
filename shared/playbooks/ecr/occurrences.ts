import type { Occurrence } from '../../domain/decision.ts';
import { MARKS_CAP } from '../../domain/mark.ts';
import { severityOf } from './image-family.ts';
import type { Reopened, Waiting } from './scan-facts.ts';
import { type Home, markId, registryTarget, SUMMARY, vulnerabilityTarget } from './scan-targets.ts';

/** Something for the summary of the day. It never opens that by itself: more marks than that are not kept. */
export function forSummary(home: Home, { repository, id, severity }: Waiting, now: number): Occurrence {
  return {
    type: 'count',
    target: registryTarget(home),
    mark: { at: iso(now), id: `${repository} ${id}`, group: SUMMARY, data: severity },
    windowSeconds: 24 * 3600,
    threshold: MARKS_CAP + 1,
    severity: 'info',
    reason: `nobody runs ${repository} with ${id}`,
  };
}

/** What was put off comes back as an incident of its own. */
export function reopen(home: Home, found: Reopened, now: number): Occurrence {
  const { repository, family, id, severity, mark, digest, reason } = found;
  return {
    type: 'respond',
    target: vulnerabilityTarget(home, family, id),
    // A group of its own: what people were told before it was put off must not keep it quiet.
    mark: { at: iso(now), id: markId(repository, digest, mark), group: mark },
    severity: severityOf([severity]),
    reason,
  };
}

function iso(now: number): string {
  return new Date(now).toISOString();
}
