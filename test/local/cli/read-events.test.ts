import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEvents } from '../../../local/cli/read-events.ts';

const ONE = { id: '1', detail: { list: [{}, []] } };
const TWO = { id: '2', detail: { list: [{ a: '}\n{' }] } };

function eventsIn(text: string): readonly unknown[] {
  return readEvents(text, 'f').flatMap((input) => (input.type === 'event' ? [input.event] : []));
}

function troublesIn(text: string): readonly string[] {
  return readEvents(text, 'f').flatMap((input) =>
    input.type === 'bad' ? [`${input.where}: ${input.reason}`] : [],
  );
}

describe('local/cli/read-events', () => {
  const pretty = (value: unknown) => JSON.stringify(value, null, 2);
  const compact = (value: unknown) => JSON.stringify(value);

  it.each([
    ['one compact object', compact(ONE), [ONE]],
    ['one object laid out for people', pretty(ONE), [ONE]],
    ['a byte order mark', `\uFEFF${pretty(ONE)}`, [ONE]],
    ['a list', pretty([ONE, TWO]), [ONE, TWO]],
    ['JSON lines', `${compact(ONE)}\n${compact(TWO)}\n`, [ONE, TWO]],
    ['JSON lines of Windows with blank ones', `${compact(ONE)}\r\n\r\n${compact(TWO)}\r\n`, [ONE, TWO]],
    ['several laid-out objects', `${pretty(ONE)}\n${pretty(TWO)}\n`, [ONE, TWO]],
    ['files without a last newline', `${pretty(ONE)}${pretty(TWO)}`, [ONE, TWO]],
    ['laid out and compact, mixed', `${pretty(ONE)}\n${compact(TWO)}\n${pretty([ONE])}`, [ONE, TWO, ONE]],
    ['what is no event at all', '42\n"text"\nnull', [42, 'text', null]],
  ])('reads %s', (_what, text, events) => {
    expect(eventsIn(text)).toEqual(events);
    expect(troublesIn(text)).toEqual([]);
  });

  it('keeps the good ones when one is broken, and says on which line', () => {
    const text = `${compact(ONE)}\nnot json\n{"a":\n${compact(TWO)}\n`;

    const events = eventsIn(text);

    expect(events).toEqual([ONE, TWO]);
    expect(troublesIn(text)).toEqual([
      expect.stringMatching(/^f:2: not JSON: .*not json/),
      expect.stringMatching(/^f:3: not JSON: Unexpected end/),
    ]);
  });

  it('complains once about one broken object, with the line that is wrong', () => {
    const text = '{\n  "a": 1,\n  "b": oops\n}\n';

    const troubles = troublesIn(text);

    expect(troubles).toHaveLength(1);
    expect(troubles[0]).toMatch(/^f(:3)?: not JSON: .*oops.*is not valid JSON$/);
  });

  it.each([
    ['', 'f: empty: expected an event as JSON'],
    [' \n\t', 'f: empty: expected an event as JSON'],
    ['[]', 'f: an empty list: expected an event'],
  ])('says what is missing in %j', (text, trouble) => {
    expect(troublesIn(text)).toEqual([trouble]);
  });

  it('reads back any JSON lines', () => {
    const value = fc.dictionary(fc.string(), fc.jsonValue());

    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 8 }), (values) => {
        expect(eventsIn(values.map(compact).join('\n'))).toEqual(JSON.parse(compact(values)));
      }),
    );
  });

  it('takes any text, and complains in single lines', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const trouble of troublesIn(text)) expect(trouble).not.toMatch(/[\p{Cc}\u2028]/u);
      }),
    );
  });
});
