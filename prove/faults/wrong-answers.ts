import type { Answer } from './http.ts';

/** The error in the service's own protocol: XML for EC2 and Auto Scaling, JSON for all others. */
export function refusal(service: string, code: string, message: string, status: number): Answer {
  const error = `<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  if (service === 'ec2') {
    return xml(status, `<Response><Errors>${error}</Errors><RequestID>r</RequestID></Response>`);
  }
  if (service === 'autoscaling') {
    return xml(status, `<ErrorResponse>${error}<RequestId>r</RequestId></ErrorResponse>`);
  }
  const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-errortype': code };
  return { status, headers, body: JSON.stringify({ __type: code, message }) };
}

function xml(status: number, body: string): Answer {
  return { status, headers: { 'content-type': 'text/xml' }, body };
}

/** The answer up to its middle. */
export function half(answer: Answer): Answer {
  return { ...answer, body: answer.body.slice(0, Math.ceil(answer.body.length / 2)) };
}

/** As Node's transport of the SDK throws them. */
export function timeout(): Error {
  return Object.assign(new Error('a request has exceeded the configured requestTimeout'), {
    name: 'TimeoutError',
  });
}

export function reset(): Error {
  return Object.assign(new Error('socket hang up'), { name: 'TimeoutError', code: 'ECONNRESET' });
}
