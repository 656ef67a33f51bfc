import type { Interval } from '../statistics.ts';

/** Figures as people read them. */
export const milliseconds = (value: number): string => value.toFixed(value < 10 ? 2 : 1);
export const times = (ratio: number): string => `${ratio.toFixed(2)}x`;
/** "1.41x (1.36 to 1.48)". */
export const timesBetween = ({ low, median, high }: Interval): string =>
  `${times(median)} (${low.toFixed(2)} to ${high.toFixed(2)})`;
export const kilobytes = (bytes: number): string => (bytes / 1024).toFixed(1);
export const megabytes = (value: number | undefined): string => (value === undefined ? '' : value.toFixed(0));
export const count = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: 2 });

/** An aim of the project, and whether the figure keeps it. */
export function atMost(
  limit: number,
  value: number,
  show: (value: number) => string = count,
): [string, string] {
  return [`<= ${show(limit)}`, value <= limit ? 'met' : 'MISSED'];
}

/** For figures without an aim. */
export const NO_AIM: readonly [string, string] = ['', ''];
