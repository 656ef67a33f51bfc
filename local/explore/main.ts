import { FULL } from './cases.ts';
import { explore } from './index.ts';

/** `npm run explore`: prints a line per case, and each broken rule with the shortest way to it. */
const { tried, violations, seconds } = await explore(FULL, ({ name, size, seconds: took }) => {
  const { states, transitions, depth, ends } = size;
  const counts = `${states} states, ${transitions} transitions, ${depth} steps deep, ${ends} ends`;
  console.log(`${name}: ${counts}, ${took.toFixed(0)} s`);
});
console.log(`\n${tried} transitions, ${violations.length} broken rules, ${seconds.toFixed(0)} s`);
for (const { rule, steps } of violations) {
  console.log(
    `\n${rule}\n${steps.map((step, index) => `${String(index + 1).padStart(4)}  ${step}`).join('\n')}`,
  );
}
process.exitCode = violations.length > 0 ? 1 : 0;
