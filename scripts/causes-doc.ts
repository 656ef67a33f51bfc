import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Rule } from '../shared/causes/rule.ts';
import { RULES } from '../shared/causes/rules/index.ts';
import { CAUSE_CODES, type CauseCode } from '../shared/domain/cause.ts';

/** Where the page lies. */
export const CAUSES_DOC = fileURLToPath(new URL('../docs/causes.md', import.meta.url));

const INTRO = `# Why a task stopped

Generated from \`shared/causes/rules/\` by \`npm run docs\`; a test keeps it current.

Watchkeeper reads the stop code, the stopped reason, the containers' reasons and their exit codes, and gives one
cause of this closed list. The rules are tried in order and the first that applies wins: what somebody decided
comes before what the containers then did, what the text says before what exit codes suggest. The wording of AWS
differs between agents and platform versions, so the rules match its stable parts, whatever their case.

*A restart helps* says whether starting the task again, unchanged, can help. *Expected* causes are the normal life
of a fleet and never worth a message. Names in \`<angle brackets>\` are taken from the event where it has them.

Where AWS leaves it open, we decided:

- **Exit code 137 alone proves nothing.** It is memory only where a reason says so. If somebody stopped the task,
  that is the cause; if the container ended by itself, it is \`application-exit\`; under a stop code that we do not
  know yet, it is \`stop-timeout\`.
- **Exit code 0 is \`finished\` for a standalone task only.** A service should keep running, so there it is
  \`application-exit\`.
- **Which container ended the task** is read from exit codes and names, because events do not say which containers
  are essential and list them in no order: an error code beats a clean end, which beats being killed. It is
  \`sidecar-exit\` only where the main container is known: the only one, the one named like the service, the family
  or \`app\`, or the only one not named like a companion. A job whose main container ended with 0 is \`finished\`,
  whatever its companions answered to the stop that followed.
- **A scale-in and a deployment say the same** ("Scaling activity initiated by (deployment …)"). Only a deployment
  other than the one that started the task proves \`deployment-replaced\`; the rest is \`scaled-in\`. Both are expected.
- **Spot interruptions and retired hosts are expected for a service,** which ECS fills up by itself, and not for a
  standalone task, which nobody starts again.
- **\`out-of-memory\` is not retryable:** the same task meets the same limit. More memory can help.
`;

/** The whole page. */
export function causesDoc(): string {
  return [INTRO, ...CAUSE_CODES.map(section)].join('\n');
}

function section(code: CauseCode): string {
  const rules = RULES.filter((rule) => rule.code === code);
  return `## ${code}\n\n${unique(rules.map(paragraph)).join('\n')}`;
}

function paragraph(rule: Rule): string {
  const facts = [
    `A restart ${rule.retryable ? 'helps' : 'does not help'}`,
    ...(rule.expected ? ['expected'] : []),
    `source: ${rule.source}`,
  ];
  return `- ${shown(rule.summary)} *${shown(rule.nextStep)}*\n  ${facts.join('; ')}.\n`;
}

/** The sentence with its blanks shown. */
function shown(template: string): string {
  return template.replace(/\{(\w+)[^}]*\}/g, '`<$1>`');
}

function unique(lines: readonly string[]): readonly string[] {
  return [...new Set(lines)];
}

if (import.meta.main) writeFileSync(CAUSES_DOC, causesDoc());
