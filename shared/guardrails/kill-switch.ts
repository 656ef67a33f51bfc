import type { Guardrail } from '../domain/guard.ts';
import { act, deny } from './verdict.ts';

const id = 'kill-switch';

/** The one switch that works without a deployment. What cannot be read counts as on. */
export const killSwitch: Guardrail = {
  id,
  summary: 'Nothing is done while the kill switch is on, or cannot be read.',
  review(_plan, facts) {
    if (facts.killSwitch === 'off') return act(id, 'the kill switch is off');
    if (facts.killSwitch === 'on') return deny(id, 'the kill switch is on');
    return deny(id, 'the kill switch cannot be read, which counts as on');
  },
};
