interface Statement {
  readonly Sid?: unknown;
  readonly Effect?: unknown;
  readonly Principal?: unknown;
  readonly NotPrincipal?: unknown;
  readonly Action?: unknown;
  readonly Condition?: { readonly StringEquals?: { readonly 'aws:PrincipalOrgID'?: unknown } };
}

/**
 * The statements of a policy of a repository or a registry that let in whoever is not listed, in words. `known`: account ids, and ids
 * of organizations that a statement for everybody may be bound to. Services of AWS are not accounts and are let be.
 */
export function strangersIn(policy: string, known: readonly string[]): readonly string[] {
  const statements = statementsOf(policy);
  if (statements === undefined) return ['its policy cannot be understood'];
  return statements.flatMap((statement) => {
    const strangers = isOfKnownOrganization(statement, known) ? [] : strangersOf(statement, known);
    return strangers.length === 0 ? [] : [wordsFor(statement, strangers)];
  });
}

function strangersOf({ Effect, Principal, NotPrincipal }: Statement, known: readonly string[]): string[] {
  if (Effect !== 'Allow') return [];
  if (NotPrincipal !== undefined) return ['everybody but some'];
  const names = isObject(Principal)
    ? Object.entries(Principal).flatMap(([type, value]) => (type === 'Service' ? [] : listed(value)))
    : listed(Principal);
  return names.filter((name) => !known.includes(accountOf(name)));
}

function isOfKnownOrganization({ Condition }: Statement, known: readonly string[]): boolean {
  const organizations = listed(Condition?.StringEquals?.['aws:PrincipalOrgID']);
  return organizations.length > 0 && organizations.every((id) => known.includes(id));
}

function wordsFor({ Sid, Action, Condition }: Statement, strangers: readonly string[]): string {
  const name = typeof Sid === 'string' && Sid !== '' ? `statement ${Sid}` : 'a statement';
  const who = strangers.map((one) => (one === '*' ? 'everybody' : one)).join(', ');
  const bound = Condition === undefined ? '' : ' under a condition';
  return `${name} lets ${who}${bound} do ${listed(Action).join(', ') || 'more than is listed'}`;
}

/** `arn:aws:iam::<account>:…`, or the account itself. */
function accountOf(principal: string): string {
  return principal.startsWith('arn:') ? (principal.split(':')[4] ?? '') : principal;
}

function statementsOf(policy: string): readonly Statement[] | undefined {
  if (policy === '') return [];
  try {
    const { Statement } = JSON.parse(policy);
    const statements: unknown[] = [Statement ?? []].flat();
    return statements.every(isObject) ? statements : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listed(value: unknown): string[] {
  return [value ?? []].flat().map(String);
}
