/** One word for a shell, whatever is in it. */
export function shell(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
