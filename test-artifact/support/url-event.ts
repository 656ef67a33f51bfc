import type { ClickRequest } from '../../shared/slack-door/index.ts';
import { ACCOUNT, REGION } from './deployment.ts';

/** A request as a Function URL hands it over. https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html */
export function urlEvent(request: ClickRequest, now: number): object {
  const host = `abcdefghijklmnopqrstuvwxyz012345.lambda-url.${REGION}.on.aws`;
  const { method } = request.requestContext.http;
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: '/',
    rawQueryString: '',
    headers: { ...request.headers, host, 'x-forwarded-proto': 'https' },
    requestContext: {
      accountId: 'anonymous',
      apiId: host.split('.')[0],
      domainName: host,
      http: { method, path: '/', protocol: 'HTTP/1.1', sourceIp: '203.0.113.9', userAgent: 'Slackbot 1.0' },
      requestId: `click-of-${ACCOUNT}`,
      routeKey: '$default',
      stage: '$default',
      time: new Date(now).toUTCString(),
      timeEpoch: now,
    },
    body: request.body,
    isBase64Encoded: request.isBase64Encoded,
  };
}
