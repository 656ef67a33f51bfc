import type { Cause } from '../../domain/cause.ts';
import type { Mark } from '../../domain/mark.ts';
import type { Evidence } from '../../domain/playbook.ts';
import { shortImage } from './image-parts.ts';
import type { RestoreFacts } from './restore-facts.ts';

/** What people are shown of an image that was archived under its tasks. */
export function restoreEvidence(facts: RestoreFacts, marks: readonly Mark[], cause: Cause | null): Evidence {
  const { target, image, parts, revisions, service } = facts;
  const archived = parts.find(({ status }) => status === 'ARCHIVED');
  const isBack = parts.length > 0 && parts.every(({ status }) => status === 'ACTIVE');
  const [first, last, revision] = [marks[0], marks.at(-1), revisions.at(-1)];
  return {
    headline: `${target.name} ${isBack ? 'could not' : 'cannot'} pull its archived image`,
    failures: marks.length,
    image: shortImage(image),
    ...(archived?.archivedAt && {
      details: [{ label: 'Archived on', text: archived.archivedAt.slice(0, 10) }],
    }),
    ...(cause && { cause: parts.length > 0 && !archived ? withoutAdvice(cause) : cause }),
    ...(first && last && { firstAt: first.at, lastAt: last.at }),
    ...(revision && { revision }),
    ...(service && { desired: service.desiredCount, running: service.runningCount }),
  };
}

/** Nobody has to restore what is out of the archive. */
function withoutAdvice(cause: Cause): Cause {
  return { ...cause, nextStep: '' };
}
