import { expect, it as vitestIt } from 'vitest';
import type { Stack } from '../../../scripts/stack.ts';
import type { Properties, Template } from '../../../scripts/template.ts';
import { checkAlarms } from './alarms.ts';
import { checkDashboard } from './dashboard.ts';
import { checkFunctions } from './functions.ts';
import { checkPermissions } from './permissions.ts';
import { checkQueues } from './queues.ts';
import { checkRules } from './rules.ts';
import { checkSafekeeping } from './safekeeping.ts';
import { checkStructure } from './structure.ts';

/** What a check is registered with: Vitest's `it`, or something that finds out whether it still holds. */
export type Register = (name: string, check: () => unknown) => void;

/** The checks that look at nothing but the template. */
const CHECKS = [
  checkStructure,
  checkFunctions,
  checkQueues,
  checkAlarms,
  checkDashboard,
  checkSafekeeping,
  checkPermissions,
  checkRules,
];

/** What may change without a check that breaks, and why. */
const INDIFFERENT: readonly (readonly [RegExp, string])[] = [
  [/\.?Description$/, 'words for people'],
  [/\.(Sid|PolicyName|Targets\.0\.Id)$/, 'names for people: what is under them counts'],
  [/\.(S3Key|CodeSha256)$/, 'the packaging writes them from the time and the bundle'],
  [/\.DependsOn(\.\d+)?$/, 'an order of creation that the packaging writes down, beside what refers to what'],
  [/^Resources\.ServerlessDeploymentBucketPolicy\./, 'the packaging’s own: no plain HTTP'],
  [/^Outputs\..*\.Export\.Name$/, 'the packaging’s own: nothing imports it'],
];

type Path = readonly string[];

export function checkFacts({ template, ...stack }: Stack): void {
  vitestIt(
    'whatever is changed in the template breaks a check, but for what is known not to matter',
    async () => {
      expect(await isNoticed({ ...stack, template })).toBe(false);
      const unchecked: string[] = [];
      for (const path of leavesOf(template)) {
        if (!(await isNoticed({ ...stack, template: changedAt(template, path) })))
          unchecked.push(path.join('.'));
      }

      expect(unchecked.filter((path) => !INDIFFERENT.some(([known]) => known.test(path)))).toEqual([]);
      expect(INDIFFERENT.filter(([known]) => !unchecked.some((path) => known.test(path)))).toEqual([]);
    },
    // Every leaf of the template, one after the other, against every check.
    120_000,
  );
}

/** Whether one of the checks does not hold. */
async function isNoticed(stack: Stack): Promise<boolean> {
  const checks: (() => unknown)[] = [];
  try {
    for (const register of CHECKS) register(stack, (_name, check) => checks.push(check));
    for (const check of checks) await check();
    return false;
  } catch {
    return true;
  }
}

function leavesOf(value: unknown, path: Path = []): readonly Path[] {
  if (value === null || typeof value !== 'object') return [path];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, key]));
}

function changedAt(template: Template, path: Path): Template {
  const copy = structuredClone(template);
  const holder = path.slice(0, -1).reduce<unknown>((inner, key) => (inner as Properties)[key], copy);
  const last = path.at(-1) ?? '';
  const fields = holder as Record<string, unknown>;
  fields[last] = changed(fields[last]);
  return copy;
}

function changed(value: unknown): unknown {
  if (typeof value === 'boolean') return !value;
  return typeof value === 'number' ? value + 1 : `${value}-changed`;
}
