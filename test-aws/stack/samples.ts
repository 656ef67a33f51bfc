import { existsSync, globSync, readFileSync } from 'node:fs';
import type { AwsEvent } from '../support/event-path.ts';

export interface Sample {
  readonly file: string;
  readonly event: AwsEvent;
}

/** Ours, and more of them where a folder of recorded ones lies beside the checkout. */
const FOLDERS = ['events', '../shared/events'];

/** What did not come over EventBridge is left out: SNS and alarm actions have no source. */
export function samples(): readonly Sample[] {
  const files = FOLDERS.filter((folder) => existsSync(folder)).flatMap((folder) =>
    globSync(`${folder}/**/*.json`).filter((file) => !file.endsWith('.expected.json')),
  );
  return files.sort().flatMap((file) => {
    const event: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isEvent(event) ? [{ file, event }] : [];
  });
}

function isEvent(event: unknown): event is AwsEvent {
  if (event === null || typeof event !== 'object') return false;
  const { source, detail, resources } = event as Partial<AwsEvent>;
  return typeof source === 'string' && typeof detail === 'object' && Array.isArray(resources);
}
