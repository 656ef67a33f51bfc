import { alarms } from './alarms.ts';
import { rollBack, scaleToZero } from './crash-loop.ts';
import { hours } from './hours.ts';
import { lostJobs } from './lost-jobs.ts';
import type { Morning } from './morning.ts';
import { paused } from './paused.ts';
import { policy } from './policy.ts';
import { publicSweep } from './public-sweep.ts';
import { pullLimit } from './pull-limit.ts';
import { scan } from './scan.ts';
import { repositorySettings } from './settings.ts';
import { sweep } from './sweep.ts';

/** Whatever the product asks of AWS, it asks in one of these. */
export const MORNINGS: readonly Morning[] = [
  rollBack,
  scaleToZero,
  lostJobs,
  sweep,
  scan,
  repositorySettings,
  alarms,
  hours,
  policy,
  paused,
  publicSweep,
  pullLimit,
];
