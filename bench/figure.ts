/** One measured figure, as `--json` prints it. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: "s" | "MB";
  /** What the value is held against, measured in the same run. */
  readonly reference: number;
  readonly ratio: number;
  /** The ratio (or, for memory, the value) that must not be exceeded. */
  readonly bar: number;
  readonly holds: boolean;
}

/** What could not be measured, as a whole sentence with the reason. */
export interface LeftOut {
  readonly leftOut: string;
}

/** What a benchmark comes to. */
export type Outcome = Figure | LeftOut;

/** A figure that must not exceed `bar` times its reference. */
export function ratioFigure(name: string, value: number, reference: number, bar: number): Figure {
  const ratio = value / reference;
  return { name, value, unit: "s", reference, ratio, bar, holds: ratio <= bar };
}

export function printFigures(figures: readonly Figure[], json: boolean): void {
  for (const figure of figures) {
    if (json) console.log(JSON.stringify(figure));
    else {
      const { name, value, unit, reference, ratio, bar, holds } = figure;
      console.log(
        `${holds ? "holds" : "FAILS"}  ${name}: ${value.toFixed(3)} ${unit}, reference ${reference.toFixed(3)} ${unit}, ratio ${ratio.toFixed(2)} (bar ${bar})`,
      );
    }
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
