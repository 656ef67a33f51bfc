import { changing } from '../load/shapes.ts';
import { expectMessage, expectRow } from './checks.ts';
import { putCpuAlarm } from './cpu-alarm.ts';
import { CLUSTER } from './fleet.ts';
import type { Scenario } from './scenario.ts';

const SERVICE = 'identity-api';
const MINUTE = 60_000;
/** What keeps the three tasks of the service at 60 %, and twice as much. */
const USUAL = 1.8;
const DOUBLE = 3.6;

export const risingLoad: Scenario = {
  name: 'rising-load',
  summary: 'The load of identity-api doubles for ten minutes, and its CPU alarms ring',
  expects: 'Scaled out at once, and in again when the load has passed; one message for each',
  begins: '12:10',

  async play({ world: { fleet, timeline }, scene, pass, settle, until }) {
    const now = timeline.now();
    putCpuAlarm(fleet, SERVICE, 'identity-cpu-high', {
      Threshold: 70,
      ComparisonOperator: 'GreaterThanThreshold',
    });
    putCpuAlarm(fleet, SERVICE, 'identity-cpu-low', {
      Threshold: 45,
      ComparisonOperator: 'LessThanThreshold',
    });
    const changes = [
      { at: now + 2 * MINUTE, to: DOUBLE },
      { at: now + 12 * MINUTE, to: USUAL },
    ];
    const stop = fleet.putLoad({ cluster: CLUSTER, service: SERVICE, load: changing(USUAL, changes) });
    await pass(2 * 60);
    scene('Everybody logs in at once: identity-api has twice as much to do.');
    await pass(10 * 60);
    scene('The rush is over.');
    const isIn = () =>
      fleet.snapshot().services.some(({ name, desired }) => name === SERVICE && desired <= 4);
    await until('identity-api is scaled in', isIn, 30);
    await settle();
    stop();
    fleet.deleteAlarm('identity-cpu-high');
    fleet.deleteAlarm('identity-cpu-low');
  },

  check: (ending) => [
    ...expectRow(ending, {
      incidents: 2,
      messages: 2,
      writes: ['UpdateService', 'UpdateService'],
      outcomes: ['held', 'held'],
    }),
    ...expectMessage(ending, 'RESOLVED', 'scaled from 6 to 4 tasks'),
  ],
};
