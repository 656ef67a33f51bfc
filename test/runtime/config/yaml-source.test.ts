import { describe, expect, it } from 'vitest';
import { readYaml } from '../../../shared/runtime/config/yaml-source.ts';
import { problemsIn } from './sample.ts';

const BOMB = [
  'a: &a [x, x, x, x, x, x, x, x, x]',
  'b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]',
  'c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]',
  'd: [*c, *c, *c, *c, *c, *c, *c, *c, *c]',
].join('\n');

describe('shared/runtime/config/yaml-source', () => {
  it.each([
    ['an open bracket', 'routes: [', '1:10: not valid YAML'],
    ['a tab for indentation', 'fleet:\n\twindowMinutes: 3', '2:1: not valid YAML: Tabs are not allowed'],
    ['a second document', 'mode: act\n---\nmode: off', '2:1: a second YAML document begins here'],
    ['a tag of its own', 'mode: !!js x', '1:7: not valid YAML: Unresolved tag'],
    ['an alias of nothing', 'mode: *m', 'the file cannot be read as YAML: Unresolved alias'],
    ['a bomb of aliases', BOMB, 'resource exhaustion'],
    ['a file that is no configuration any more', `# ${'x'.repeat(300_000)}`, 'larger than 256 KB'],
  ])('says where %s stands, and nothing besides', (_name, text, expected) => {
    const problems = problemsIn(text);

    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(expected);
  });

  it('survives nesting without end, and says little about it', () => {
    const problems = problemsIn('['.repeat(50_000));

    expect(problems[0]).toContain('nested too deeply');
    expect(problems.length).toBeLessThanOrEqual(10);
  });

  it('names a key that is written twice, and checks the rest all the same', () => {
    const problems = problemsIn('mode: act\ncooldownMinutes: -1\nmode: off\n');

    expect(problems).toEqual([
      'w.yml:2:18 cooldownMinutes: must be at least 0, not -1',
      'w.yml:3:1: the key "mode" is written twice',
    ]);
  });

  it('follows aliases to the place of a problem', () => {
    const problems = problemsIn('budgets: &b { perTargetPerDay: -1 }\nfleet: *b\n');

    expect(problems).toContain('w.yml:1:15 fleet.perTargetPerDay: unknown key');
  });

  it('knows where a value, its key and the surroundings of a missing one stand', () => {
    const source = readYaml('fleet:\n  windowMinutes: 3\nroutes:\n  - channel: x\n');

    expect(source.placeOf(['fleet', 'windowMinutes'])).toEqual({ line: 2, column: 18 });
    expect(source.placeOfKey(['fleet', 'windowMinutes'])).toEqual({ line: 2, column: 3 });
    expect(source.placeOf(['routes', 0, 'severity'])).toEqual({ line: 4, column: 5 });
    expect(source.placeOf(['nowhere', 'at', 'all'])).toEqual({ line: 1, column: 1 });
  });
});
