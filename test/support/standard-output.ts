/** Run `work` and give back, line by line, what it wrote to standard output and standard error. */
export async function linesWritten(work: () => void | Promise<void>): Promise<readonly string[]> {
  const written: string[] = [];
  const streams = [process.stdout, process.stderr];
  const originals = streams.map((stream) => stream.write);
  for (const stream of streams) {
    stream.write = (chunk: string | Uint8Array) => written.push(String(chunk)) > 0;
  }
  try {
    await work();
  } finally {
    streams.forEach((stream, i) => {
      stream.write = originals[i] ?? stream.write;
    });
  }
  return written.join('').split('\n').filter(Boolean);
}
