import type { Cause } from '../domain/cause.ts';
import type { TaskState } from '../domain/signal.ts';
import { factsOf } from './facts.ts';
import { jsonKeyIn, roleIn, secretIn } from './names.ts';
import { applies, type Rule, type StopFacts } from './rule.ts';
import { RULES } from './rules/index.ts';
import { clean, fill } from './text.ts';

const SIGNALS: Readonly<Record<number, string>> = {
  132: 'SIGILL',
  134: 'SIGABRT',
  135: 'SIGBUS',
  136: 'SIGFPE',
  137: 'SIGKILL',
  139: 'SIGSEGV',
  143: 'SIGTERM',
};

/** Why a task stops or stopped: the first rule that applies; null for a task that is not stopping. Never throws. */
export function causeOf(task: TaskState): Cause | null {
  if (task.lastStatus !== 'STOPPED' && task.desiredStatus !== 'STOPPED') return null;
  const facts = factsOf(task);
  const rule = RULES.find((candidate) => applies(candidate, facts));
  // The last rule applies to everything, so this only satisfies the type checker.
  return rule ? tell(rule, facts) : null;
}

function tell(rule: Rule, facts: StopFacts): Cause {
  const names = namesFor(rule, facts);
  return {
    code: rule.code,
    retryable: rule.retryable,
    expected: rule.expected ?? false,
    summary: fill(rule.summary, names),
    nextStep: fill(rule.nextStep, names),
    ...(names.subject === undefined ? {} : { subject: names.subject }),
  };
}

function namesFor(rule: Rule, facts: StopFacts) {
  const { container } = facts.ending;
  const cleaned = (text: string | undefined) => (text === undefined ? undefined : clean(text) || undefined);
  return {
    subject: cleaned(rule.subject?.(facts)),
    container: cleaned(container?.name),
    exit: container?.exitCode === undefined ? undefined : describeExit(container.exitCode),
    role: cleaned(roleIn(facts)),
    key: cleaned(jsonKeyIn(facts)),
    secret: cleaned(secretIn(facts)),
    reason: cleaned(facts.text.replaceAll('\n', '; '))?.replace(/[.\s]+$/, ''),
  };
}

function describeExit(code: number): string {
  const signal = SIGNALS[code];
  return signal === undefined ? String(code) : `${code} (${signal})`;
}
