import { alarm } from './alarm.ts';
import { crashLoop } from './crash-loop.ts';
import { lostJob } from './lost-job.ts';
import { night } from './night.ts';
import { pausedDeployment } from './paused-deployment.ts';
import { repositorySettings } from './repository-settings.ts';
import type { Story } from './story.ts';
import { sweep } from './sweep.ts';
import { vulnerableService } from './vulnerable-service.ts';

/** One for each playbook that changes something. */
export const STORIES: readonly Story[] = [
  crashLoop,
  lostJob,
  alarm,
  night,
  sweep,
  pausedDeployment,
  repositorySettings,
  vulnerableService,
];
