import type { DescribeNetworkInterfacesResult, NetworkInterface } from '@aws-sdk/client-ec2';
import type { Protocol } from './message.ts';
import { element, textElement, xmlResponse } from './xml.ts';

/** EC2: a form goes in, XML comes out. https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html */
export const EC2: Protocol = {
  decode({ body }) {
    const form = new URLSearchParams(body);
    const ids = [...form].filter(([name]) => /^NetworkInterfaceId\.\d+$/.test(name));
    const input = ids.length > 0 ? { NetworkInterfaceIds: ids.map(([, id]) => id) } : {};
    return { client: 'EC2', command: form.get('Action') ?? '', input };
  },
  encode: ({ command }, output) => xmlResponse(200, element(`${command}Response`, interfaces(output))),
  refuse({ code, message, status }) {
    const error = element('Error', textElement('Code', code) + textElement('Message', message));
    return xmlResponse(status, element('Response', element('Errors', error)));
  },
};

/** The only operation that is known here is DescribeNetworkInterfaces. */
function interfaces({ NetworkInterfaces = [] }: DescribeNetworkInterfacesResult): string {
  return element(
    'networkInterfaceSet',
    NetworkInterfaces.map((one) => element('item', fields(one))).join(''),
  );
}

function fields({ Groups = [], Association, ...others }: NetworkInterface): string {
  const plain = Object.entries(others).filter(([, value]) => value !== undefined);
  const groups = Groups.map(({ GroupId }) => element('item', textElement('groupId', GroupId ?? '')));
  return [
    ...plain.map(([name, value]) => textElement(decapitalised(name), String(value))),
    element('groupSet', groups.join('')),
    ...(Association ? [element('association', element('publicIp', Association.PublicIp ?? ''))] : []),
  ].join('');
}

function decapitalised(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
