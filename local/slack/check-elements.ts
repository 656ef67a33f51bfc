import {
  checkOptionalString,
  checkString,
  checkText,
  type Fields,
  isFields,
  need,
  type Problems,
} from './check-fields.ts';

/** A button, by docs.slack.dev/reference/block-kit/block-elements/button-element. */
export function checkButton(problems: Problems, button: Fields, place: string): void {
  checkText(problems, button.text, `${place}.text`, 75, ['plain_text']);
  checkOptionalString(problems, button.action_id, `${place}.action_id`, 255);
  checkOptionalString(problems, button.value, `${place}.value`, 2_000);
  checkOptionalString(problems, button.accessibility_label, `${place}.accessibility_label`, 75);
  checkUrl(problems, button.url, `${place}.url`);
  const { style } = button;
  need(
    problems,
    style === undefined || style === 'primary' || style === 'danger',
    `${place}.style`,
    'must be primary or danger',
  );
  if (button.confirm !== undefined) checkConfirm(problems, button.confirm, `${place}.confirm`);
}

function checkConfirm(problems: Problems, confirm: unknown, place: string): void {
  if (!isFields(confirm)) {
    need(problems, false, place, 'must be a confirmation dialog');
    return;
  }
  checkText(problems, confirm.title, `${place}.title`, 100, ['plain_text']);
  checkText(problems, confirm.text, `${place}.text`, 300);
  checkText(problems, confirm.confirm, `${place}.confirm`, 30, ['plain_text']);
  checkText(problems, confirm.deny, `${place}.deny`, 30, ['plain_text']);
}

export function checkImage(problems: Problems, image: Fields, place: string): void {
  checkString(problems, image.alt_text, `${place}.alt_text`, 2_000);
  need(problems, image.image_url !== undefined, `${place}.image_url`, 'is missing');
  checkUrl(problems, image.image_url, `${place}.image_url`);
}

function checkUrl(problems: Problems, url: unknown, place: string): void {
  if (url === undefined) return;
  checkString(problems, url, place, 3_000);
  need(problems, URL.canParse(String(url)), place, 'must be an URL');
}

/** The parts of a rich text that we know: sections, preformatted text, quotes and lists of text and links. */
export function checkRichTextElement(problems: Problems, element: unknown, place: string): void {
  const kinds = ['rich_text_section', 'rich_text_preformatted', 'rich_text_quote', 'rich_text_list'];
  if (!isFields(element) || !kinds.includes(String(element.type))) {
    need(problems, false, place, `must be one of ${kinds.join(', ')}`);
    return;
  }
  const { elements } = element;
  if (
    !need(problems, Array.isArray(elements) && elements.length > 0, `${place}.elements`, 'must not be empty')
  )
    return;
  for (const [index, inner] of Array.isArray(elements) ? elements.entries() : []) {
    const where = `${place}.elements[${index}]`;
    if (element.type === 'rich_text_list') checkRichTextElement(problems, inner, where);
    else checkRun(problems, inner, where);
  }
}

function checkRun(problems: Problems, run: unknown, place: string): void {
  if (!isFields(run)) {
    need(problems, false, place, 'must be an element');
    return;
  }
  if (run.type === 'text') checkString(problems, run.text, `${place}.text`, 4_000);
  else if (run.type === 'link') checkUrl(problems, run.url ?? '', `${place}.url`);
  else need(problems, false, `${place}.type`, 'must be text or link');
}
