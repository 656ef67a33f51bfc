import { failureCount, MARKS_CAP } from '../domain/mark.ts';
import type { Evidence } from '../domain/playbook.ts';
import { isFleetTarget, isRegistryTarget } from '../domain/target.ts';
import type { IncidentView } from '../domain/view.ts';
import { count, duration, secondsBetween, shortName } from './format.ts';
import { code, moment } from './mrkdwn.ts';
import { isFixed } from './state.ts';
import { plain, safe } from './text.ts';
import { LABEL } from './words.ts';

/** "5 failures in 4 min, exit 137": plain text of our own making. */
export function magnitude(evidence: Evidence): string {
  if (evidence.failures === undefined) return plain(evidence.extent ?? '', 200);
  // What came after the cap was not kept, so nobody knows how long it went on.
  const capped = evidence.failures >= MARKS_CAP;
  const seconds = capped ? undefined : secondsBetween(evidence.firstAt, evidence.lastAt);
  const failures = `${failureCount(evidence.failures)} failure${evidence.failures === 1 ? '' : 's'}`;
  const span = seconds !== undefined && evidence.failures > 1 ? ` in ${duration(seconds)}` : '';
  return [failures + span, exits(evidence.exitCodes ?? [])].filter(Boolean).join(', ');
}

function exits(codes: readonly number[]): string {
  const different = [...new Set(codes)];
  if (different.length === 0) return '';
  const shown = different.slice(0, 3).join(', ');
  return different.length > 3 ? `exits ${shown} and others` : `exit ${shown}`;
}

/** How bad, why, and what was deployed when: the lines under the headline. */
export function summaryLines(view: IncidentView): string[] {
  const { evidence, outcome } = view;
  const { summary = '' } = evidence.cause ?? {};
  // The line above says it already when it is the reason for doing nothing.
  const said = outcome?.reason.startsWith(summary.replace(/\.$/, ''));
  const cause = said ? '' : safe(summary, 400);
  // How it ended may say how much it is about.
  const ended = evidence.extent !== undefined && outcome?.reason.includes(evidence.extent);
  const extent = ended ? '' : safe(magnitude(evidence), 250);
  return [[extent && `*${extent}*`, cause].filter(Boolean).join(' · '), deployedLine(view)];
}

/** When it was deployed against when it began to fail: what most often tells the cause. */
function deployedLine({ evidence, at }: IncidentView): string {
  if (evidence.deployedAt === undefined) return '';
  const when = moment(evidence.deployedAt, at);
  const by = evidence.deployedBy === undefined ? '' : ` by ${safe(shortName(evidence.deployedBy), 60)}`;
  const began = secondsBetween(evidence.deployedAt, evidence.firstAt);
  const failing = began === undefined ? '' : `, first failure ${duration(began)} later`;
  return `${code(evidence.revision ?? '') || 'It'} was deployed${when && ` at ${when}`}${by}${failing}`;
}

/** Label and value, in the order of what a responder asks first; empty values are left out later. */
export function evidenceFields(view: IncidentView): Field[] {
  const now: Field[] = [
    [LABEL.running, running(view.evidence)],
    [whereLabel(view), where(view)],
    ...detailFields(view.evidence),
  ];
  return isFixed(view) ? now : [...now, ...failureFields(view.evidence)];
}

type Field = readonly [label: string, value: string];

function whereLabel({ incident: { target } }: IncidentView): string {
  if (isFleetTarget(target)) return LABEL.cluster;
  return isRegistryTarget(target) ? LABEL.registry : LABEL.account;
}

function where({ incident: { target } }: IncidentView): string {
  const cluster = isFleetTarget(target) ? `${safe(target.cluster, 100)} · ` : '';
  return `${cluster}${safe(target.region, 40)} · ${safe(target.account, 20)}`;
}

function detailFields({ details = [] }: Evidence): Field[] {
  return details.map(({ label, text }) => [safe(label, 40), safe(text, 300)]);
}

function failureFields(evidence: Evidence): Field[] {
  return [
    [LABEL.cause, evidence.cause?.code ?? ''],
    [LABEL.image, code(shortName(evidence.image ?? ''), 200)],
    [LABEL.revision, code(shortName(evidence.revision ?? ''), 200)],
    [LABEL.lastSteady, code(shortName(evidence.lastSteady ?? ''), 200)],
    [LABEL.subject, code(subject(evidence), 300)],
  ];
}

/** The container is named by its log already. */
function subject({ cause, deadTask }: Evidence): string {
  return cause?.subject === deadTask?.container ? '' : (cause?.subject ?? '');
}

function running({ running: runs, desired }: Evidence): string {
  if (runs === undefined) return '';
  return desired === undefined ? count(runs, 'task') : `${runs} of ${count(desired, 'task')}`;
}
