/** What CloudFormation knows of one deployment. */
export interface Settlement {
  /** By name: parameters of the stack, and AWS's own such as `AWS::Region`. */
  readonly parameters: Readonly<Record<string, string>>;
  /** By logical id: what `Ref` gives. */
  readonly names: Readonly<Record<string, string>>;
  /** By `Id.Attribute`: what `Fn::GetAtt` gives. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** A value of the template with its intrinsic functions carried out. Throws for one that is not known here. */
export function settle(value: unknown, settlement: Settlement): unknown {
  if (Array.isArray(value)) return value.map((one) => settle(one, settlement));
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value);
  const [[name = '', argument] = []] = entries;
  if (entries.length === 1 && name === 'Ref') return reference(String(argument), settlement);
  if (entries.length === 1 && name.startsWith('Fn::')) return intrinsic(name, argument, settlement);
  return Object.fromEntries(entries.map(([key, one]) => [key, settle(one, settlement)]));
}

function intrinsic(name: string, argument: unknown, settlement: Settlement): unknown {
  if (name === 'Fn::GetAtt') return reference([argument].flat().join('.'), settlement);
  if (name === 'Fn::Sub') {
    return String(argument).replaceAll(/\$\{([^}]+)\}/g, (_all, id: string) => reference(id, settlement));
  }
  throw new Error(`${name} is not known here: add it to test-artifact/support/settle.ts`);
}

function reference(id: string, { parameters, names, attributes }: Settlement): string {
  const found = parameters[id] ?? names[id] ?? attributes[id];
  if (found === undefined) throw new Error(`the deployment has no ${id}`);
  return found;
}
