import type { Decision } from '../../domain/decision.ts';
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
  if (scalable.kind === 'capacity-provider') return undefined;
  const process = outwards ? 'Launch' : 'Terminate';
  return scalable.group.suspended.includes(process) ? `its process ${process} is suspended` : undefined;
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
    return { type: 'nothing', reason: 'its managed scaling is off, so its target capacity changes nothing' };
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
