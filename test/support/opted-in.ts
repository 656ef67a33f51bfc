import { decodeConfig } from '../../shared/runtime/config/index.ts';

/** The defaults, and a rule for what nothing is done about without one. */
export const OPTED_IN = decodeConfig(
  `playbooks:
  clean-public-images: { settings: { rules: [{ repositories: "*" }] } }
  scale-on-alarm: { settings: { rules: [{ target: service/*/*, mode: target, value: 60, max: 4 }] } }
`,
  'defaults',
);
