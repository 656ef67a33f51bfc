import { FULL, SMALL } from '../../local/explore/cases.ts';
import { explore } from '../../local/explore/index.ts';
import type { Row } from '../row.ts';

export const stateSpace: Row = {
  id: 'R15',
  promise: 'no reachable state breaks a rule',
  tried: 'every step of triage, responses and clicks in every order, in bounded cases, on the shipping code',
  // Cases: the small one, or all.
  runs: { few: SMALL.length, quick: SMALL.length, many: FULL.length },

  async prove(_seed, runs) {
    const { tried, violations, size } = await explore(runs > SMALL.length ? FULL : SMALL);
    const states = size.reduce((sum, one) => sum + one.size.states, 0);
    const deepest = Math.max(...size.map((one) => one.size.depth));
    return {
      count: tried,
      of: 'transitions',
      violations: violations.map(({ rule, steps }) => `${rule}: ${steps.join(' -> ')}`),
      note: `${states.toLocaleString('en')} states in ${size.length} cases, at most ${deepest} steps deep`,
    };
  },
};
