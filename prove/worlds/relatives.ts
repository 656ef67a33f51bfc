import type { Image } from '../../shared/domain/image.ts';

/**
 * The whole family of an image, said a second time and slowly: what lists it and what it refers to, as far up as it
 * goes, and all that those list or are referred to by, as far down.
 */
export function relativesOf(images: readonly Image[], digest: string): ReadonlySet<string> {
  const up = closure(new Set([digest]), (member) =>
    images.filter(({ children }) => children?.includes(member)).concat(subjectsIn(images, member)),
  );
  return closure(up, (member) => [
    ...images.filter((image) => children(images, member).includes(image.digest)),
    ...images.filter((image) =>
      subjectsIn(images, image.digest).some((subject) => subject.digest === member),
    ),
  ]);
}

/** What these images list that is not among them, although the repository held it: "index without child". */
export function missingChildren(before: readonly Image[], after: readonly Image[]): readonly string[] {
  const held = new Set(before.map(({ digest }) => digest));
  const left = new Set(after.map(({ digest }) => digest));
  return after
    .flatMap(({ children = [] }) => children)
    .filter((child) => held.has(child) && !left.has(child));
}

function closure(
  start: ReadonlySet<string>,
  next: (digest: string) => readonly Image[],
): ReadonlySet<string> {
  const known = new Set(start);
  for (const digest of known) for (const image of next(digest)) known.add(image.digest);
  return known;
}

function children(images: readonly Image[], digest: string): readonly string[] {
  return images.find((image) => image.digest === digest)?.children ?? [];
}

function subjectsIn(images: readonly Image[], digest: string): readonly Image[] {
  const referrer = images.find((image) => image.digest === digest);
  const signed = (subject: Image) =>
    referrer?.tags.some((tag) => tag.startsWith(subject.digest.replace(':', '-'))) === true;
  return images.filter((subject) => referrer?.subject === subject.digest || signed(subject));
}
