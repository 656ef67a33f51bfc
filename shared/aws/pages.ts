/** One page of a list, and the token of the next. */
export interface Page<Item> {
  readonly items: readonly Item[] | undefined;
  readonly next: string | undefined;
}

/** A list that has more pages than this has no end: the longest of ours, of 100,000 images, has a thousand. */
const MOST_PAGES = 10_000;

/** All pages of a list. Throws when the same token comes twice, or never ends. */
export async function allPages<Item>(
  fetch: (token: string | undefined) => Promise<Page<Item>>,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  let token: string | undefined;
  for (let pages = 1; pages <= MOST_PAGES; pages += 1) {
    const page = await fetch(token);
    if (page.next && page.next === token) throw new Error('the same page came twice');
    items.push(...(page.items ?? []));
    if (!page.next) return items;
    token = page.next;
  }
  throw new Error(`there was still a next page after ${MOST_PAGES}`);
}
