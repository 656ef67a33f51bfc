import { partitionOf } from '../arns.ts';
import { createRandom } from '../random.ts';
import type { Registry } from './model.ts';

/** A registry without repositories, which scans nothing by itself. */
export function createRegistry(account: string, region: string, seed: string | number): Registry {
  const suffix = partitionOf(region) === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  return {
    host: `${account}.dkr.ecr.${region}.${suffix}`,
    repositories: new Map(),
    random: createRandom(seed, 'registry'),
    caches: [],
    scanning: { scanType: 'BASIC', rules: [] },
  };
}
