import { type Morning, unmended } from './morning.ts';
import { fillRegistry, missedImages, scanWith } from './registry.ts';

/** Repositories whose settings are not as they should be. */
export const repositorySettings: Morning = {
  name: 'repository settings',
  settings: `
cooldownMinutes: 5
playbooks:
  enforce-repository-settings:
    settings:
      rules:
        - repositories: '*'
          scan: on-push
          tags: immutable
          accounts: []
          lifecycle:
            - { selection: { tagStatus: untagged, countType: sinceImagePushed, countNumber: 400 }, action: expire }
`,
  problems: [],
  services: [],
  looks: true,
  misses: missedImages,
  begin(world) {
    fillRegistry(world);
    // What is scanned by Inspector is not set by anybody else.
    scanWith(world, 'BASIC');
    world.tick('enforce-repository-settings');
    return unmended;
  },
};
