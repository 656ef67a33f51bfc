import { describe, expect, it } from 'vitest';
import type { Action } from '../../shared/domain/action.ts';
import { actionWords } from '../../shared/notify/action-words.ts';
import { scalingReached } from '../../shared/notify/scaling-words.ts';
import { undoCommand } from '../../shared/notify/undo.ts';
import { EVENING, STEPS, setScheduled, setSteps } from '../support/planned-actions.ts';
import {
  BOUNDS,
  deletePolicy,
  POLICY,
  putPolicy,
  RUNNING,
  setBounds,
  setManaged,
  setRange,
  setSize,
} from '../support/scaling-actions.ts';

const at = '2026-11-23T10:00:00Z';
const undo = (action: Action) => undoCommand({ action, result: { type: 'done', reason: 'done' }, at });

describe('words about what scales', () => {
  it.each([
    [
      setRange({ min: 4, suspended: { ...RUNNING, scaleIn: true } }),
      'set the range of payments-api to 4 to 20 tasks with scale-in suspended',
      '2 to 20 tasks -> 4 to 20 tasks with scale-in suspended',
    ],
    [
      setSize({ desired: 1 }),
      'set the size of workers to 1 instance within 1 to 10',
      '3 instances within 1 to 10 -> 1 instance within 1 to 10',
    ],
    [
      setBounds({ max: 12 }),
      'set the bounds of workers to 1 to 12 instances',
      '1 to 10 instances -> 1 to 12 instances',
    ],
    [
      setManaged({ targetCapacity: 90 }),
      'set managed scaling of spot to 90 % used, in steps of 1 to 10',
      '100 % used, in steps of 1 to 10 -> 90 % used, in steps of 1 to 10',
    ],
    [
      putPolicy({ from: { ...POLICY, targetValue: 75 } }),
      'let AWS scale payments-api on ECSServiceAverageCPUUtilization at 60',
      'ECSServiceAverageCPUUtilization at 75 -> ECSServiceAverageCPUUtilization at 60',
    ],
    [
      deletePolicy(),
      'take the scaling policy of payments-api away (ECSServiceAverageCPUUtilization at 60)',
      'ECSServiceAverageCPUUtilization at 60 -> none',
    ],
    [
      setSteps({}, STEPS),
      'let AWS scale payments-api in steps: CPUUtilization above 70 for 3 min, +1 from 0, +4 from 15 beyond it, cooldown 60 s',
      'none -> CPUUtilization above 70 for 3 min, +1 from 0, +4 from 15 beyond it, cooldown 60 s',
    ],
    [
      setScheduled('none', EVENING),
      'let AWS set the bounds of payments-api by the clock: at least 1 at cron(0 19 ∗ ∗ ? ∗) Europe/Berlin',
      'none -> at least 1 at cron(0 19 ∗ ∗ ? ∗) Europe/Berlin',
    ],
  ] as const)('$0.kind says what it does, and every number before and after', (action, act, change) => {
    expect(actionWords(action)).toMatchObject({ act, change });
  });

  it('the dialog says how many instances come or go', () => {
    expect(scalingReached(setSize({ desired: 1 }))).toBe('Terminates 2 instances.');
    expect(scalingReached(setSize({ desired: 4 }))).toBe('Starts 1 instance.');
    expect(scalingReached(setSize({ max: 20 }))).toBe('Starts and stops nothing by itself.');
  });

  it('gives the command that takes each kind of action back', () => {
    const service =
      "--service-namespace ecs --scalable-dimension ecs:service:DesiredCount --resource-id 'service/prod/payments-api'";
    expect(undo(setRange({ min: 4 }))).toBe(
      `aws application-autoscaling register-scalable-target ${service} --min-capacity 2 --max-capacity 20 --suspended-state DynamicScalingInSuspended=false,DynamicScalingOutSuspended=false,ScheduledScalingSuspended=false`,
    );
    expect(undo(setSize({ desired: 1 }))).toBe(
      "aws autoscaling update-auto-scaling-group --auto-scaling-group-name 'workers' --min-size 1 --max-size 10 --desired-capacity 3",
    );
    expect(undo(setBounds({ max: 12 }))).toBe(
      "aws autoscaling update-auto-scaling-group --auto-scaling-group-name 'workers' --min-size 1 --max-size 10",
    );
    expect(undo(setManaged({ targetCapacity: 90 }))).toBe(
      "aws ecs update-capacity-provider --name 'spot' --auto-scaling-group-provider 'managedScaling={status=ENABLED,targetCapacity=100,minimumScalingStepSize=1,maximumScalingStepSize=10}'",
    );
    expect(undo(putPolicy())).toBe(
      `aws application-autoscaling delete-scaling-policy ${service} --policy-name 'cpu'`,
    );
    expect(undo(putPolicy({ register: BOUNDS }))).toBe(
      `aws application-autoscaling deregister-scalable-target ${service}`,
    );
    expect(undo(deletePolicy())).toBe('');
    expect(undo(setSteps({}, STEPS))).toBe(
      `aws cloudwatch delete-alarms --alarm-names '${STEPS.alarm.name}' && aws application-autoscaling delete-scaling-policy ${service} --policy-name 'watchkeeper-cpu-out'`,
    );
    expect(undo(setScheduled('none', EVENING))).toBe(
      `aws application-autoscaling delete-scheduled-action ${service} --scheduled-action-name 'watchkeeper-evening'`,
    );
    expect(undo(setScheduled({ ...EVENING, min: 2 }, EVENING))).toBe('');
  });

  it('gives no command that a message would cut: the old policy is in the receipt', () => {
    expect(undo(putPolicy({ from: { ...POLICY, targetValue: 75 } }))).toBe('');
  });

  it('a name from outside stays one word of the command', () => {
    expect(undo({ ...setSize({ desired: 1 }), name: "a'; rm -rf /" })).toContain(`'a'\\''; rm -rf /'`);
  });
});
