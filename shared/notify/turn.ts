import type { IncidentView } from '../domain/view.ts';
import { actionWords } from './action-words.ts';
import { duration, namesItsRule } from './format.ts';
import { code } from './mrkdwn.ts';
import { actedWords, nextStepOf, stateWords } from './state.ts';
import { waitWords } from './status.ts';
import { planWords } from './story.ts';
import { safe, sentence } from './text.ts';
import { undoCommand } from './undo.ts';
import { SAY, TURN } from './words.ts';

const SHOWN = 3;

/** One line for the thread at each turn. It mentions nobody: who acted need not be told that they did. */
export function turnLine(view: IncidentView): string {
  const plan = view.plan === undefined ? '' : planWords(view.plan);
  const acted = safe(actedWords(view), 200);
  switch (view.phase) {
    case 'asking':
      return TURN.asking(plan, rule(view));
    case 'acting':
      return TURN.acting(plan, view.answer?.type === 'approved' ? TURN.approved : rule(view));
    case 'verifying':
      return [TURN.verifying(tried(view), duration(view.plan?.deadlineSeconds ?? 0)), undo(view)]
        .filter(Boolean)
        .join(' ');
    case 'holding':
      return TURN.holding(acted, duration(view.plan?.holdSeconds ?? 0));
    case 'waiting':
      return `${waitWords(view)} ${sentence(safe(view.reason, 300))}`;
    case 'closed':
      return closedLine(view);
  }
}

function rule({ verdict }: IncidentView): string {
  if (verdict === undefined) return '';
  const reason = safe(verdict.reason, 300);
  return namesItsRule(verdict) ? reason : `rule ${code(verdict.by, 60)}: ${reason}`;
}

function tried({ attempts }: IncidentView): string {
  const last = attempts.at(-1);
  if (last === undefined) return '';
  const { acted, act } = actionWords(last.action);
  return last.result.type === 'done' ? safe(acted, 200) : `did not ${safe(act, 200)}`;
}

function undo({ attempts }: IncidentView): string {
  const last = attempts.at(-1);
  const ofRound = attempts.filter(({ at }) => at === last?.at);
  const commands = ofRound.map(undoCommand).filter(Boolean).slice(-SHOWN);
  return commands.map((command) => SAY.undo(code(command, 400))).join('\n');
}

function closedLine(view: IncidentView): string {
  const next = sentence(safe(nextStepOf(view) ?? '', 300));
  const over = view.outcome?.type === 'held' || view.outcome?.type === 'done';
  return [
    `*${stateWords(view)}*: ${sentence(safe(view.outcome?.reason ?? view.reason, 400))}`,
    over ? '' : next,
  ]
    .filter(Boolean)
    .join(' ');
}
