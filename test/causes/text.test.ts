import { describe, expect, test } from 'vitest';
import { clean, fill, NAME_CAP } from '../../shared/causes/text.ts';

describe('shared/causes/text', () => {
  test.each([
    ['line breaks and controls', 'a\u0000\r\n\t b', 'a b'],
    ['what turns the direction of writing', 'pay\u202eload', 'pay load'],
    ['blanks at the ends', '  payments  ', 'payments'],
    ['many blanks', 'a   b', 'a b'],
  ])('makes one blank, or none, of %s', (_what, text, cleaned) => {
    expect(clean(text)).toBe(cleaned);
  });

  test('cuts what is longer than 200 characters, and says so', () => {
    expect(clean('x'.repeat(NAME_CAP))).toBe('x'.repeat(NAME_CAP));
    expect(clean('x'.repeat(NAME_CAP + 1))).toBe(`${'x'.repeat(NAME_CAP - 1)}…`);
  });

  test('cuts no character in half', () => {
    expect(clean(`${'x'.repeat(NAME_CAP - 2)}🙂🙂`).isWellFormed()).toBe(true);
  });

  test('reads four times as much as it tells, because blanks may come first', () => {
    expect(clean(`${' '.repeat(4 * NAME_CAP - 1)}ab`)).toBe('a');
  });

  test('fills a blank with its name, else with what the sentence says instead, else with nothing', () => {
    const names = { subject: 'api', role: undefined };

    expect(fill('{subject|it}, {subject}', names)).toBe('api, api');
    expect(fill('Let {role|the role} read {key|}it{exit}', names)).toBe('Let the role read it');
  });
});
