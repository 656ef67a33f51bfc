import type { PlaybookResponse } from '../../domain/playbook.ts';
import { decideAlarm, gatherAlarm, homeOf } from './about-alarm.ts';
import { gatherScale } from './gather-scale.ts';
import type { ScaleSettings } from './rules-schema.ts';
import { checkScale } from './scale-check.ts';
import { decideScale } from './scale-decision.ts';
import type { ScaleFacts } from './scale-facts.ts';

export const scaleResponse = {
  gather: (situation, reads, settings) =>
    situation.incident.target.kind === 'alarm'
      ? gatherAlarm(situation, reads, settings)
      : gatherScale(situation, reads, settings),
  decide: (facts, settings, now) =>
    facts.type === 'alarm'
      ? decideAlarm(facts, settings, homeOf(facts.alarm?.arn ?? ''))
      : decideScale(facts, settings, now),
  verify: (plan, situation, reads) => checkScale(plan, situation, reads),
} satisfies PlaybookResponse<ScaleSettings, ScaleFacts>;
