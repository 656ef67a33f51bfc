import { describe, expect, it } from 'vitest';
import { allPages } from '../../shared/aws/pages.ts';

describe('shared/aws/pages', () => {
  it('follows every page, in their order, also one that is empty', async () => {
    const pages = [[1, 2], [], [3]];

    const items = await allPages(async (token = '0') => {
      const page = Number(token);
      return { items: pages[page], next: page < 2 ? String(page + 1) : undefined };
    });

    expect(items).toEqual([1, 2, 3]);
  });

  it('gives up on a page that leads to itself', async () => {
    await expect(allPages(async () => ({ items: [1], next: 'again' }))).rejects.toThrow('the same page');
  });

  it('gives up on a list without an end', async () => {
    let pages = 0;

    const list = allPages(async () => ({ items: [], next: String(pages++) }));

    await expect(list).rejects.toThrow('still a next page after 10000');
  });
});
