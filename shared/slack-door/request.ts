/** What we read of a Lambda Function URL's event (payload version 2.0). */
export interface ClickRequest {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body?: string;
  readonly isBase64Encoded: boolean;
  readonly requestContext: { readonly http: { readonly method: string } };
}

export interface ClickResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The body's bytes as they came over the wire: what Slack signed. */
export function rawBody({ body = '', isBase64Encoded }: ClickRequest): Buffer {
  return Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
}

/** A header whatever its case: Lambda sends lower case, and tests and proxies need not. */
export function headerOf({ headers }: ClickRequest, name: string): string | undefined {
  return Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
}

export function response(statusCode: number, body = ''): ClickResponse {
  return { statusCode, headers: { 'content-type': 'text/plain; charset=utf-8' }, body };
}
