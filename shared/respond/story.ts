import type { IncidentView, SlackThread } from '../domain/view.ts';
import { turnLine } from '../notify/turn.ts';
import type { Round } from './gather.ts';
import { type RoundState, type Run, retry, sentence } from './run.ts';

/** A question is useless when it comes late: five tries fit into eight minutes. */
export const TRIES_TO_ASK = 6;
/** The end must be heard: tried for about a day. */
export const TRIES_TO_END = 34;

/** The incident's Slack message: kept up to date, and never in the way of the response. */
export interface Story {
  learn(round: Round, state: RoundState): void;
  view(): IncidentView;
  /** Whether people see its message by now. */
  isShown(): boolean;
  /**
   * Bring the message up to date and add a line to its thread. What Slack does not take after so many tries is
   * said the next time.
   */
  tell(name: string, change: Partial<IncidentView>, tries?: number): Promise<void>;
}

interface Told {
  readonly thread: SlackThread | null;
  readonly unsent: readonly Line[];
}

interface Line {
  readonly text: string;
  readonly broadcast: boolean;
}

export function openStory(run: Run): Story {
  const { ref, durable, deps } = run;
  const limit = deps.config.budgets.perTargetPerDay;
  let view: IncidentView = {
    incident: ref,
    phase: 'acting',
    at: ref.openedAt,
    evidence: { headline: `${ref.target.name}: ${ref.playbook}`, failures: 0 },
    logTail: [],
    reason: ref.trigger.reason,
    attempts: [],
    cooldownMinutes: deps.config.cooldownMinutes,
  };
  let told: Told = { thread: null, unsent: [] };
  /** As the last round read it, before it acted. */
  let known: { readonly attempts: number; readonly budgetUsed: number } | undefined;

  function learn({ evidence, logTail, budgetUsed }: Round, { attempts }: RoundState): void {
    known = { attempts: attempts.length, budgetUsed };
    // A later round may find the dead tasks forgotten by ECS; what was known stays known.
    const merged = { ...view.evidence, ...evidence };
    const lines = logTail.length > 0 ? logTail : view.logTail;
    view = { ...view, evidence: merged, logTail: lines, attempts };
  }

  async function tell(name: string, change: Partial<IncidentView>, tries = 1): Promise<void> {
    const { approval: _approval, ...settled } = view;
    view = { ...settled, ...change };
    if (known !== undefined) view = { ...view, budget: { used: budgetUsed(view, known), limit } };
    const before = told;
    const deliverNow = () => deliver(view, before);
    const retryStrategy = retry(tries, 15, 3600);
    try {
      told = await durable.step(`tell-${name}`, deliverNow, { retryStrategy });
    } catch {
      told = { thread: before.thread, unsent: [...before.unsent, lineFor(view, before)] };
    }
  }

  /** Root first, then every line that is still owed, in order. */
  async function deliver(current: IncidentView, before: Told): Promise<Told> {
    const now = { ...current, at: new Date(deps.clock()).toISOString() };
    try {
      const thread = await deps.notifier.show(now, before.thread ?? undefined);
      for (const line of [...before.unsent, lineFor(now, before)]) {
        await deps.notifier.reply(thread, line.text, line.broadcast);
      }
      return { thread, unsent: [] };
    } catch (error) {
      deps.log.warn('Slack did not take it', {
        incidentId: ref.id,
        phase: now.phase,
        reason: sentence(error),
      });
      throw error;
    }
  }

  return { learn, view: () => view, isShown: () => told.thread !== null, tell };
}

function budgetUsed({ attempts }: IncidentView, known: { attempts: number; budgetUsed: number }): number {
  const since = attempts.slice(known.attempts).filter(({ result }) => result.type !== 'refused');
  return known.budgetUsed + since.length;
}

/** The channel hears again only of what got worse or needs an answer; the first message is there anyway. */
function lineFor(view: IncidentView, before: Told): Line {
  const worse = view.outcome?.type === 'came-back' || view.outcome?.type === 'failed';
  const broadcast = before.thread !== null && (view.phase === 'asking' || worse);
  return { text: turnLine(view), broadcast };
}
