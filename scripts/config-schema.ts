import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { configJsonSchema } from '../shared/runtime/config/index.ts';

// Writes watchkeeper.schema.json, which editors check watchkeeper.yml against; a test keeps it current.
const FILE = 'watchkeeper.schema.json';

writeFileSync(FILE, `${JSON.stringify(configJsonSchema(), null, 2)}\n`);
execFileSync('npx', ['biome', 'format', '--write', FILE], { stdio: 'inherit' });
