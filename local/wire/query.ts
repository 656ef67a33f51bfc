import type { Protocol } from './message.ts';
import { element, textElement, xmlResponse } from './xml.ts';

/**
 * AWS query: a form goes in, XML comes out. A form has text only, so `numbers` names the fields that are none.
 * https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
export function query(client: string, numbers: readonly string[] = []): Protocol {
  return {
    decode({ body }) {
      const { Action = '', Version: _version, ...fields } = Object.fromEntries(new URLSearchParams(body));
      return { client, command: Action, input: inputOf(fields, numbers) };
    },
    encode: ({ command }, output) =>
      xmlResponse(200, element(`${command}Response`, element(`${command}Result`, content(output)))),
    refuse({ code, message, status }) {
      const error =
        textElement('Type', 'Sender') + textElement('Code', code) + textElement('Message', message);
      return xmlResponse(status, element('ErrorResponse', element('Error', error)));
    },
  };
}

/** Lists of texts are the only fields within fields that are sent: `Names.member.1`. */
function inputOf(fields: Readonly<Record<string, string>>, numbers: readonly string[]): object {
  const input: Record<string, unknown> = {};
  for (const [name, text] of Object.entries(fields)) {
    const [list = '', member] = name.split('.');
    const before = input[list];
    if (member === 'member') input[list] = [...(Array.isArray(before) ? before : []), text];
    else input[name] = numbers.includes(name) ? Number(text) : text;
  }
  return input;
}

function content(value: unknown): string {
  return Object.entries(value as object)
    .filter(([, inner]) => inner !== undefined)
    .map(([name, inner]) => tagged(name, inner))
    .join('');
}

function tagged(name: string, value: unknown): string {
  if (value instanceof Date) return textElement(name, value.toISOString());
  if (Array.isArray(value)) return element(name, value.map((one) => tagged('member', one)).join(''));
  return typeof value === 'object' ? element(name, content(value)) : textElement(name, String(value));
}
