import type { AssumeRoleResponse } from '@aws-sdk/client-sts';
import type { Protocol } from './message.ts';
import { element, textElement, xmlResponse } from './xml.ts';

/** STS: a form goes in, XML comes out. https://smithy.io/2.0/aws/protocols/aws-query-protocol.html */
export const STS: Protocol = {
  decode({ body }) {
    const { Action = '', Version: _version, ...input } = Object.fromEntries(new URLSearchParams(body));
    return { client: 'STS', command: Action, input };
  },
  encode: ({ command }, output) =>
    xmlResponse(200, element(`${command}Response`, element(`${command}Result`, credentials(output)))),
  refuse({ code, message, status }) {
    const error = textElement('Type', 'Sender') + textElement('Code', code) + textElement('Message', message);
    return xmlResponse(status, element('ErrorResponse', element('Error', error)));
  },
};

/** The only operation that is known here is AssumeRole. */
function credentials({ Credentials }: AssumeRoleResponse): string {
  const { Expiration, ...texts } = Credentials ?? {};
  const fields = Object.entries({ ...texts, Expiration: Expiration?.toISOString() });
  return element('Credentials', fields.map(([name, text = '']) => textElement(name, text)).join(''));
}
