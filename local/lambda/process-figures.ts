import { readdir, readFile } from 'node:fs/promises';

/** Most memory that a process ever had, in MB; undefined where the system does not tell. */
export async function peakOf(pid: number | undefined): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]);
  return Number.isFinite(kilobytes) ? kilobytes / 1024 : undefined;
}

/**
 * Milliseconds of a core that a process has used, all its threads together; NaN where the system does not tell.
 * https://docs.kernel.org/scheduler/sched-stats.html: the first number is nanoseconds on a core.
 */
export async function cpuOf(pid: number | undefined): Promise<number> {
  const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
  const used = threads.map(async (thread) => {
    const line = await readFile(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').catch(() => '0');
    return Number(line.split(' ')[0]) / 1e6;
  });
  if (used.length === 0) return Number.NaN;
  return (await Promise.all(used)).reduce((sum, one) => sum + one, 0);
}
