import type { WireResponse } from './message.ts';

export function element(name: string, content: string): string {
  return `<${name}>${content}</${name}>`;
}

/** An element with text in it. */
export function textElement(name: string, text: string): string {
  return element(name, escaped(text));
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

export function xmlResponse(status: number, body: string): WireResponse {
  return { status, headers: { 'content-type': 'text/xml;charset=UTF-8' }, body };
}
