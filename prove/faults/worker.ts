import { parentPort, workerData } from 'node:worker_threads';
import { liveShare } from './share.ts';

parentPort?.postMessage(await liveShare(workerData));
