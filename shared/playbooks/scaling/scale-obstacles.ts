import type { Decision } from '../../domain/decision.ts';
import type { AutoScalingGroup } from '../../domain/scaling.ts';
import { isOfGroup } from '../../scaling/lever.ts';
import { whySuspended } from '../../scaling/range.ts';
import type { ScaleSettings } from './rules-schema.ts';
import type { CapacityScaleFacts, Scalable } from './scale-facts.ts';

type Nothing = Extract<Decision, { type: 'nothing' }>;

/** Somebody told it not to scale in this direction. */
export function suspended(scalable: Scalable, to: number, reason: string): Nothing | undefined {
  const why = whyHeld(scalable, to > scalable.desired);
  return why === undefined ? undefined : { type: 'nothing', reason: `${reason}, but ${why}` };
}

function whyHeld(scalable: Scalable, outwards: boolean): string | undefined {
  if (scalable.kind === 'service') return scalable.target && whySuspended(scalable.target, outwards);
  if (scalable.kind === 'auto-scaling-group')
    return whyStopped(scalable.group, outwards ? 'Launch' : 'Terminate');
  if (!isOfGroup(scalable.sets)) return undefined;
  const { group, groupHeld } = scalable;
  if (groupHeld !== undefined) return `its group ${group.name} is left alone: ${groupHeld}`;
  return outwards ? whyStopped(group, 'Launch') : undefined;
}

function whyStopped({ name, suspended: processes }: AutoScalingGroup, process: string): string | undefined {
  return processes.includes(process) ? `the process ${process} of the group ${name} is suspended` : undefined;
}

/** Who else decides its size, so that ours would not last. */
export function whyNotOurs(scalable: Scalable): Nothing | undefined {
  if (scalable.kind === 'service' && scalable.controller === 'EXTERNAL') {
    return {
      type: 'nothing',
      reason: 'its deployment controller is EXTERNAL: task sets say how many run, not the service',
    };
  }
  if (scalable.kind === 'auto-scaling-group' && scalable.managedBy !== undefined) {
    const nextStep = `write a rule for capacity-provider/${scalable.managedBy} instead`;
    return { type: 'nothing', reason: `the capacity provider ${scalable.managedBy} sets its size`, nextStep };
  }
  if (scalable.kind === 'capacity-provider' && !scalable.provider.managedScaling.enabled) {
    const nextStep = `turn it on, or write a rule for auto-scaling-group/${scalable.group.name} instead`;
    return { type: 'nothing', reason: 'its managed scaling is off: it sizes nothing', nextStep };
  }
  return undefined;
}

/** More was asked for, and does not come: asking for still more would help nobody. */
export function whyStuck(
  { attempts }: CapacityScaleFacts,
  { desired, running }: Scalable,
  { verifyMinutes }: ScaleSettings,
  now: number,
): Nothing | undefined {
  const last = attempts.at(-1);
  const waited = last === undefined ? 0 : (now - Date.parse(last.at)) / 60_000;
  if (running >= desired || waited < verifyMinutes) return undefined;
  const reason = `${running} of ${desired} run, ${Math.floor(waited)} min after they were asked for`;
  return { type: 'nothing', reason, nextStep: 'see why the others do not start: room, image, health checks' };
}
