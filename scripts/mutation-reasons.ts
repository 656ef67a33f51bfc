import type { Reason } from './mutation-page.ts';

/** The same for every test that there can be. */
const SAME = 'Equivalent:';

/** The verdict is tested, its wording is not. */
const WORDS = 'Only the wording of a reason.';

/** Why a change that no test notices is left. */
export const REASONS: readonly Reason[] = [
  {
    file: 'shared/guardrails/freeze-window.ts',
    line: 'day !== undefined',
    why: `${SAME} luxon's weekday is 1 to 7, so there is always a day; the check is for the compiler.`,
  },
  {
    file: 'shared/guardrails/freeze-window.ts',
    line: '.exec(text) ?? []',
    why: `${SAME} without hours and minutes it is no number, and is refused.`,
  },
  {
    file: 'shared/guardrails/mode.ts',
    line: 'Object.hasOwn(config.playbooks, playbook)',
    why: `${SAME} an own key of the decoded configuration has a value.`,
  },
  {
    file: 'shared/triage/listen.ts',
    line: "type: 'heard'",
    why: `${SAME} only "malformed" is asked for.`,
  },
  {
    file: 'shared/triage/listen.ts',
    line: 'config.playbooks[',
    why: `${SAME} the decoded configuration has a section for every playbook.`,
  },
  {
    file: 'shared/triage/listen.ts',
    line: 'playbook.hears.includes',
    why: 'A playbook ignores what it does not hear; not to ask it only spares time.',
  },
  {
    file: 'shared/triage/listen.ts',
    line: 'error instanceof',
    why: 'Neither the parser nor JSON throws anything else; what is unexpected fails the whole batch, and is delivered again.',
  },
  {
    file: 'shared/triage.ts',
    line: 'if (!decisive)',
    why: `${SAME} a group has at least one failure; the check is for the compiler.`,
  },
  {
    file: 'shared/causes/names.ts',
    line: "one.reason ?? ''",
    why: `${SAME} no pattern that is looked for matches it.`,
  },
  {
    file: 'shared/causes/rules/exits.ts',
    line: 'container.exitCode === 137)?.name',
    why: `${SAME} the rule applies only where there is such a container; the check is for the compiler.`,
  },
  { file: 'shared/guardrails/account-budget.ts', line: 'is no number of actions', why: WORDS },
  { file: 'shared/guardrails/target-budget.ts', line: 'is no number of actions', why: WORDS },
  { file: 'shared/guardrails/fleet-wide-failure.ts', line: 'so no share can be told', why: WORDS },
  {
    file: 'shared/guardrails/fleet-wide-failure.ts',
    line: 'is not a number of failing services',
    why: WORDS,
  },
  { file: 'shared/guardrails/protected-resource.ts', line: 'return `the tag', why: WORDS },
  {
    file: 'shared/guardrails/bounded-plan.ts',
    line: "action.kind === 'ecs.run-task'",
    why: 'Reruns are planned for families only, which the next condition lets through as well.',
  },
  { file: 'shared/guardrails/account-budget.ts', line: 'givesBack(plan)', why: WORDS },
  { file: 'shared/guardrails/target-budget.ts', line: 'givesBack(plan)', why: WORDS },
  { file: 'shared/guardrails/freeze.ts', line: 'givesBack(plan)', why: WORDS },
  { file: 'shared/guardrails/cooldown.ts', line: 'plan.ownCooldown', why: WORDS },
  { file: 'shared/guardrails/mode.ts', line: 'waking was agreed to', why: WORDS },
  { file: 'shared/guardrails/no-way-back.ts', line: 'cannot be brought back', why: WORDS },
  { file: 'shared/guardrails/no-way-back.ts', line: 'names no approvers', why: WORDS },
  { file: 'shared/guardrails/bounded-scaling.ts', line: 'names no target', why: WORDS },
  { file: 'shared/guardrails/bounded-settings.ts', line: "repository ?? 'the registry'", why: WORDS },
  {
    file: 'shared/guardrails/bounded-images.ts',
    line: "only ?? ''",
    why: `${SAME} a stray has something to stray from.`,
  },
  {
    file: 'shared/guardrails/bounded-scan.ts',
    line: "family ?? ''",
    why: `${SAME} a stray has something to stray from.`,
  },
  {
    file: 'shared/guardrails/bounded-scaling.ts',
    line: "action.kind === 'scaling.set-group-bounds'",
    why: `${SAME} no other action names a provider; the check is for the compiler.`,
  },
  {
    file: 'shared/guardrails/bounded-hours.ts',
    line: 'parts?.account === account',
    why: `${SAME} a guardrail that throws denies as well.`,
  },
  {
    file: 'shared/guardrails/mode.ts',
    line: "['deny', 'observe', 'ask', 'act']",
    why: `${SAME} what is not found has rank -1, the strictest, as deny is.`,
  },
  {
    file: 'shared/guardrails/mode.ts',
    line: 'rank(one) < rank(strictest)',
    why: 'Only which of two equally strict clusters is named.',
  },
  ...['shared/triage/ecr.ts', 'shared/triage/scaling.ts'].flatMap((file) => [
    {
      file,
      line: 'TriageDomain = {',
      why: 'Read once, before the first test; its own doors fail without it.',
    },
    { file, line: 'causeOf: () => null', why: `${SAME} no playbook of this domain asks for a cause.` },
  ]),
  {
    file: 'shared/ledger/hours.ts',
    line: "written.type === 'written' ||",
    why: `${SAME} what was written stands there, which is asked next.`,
  },
  {
    file: 'shared/ledger/hours.ts',
    line: "const ASKED = 'asked '",
    why: `${SAME} any prefix keeps it apart from the others.`,
  },
  {
    file: 'shared/ledger/hours.ts',
    line: 'name.startsWith(prefix)',
    why: `${SAME} only numbers and the keys of the item are no text of this kind; the check is for the compiler.`,
  },
  { file: 'shared/triage/standing.ts', line: 'lastTold(record, {', why: WORDS },
  { file: 'shared/triage/standing.ts', line: 'was told of; quiet until', why: WORDS },
  { file: 'shared/triage.ts', line: 'deps.clock() < until', why: 'A millisecond of patience more or less.' },
  { file: 'shared/triage.ts', line: 'triage takes too long', why: 'Only what the log says.' },
  {
    file: 'shared/ledger/marks.ts',
    line: "at = '', id = '', group = ''",
    why: `${SAME} the parts are always there; the defaults are for the compiler.`,
  },
  {
    file: 'shared/ledger/table.ts',
    line: 'ConsistentRead',
    why: 'Every table here reads consistently; only DynamoDB knows the difference.',
  },
  { file: 'shared/ledger/writes.ts', line: 'any more, so it may not write to it', why: WORDS },
];
