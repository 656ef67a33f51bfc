import type { Guardrail } from '../domain/guard.ts';
import { freezeEnd } from './freeze-window.ts';
import { givesBack } from './gives-back.ts';
import { act, observe, quoted } from './verdict.ts';

const id = 'freeze';

/** In a freeze Watchkeeper still finds out why and tells people, but neither acts nor asks to. */
export const freeze: Guardrail = {
  id,
  summary: 'During a freeze window nothing is changed: people are told what would be done.',
  review(plan, facts) {
    if (givesBack(plan)) return act(id, 'what was put to sleep wakes up in a freeze, too');
    for (const window of facts.config.freezes) {
      const end = freezeEnd(window, facts.now);
      if (end !== undefined) return observe(id, `freeze ${quoted(window.name)} until ${end}`);
    }
    return act(id, 'no freeze now');
  },
};
