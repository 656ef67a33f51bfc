import type { IncidentView, SlackThread } from '../domain/view.ts';
import { turnLine } from '../notify/turn.ts';
import type { Round } from './gather.ts';
import { type RoundState, type Run, retry, sentence } from './run.ts';

/** A question is useless when it comes late: five tries fit into eight minutes. */
export const TRIES_TO_ASK = 6;

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
    evidence: { headline: `${ref.target.name}: ${ref.playbook}` },
    logTail: [],
    reason: ref.trigger.reason,
    attempts: [],
    cooldownMinutes: deps.config.cooldownMinutes,
  };
  let told: Told = { thread: null, unsent: [] };
  /** The newest line: who looks again and again says what is still so only once. */
  let said = '';
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
    const { approval: _approval, undo: _undo, stay: _stay, ...settled } = view;
    view = { ...settled, ...change };
    if (known !== undefined) view = { ...view, budget: { used: budgetUsed(view, known), limit } };
    const line = lineFor(view, told);
    const lines = line.text === said ? told.unsent : [...told.unsent, line];
    said = line.text;
    const thread = await show(name, told.thread, tries);
    if (thread === null) told = { ...told, unsent: lines };
    else told = { thread, unsent: await replyAll(name, thread, lines) };
  }

  /** Null when Slack does not take it. The root and each line are steps of their own: none is said twice. */
  async function show(name: string, before: SlackThread | null, tries: number): Promise<SlackThread | null> {
    const current = view;
    const post = () => {
      const now = { ...current, at: new Date(deps.clock()).toISOString() };
      return deps.notifier.show(now, before ?? undefined);
    };
    return attempt(`tell-${name}`, post, tries);
  }

  /** Gives the lines that Slack did not take: from the first one on, so that their order stays. */
  async function replyAll(
    name: string,
    thread: SlackThread,
    lines: readonly Line[],
  ): Promise<readonly Line[]> {
    for (const [index, { text, broadcast }] of lines.entries()) {
      const say = async () => {
        await deps.notifier.reply(thread, text, broadcast);
        return true;
      };
      if ((await attempt(`tell-${name}-line-${index + 1}`, say, 3)) === null) return lines.slice(index);
    }
    return [];
  }

  async function attempt<Value>(
    name: string,
    what: () => Promise<Value>,
    tries: number,
  ): Promise<Value | null> {
    const logged = async () => {
      try {
        return await what();
      } catch (error) {
        deps.log.warn('Slack did not take it', { incidentId: ref.id, step: name, reason: sentence(error) });
        throw error;
      }
    };
    try {
      return await durable.step(name, logged, { retryStrategy: retry(tries, 15, 3600) });
    } catch {
      return null;
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
