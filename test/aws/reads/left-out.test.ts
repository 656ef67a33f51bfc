import { describe, expect, it } from 'vitest';
import { createAllReads } from '../../../shared/aws/reads.ts';
import { type Behaviour, simulatedAws } from '../simulated-aws.ts';
import { CLUSTER } from './reads-of.ts';

const GROUP = 'targetgroup/api/0a1b2c3d';
const CLUSTERS = { ListClusters: () => ({ clusterArns: [CLUSTER] }) };
const SERVICES = { ...CLUSTERS, ListServices: () => ({ serviceArns: [`${CLUSTER}/api`] }) };
const NOTHING = () => ({});
const readsOf = (behaviour: Behaviour) => createAllReads(simulatedAws(behaviour).clients);

/** AWS always gives the list, and be it empty: an answer without it says nothing about what is there. */
describe('shared/aws/reads, when the answer came without what it is about', () => {
  it.each([
    ['MetricAlarms', () => readsOf({ DescribeAlarms: NOTHING }).alarm('api-cpu-high')],
    ['AutoScalingGroups', () => readsOf({ DescribeAutoScalingGroups: NOTHING }).autoScalingGroup('hosts')],
    ['clusterArns', () => readsOf({ ListClusters: NOTHING }).servicesBehind(GROUP)],
    ['serviceArns', () => readsOf({ ...CLUSTERS, ListServices: NOTHING }).servicesBehind(GROUP)],
    ['services', () => readsOf({ ...SERVICES, DescribeServices: NOTHING }).servicesBehind(GROUP)],
    [
      'imageScanStatus',
      () => readsOf({ DescribeImageScanFindings: NOTHING }).imageScan('web', `sha256:${'0'.repeat(64)}`),
    ],
  ])('do not take a missing %s for nothing', async (field, reading) => {
    await expect(reading()).rejects.toThrow(`came back without "${field}"`);
  });
});
