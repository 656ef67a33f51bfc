/** One page of a list, and the token of the next. */
export interface Page<Item> {
  readonly items: readonly Item[] | undefined;
  readonly next: string | undefined;
}

/** All pages of a list. Throws when the same token comes twice, which would go on for ever. */
export async function allPages<Item>(
  fetch: (token: string | undefined) => Promise<Page<Item>>,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  let token: string | undefined;
  do {
    const page = await fetch(token);
    if (page.next && page.next === token) throw new Error('the same page came twice');
    items.push(...(page.items ?? []));
    token = page.next;
  } while (token);
  return items;
}
