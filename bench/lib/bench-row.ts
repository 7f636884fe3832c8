/** One line of the table that `make bench` prints. */
export interface BenchRow {
  name: string;
  value: number;
  unit: string;
  /** What the figure must reach, as text: `>= 1200`. */
  goal?: string;
  /** The same machine's bare minimum for this kind of work, measured in the same run. */
  floor?: number;
  note?: string;
}

/** The middle of an odd number of rounds. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
