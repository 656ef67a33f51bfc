import { text } from './template.ts';

const WORDS: Readonly<Record<string, (key: string, values: string) => string>> = {
  StringEquals: (key, values) => `${key} is ${values}`,
  StringNotEquals: (key, values) => `${key} is not ${values}`,
  ArnLike: (key, values) => `${key} is like ${values}`,
  'ForAllValues:StringEquals': (key, values) => `${key} are only ${values}`,
  'ForAllValues:StringNotLike': (key, values) => `${key} are never ${values}`,
};

/** A statement's condition as sentences, all of which must hold; empty when there is none. */
export function conditionWords(condition: unknown): readonly string[] {
  return Object.entries(condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys as object).map(([key, wanted]) => sentence(operator, key, [wanted].flat())),
  );
}

function sentence(operator: string, key: string, wanted: readonly unknown[]): string {
  const words = WORDS[operator];
  if (words === undefined)
    throw new Error(`The operator ${operator} has no words yet: add them to scripts/iam-condition-words.ts.`);
  return words(`\`${key}\``, wanted.map((value) => `\`${text(value)}\``).join(' or '));
}
