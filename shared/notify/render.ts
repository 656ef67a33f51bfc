import type { KnownBlock } from '@slack/types';
import type { IncidentView } from '../domain/view.ts';
import { actionWords } from './action-words.ts';
import { wishBlock } from './awake.ts';
import { context, fieldsSection, header, preformatted, section } from './blocks.ts';
import type { Sign } from './button-value.ts';
import { buttons } from './buttons.ts';
import { evidenceFields, magnitude, summaryLines } from './evidence.ts';
import { consoleLinks } from './links.ts';
import { MAX_TEXT, type SlackMessage } from './message.ts';
import { code, moment } from './mrkdwn.ts';
import { redact } from './redact.ts';
import { headline, isFixed, isObserving, stateOf } from './state.ts';
import { statusLine } from './status.ts';
import { storyLines } from './story.ts';
import { safe } from './text.ts';
import { LABEL, SAY } from './words.ts';

const LOG_LINES = 6;
const LOG_LINE_LENGTH = 200;
const LIST_LINES = 8;

/** An incident's one message, made anew from the view at every turn. Pure; `sign` makes its buttons work. */
export function renderIncident(view: IncidentView, sign?: Sign): SlackMessage {
  const actions = buttons(view, sign);
  const blocks: KnownBlock[] = [
    header(`${stateOf(view).emoji} ${headline(view)}`),
    ...section([statusLine(view)]),
    ...section(summaryLines(view)),
    ...fieldsSection(evidenceFields(view)),
    ...listBlocks(view),
    ...logBlocks(view),
    ...section([
      ...storyLines(view),
      view.phase === 'asking' && actions.length === 0 ? SAY.cannotBeAsked : '',
    ]),
    ...(view.stay?.wish ? wishBlock(view.stay.wish, view.at) : []),
    ...actions,
    ...context([...footer(view), ...consoleLinks(view)]),
  ];
  return { text: textOf(view), blocks };
}

/** The header's words, and what would be done or how bad it is, if there is room. */
function textOf(view: IncidentView): string {
  const title = headline(view);
  const more = isFixed(view) ? [] : [wouldText(view), magnitude(view.evidence)];
  const long = more.filter(Boolean).map((words) => `${title}: ${words}`);
  return long.find((text) => text.length <= MAX_TEXT) ?? title;
}

function wouldText(view: IncidentView): string {
  const action = isObserving(view) ? view.plan?.actions[0] : undefined;
  return action === undefined ? '' : SAY.would(actionWords(action).act);
}

/** Once it is fixed the log is history, and the message short. */
function logBlocks(view: IncidentView): KnownBlock[] {
  if (view.logTail.length === 0 || isFixed(view)) return [];
  const lines = view.logTail.slice(-LOG_LINES).map(redact);
  const container = view.evidence.deadTask?.container ?? view.incident.target.name;
  return [...context([`${LABEL.log} ${code(container, 100)}`]), ...preformatted(lines, LOG_LINE_LENGTH)];
}

/** Each line is escaped by itself; what does not fit is counted. */
function listBlocks({ evidence: { list } }: IncidentView): KnownBlock[] {
  if (list === undefined || list.lines.length === 0) return [];
  const shown = list.lines.slice(0, LIST_LINES).map((line) => `• ${safe(line, 200)}`);
  const left = list.lines.length - shown.length;
  return section([`*${safe(list.title, 80)}*`, ...shown, left > 0 ? SAY.more(left) : '']);
}

function footer({ incident, phase, approval, at, cooldownMinutes, budget }: IncidentView): string[] {
  const expires = phase === 'asking' && approval !== undefined ? moment(approval.expiresAt, at) : '';
  return [
    safe(incident.id, 60),
    expires && SAY.expires(expires),
    cooldownMinutes > 0 ? SAY.cooldown(cooldownMinutes) : '',
    budget === undefined ? '' : SAY.budget(budget.used, budget.limit),
  ];
}
