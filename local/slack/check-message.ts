import type { KnownBlock } from '@slack/types';
import { checkButton, checkImage, checkRichTextElement } from './check-elements.ts';
import {
  checkList,
  checkOptionalString,
  checkString,
  checkText,
  checkUnique,
  type Fields,
  isFields,
  need,
  type Problems,
} from './check-fields.ts';

/**
 * What Slack would refuse in a message, each with its place; empty when it is fine. Limits and required fields by
 * docs.slack.dev/reference/block-kit, for the blocks that messages here are made of; any other block is refused.
 */
export function messageProblems(message: {
  readonly text: unknown;
  readonly blocks: unknown;
}): readonly string[] {
  const problems: Problems = { list: [] };
  checkString(problems, message.text, 'text', 4_000);
  if (!Array.isArray(message.blocks)) return [...problems.list, 'blocks: must be a list'];
  const blocks: readonly unknown[] = message.blocks;
  need(problems, blocks.length <= 50, 'blocks', `must be at most 50, and are ${blocks.length}`);
  for (const [index, block] of blocks.entries()) checkBlock(problems, block, `blocks[${index}]`);
  checkUnique(
    problems,
    blocks.map((block) => (isFields(block) ? block.block_id : undefined)),
    'blocks.block_id',
  );
  return problems.list;
}

type Check = (problems: Problems, block: Fields, place: string) => void;

const CHECKS: Readonly<Record<string, Check>> = {
  header: (problems, block, place) => checkText(problems, block.text, `${place}.text`, 150, ['plain_text']),
  section: checkSection,
  context: checkContext,
  actions: checkActions,
  rich_text: checkRichText,
  divider: () => undefined,
  image: checkImage,
};

export function isKnownBlock(block: { readonly type: string }): block is KnownBlock {
  return Object.hasOwn(CHECKS, block.type);
}

function checkBlock(problems: Problems, block: unknown, place: string): void {
  const type = isFields(block) ? String(block.type) : '';
  const check = Object.hasOwn(CHECKS, type) ? CHECKS[type] : undefined;
  if (!isFields(block) || check === undefined) {
    need(problems, false, place, `must be one of the blocks ${Object.keys(CHECKS).join(', ')}`);
    return;
  }
  checkOptionalString(problems, block.block_id, `${place}.block_id`, 255);
  check(problems, block, place);
}

function checkSection(problems: Problems, { text, fields, accessory }: Fields, place: string): void {
  need(problems, text !== undefined || fields !== undefined, place, 'must have text or fields');
  if (text !== undefined) checkText(problems, text, `${place}.text`, 3_000);
  if (isFields(accessory)) checkElement(problems, accessory, `${place}.accessory`);
  if (fields === undefined) return;
  for (const [index, field] of checkList(problems, fields, `${place}.fields`, 10).entries()) {
    checkText(problems, field, `${place}.fields[${index}]`, 2_000);
  }
}

function checkContext(problems: Problems, { elements }: Fields, place: string): void {
  for (const [index, element] of checkList(problems, elements, `${place}.elements`, 10).entries()) {
    const where = `${place}.elements[${index}]`;
    if (isFields(element) && element.type === 'image') checkImage(problems, element, where);
    else checkText(problems, element, where, 3_000);
  }
}

function checkActions(problems: Problems, { elements }: Fields, place: string): void {
  const list = checkList(problems, elements, `${place}.elements`, 25);
  for (const [index, element] of list.entries())
    checkElement(problems, element, `${place}.elements[${index}]`);
  const fields = list.filter(isFields);
  checkUnique(
    problems,
    fields.map((element) => element.action_id),
    `${place}.elements.action_id`,
  );
  const primary = fields.filter((element) => element.style === 'primary');
  need(problems, primary.length <= 1, `${place}.elements`, 'must have at most one primary button');
}

function checkElement(problems: Problems, element: unknown, place: string): void {
  if (isFields(element) && element.type === 'button') checkButton(problems, element, place);
  else need(problems, false, place, 'must be a button');
}

function checkRichText(problems: Problems, { elements }: Fields, place: string): void {
  for (const [index, element] of checkList(problems, elements, `${place}.elements`, 50).entries()) {
    checkRichTextElement(problems, element, `${place}.elements[${index}]`);
  }
}
