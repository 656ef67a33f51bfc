import * as z from 'zod/mini';

const network = z.strictObject({
  subnets: z.array(z.string()).check(z.minLength(1)),
  securityGroups: z.array(z.string()).check(z.minLength(1)),
  assignPublicIp: z._default(z.enum(['ENABLED', 'DISABLED']), 'DISABLED'),
});

/** By task family: for tasks whose network no rule, schedule or interface tells. */
export const networkSetting = z._default(z.record(z.string(), network), {});
