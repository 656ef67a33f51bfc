import type { Outcome } from '../../shared/domain/decision.ts';
import type { HeardSignal } from './signal-steps.ts';
import type { Account, Step } from './turn.ts';
import { NOTHING_TOLD, type Told } from './view-steps.ts';

/** What is known of one scenario while it goes on: what was told already, and what is counted. */
export interface Chapter {
  readonly scenario: string;
  countEvent(isStop: boolean): void;
  countIncident(): void;
  countOutcome(outcome: Outcome['type']): void;
  note(step: Step): void;
  /** Whether a signal should be told: alike ones are told once, and normal life only where it is the story. */
  isNews(signal: HeardSignal): boolean;
  /** Whether this signal was told, and is normal life: then people should hear why nothing follows. */
  isNormalLife(signalId: string): boolean;
  /** True once for each key. */
  first(key: string): boolean;
  told(incident: string): Told;
  learn(incident: string, told: Told): void;
  /** What only the recorder knows. */
  counts(): Pick<Account, 'events' | 'stops' | 'incidents' | 'outcomes' | 'decision' | 'verdict'>;
}

export function newChapter(scenario: string, tellsNormalLife = false): Chapter {
  const seen = new Set<string>();
  const normal = new Set<string>();
  const views = new Map<string, Told>();
  const outcomes: Outcome['type'][] = [];
  let [events, stops, incidents] = [0, 0, 0];
  let decision: Account['decision'] = '';
  let verdict: Account['verdict'] = '';

  function first(key: string): boolean {
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  }

  return {
    scenario,
    first,
    countEvent(isStop) {
      events += 1;
      if (isStop) stops += 1;
    },
    countIncident: () => {
      incidents += 1;
    },
    countOutcome: (outcome) => outcomes.push(outcome),
    note(step) {
      if (step.step === 'decision' && decision !== 'act') decision = step.decision;
      if (step.step === 'verdict' && verdict === '') verdict = step.verdict;
    },
    isNews({ id, likeness, cause }) {
      if (cause?.expected && !tellsNormalLife) return false;
      const news = first(likeness);
      if (news && cause?.expected) normal.add(id);
      return news;
    },
    isNormalLife: (signalId) => normal.has(signalId),
    told: (incident) => views.get(incident) ?? NOTHING_TOLD,
    learn: (incident, told) => views.set(incident, told),
    counts: () => ({
      events,
      stops,
      incidents,
      outcomes: [...outcomes],
      decision,
      verdict,
    }),
  };
}
