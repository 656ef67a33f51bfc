import { ANSWERS } from './answers.ts';
import type { Difference } from './difference.ts';
import { IMAGES } from './images.ts';
import { SCALING } from './scaling.ts';
import { SERVICES } from './services.ts';
import { TASKS } from './tasks.ts';

/** Every known difference. The test fails on any other, and on one of these that is gone. */
export const DIFFERENCES: readonly Difference[] = [...TASKS, ...SERVICES, ...IMAGES, ...ANSWERS, ...SCALING];
