import * as z from 'zod/mini';
import { type Checked, checkConfig, problemLine } from '../../../shared/runtime/config/index.ts';

/** Playbooks of this test's own, so that it does not change with the real ones. */
export const PLAYBOOKS = [
  {
    id: 'stop-crash-loop',
    summary: 'Stop a service whose tasks keep failing',
    settings: z.strictObject({
      threshold: z._default(z.int().check(z.minimum(2)), 5),
      remedy: z._default(z.enum(['roll-back', 'tell']), 'roll-back'),
      network: z._default(z.record(z.string(), z.strictObject({ subnets: z.array(z.string()) })), {}),
    }),
  },
  {
    id: 'rerun-failed-task',
    summary: 'Run a task again when a restart can help',
    settings: z.strictObject({ tries: z._default(z.int(), 3) }),
  },
];

/** Every problem of the text as people would see it, in order. */
export function problemsIn(text: string): readonly string[] {
  const checked: Checked = checkConfig(text, PLAYBOOKS);
  return checked.type === 'valid' ? [] : checked.problems.map((problem) => problemLine('w.yml', problem));
}
