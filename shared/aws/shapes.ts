interface Tag {
  readonly key?: string | undefined;
  readonly value?: string | undefined;
}

/** ECS's list of tags as a record. */
export function tagsOf(tags: readonly Tag[] | undefined): Readonly<Record<string, string>> {
  const named = (tags ?? []).filter((tag) => tag.key !== undefined);
  return Object.fromEntries(named.map(({ key, value }) => [key, value ?? '']));
}

/** The SDK's dates as ISO 8601 in UTC: what is read must survive a checkpoint. */
export function iso(date: Date): string {
  return date.toISOString();
}

/** Groups of at most `size`, in order. */
export function chunks<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  const starts = Array.from({ length: Math.ceil(items.length / size) }, (_, index) => index * size);
  return starts.map((start) => items.slice(start, start + size));
}
