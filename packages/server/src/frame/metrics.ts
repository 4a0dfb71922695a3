/*
 * Metrics in the text format of Prometheus (exposition format 0.0.4). Names of labels are fixed where a metric is declared, and their
 * values are from closed lists: nobody who sends requests can make more of them.
 */

type Labels = Readonly<Record<string, string>>;

interface Series {
  readonly labels: Labels;
  value: number;
}

export interface Counter {
  readonly add: (labels?: Labels, by?: number) => void;
  /** The same for one set of labels, which are then looked up once. */
  readonly of: (labels: Labels) => () => void;
}

export interface Gauge {
  readonly set: (value: number, labels?: Labels) => void;
}

interface Histogram {
  readonly observe: (value: number, labels?: Labels) => void;
}

/** All metrics of a process. */
export interface Metrics {
  readonly counter: (name: string, help: string) => Counter;
  readonly gauge: (name: string, help: string) => Gauge;
  /** What is read whenever it is asked for; `counter` where it only grows. */
  readonly observed: (
    name: string,
    help: string,
    read: () => number,
    type?: "counter" | "gauge",
  ) => void;
  readonly histogram: (name: string, help: string, bounds: readonly number[]) => Histogram;
  readonly text: () => string;
}

export function createMetrics(): Metrics {
  const parts: (() => string)[] = [];
  const family = (name: string, type: string, help: string, lines: () => readonly string[]) => {
    parts.push(() => [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines()].join("\n"));
  };
  const simple = (name: string, type: string, help: string) => {
    const series = new Map<string, Series>();
    family(name, type, help, () =>
      [...series.values()].map(({ labels, value }) => `${name}${labelText(labels)} ${value}`),
    );
    return (labels: Labels): Series => seriesOf(series, labels);
  };
  return {
    counter: (name, help) => {
      const of = simple(name, "counter", help);
      return {
        add: (labels = {}, by = 1) => {
          of(labels).value += by;
        },
        of: (labels) => {
          const one = of(labels);
          return () => {
            one.value += 1;
          };
        },
      };
    },
    gauge: (name, help) => {
      const of = simple(name, "gauge", help);
      return {
        set: (value, labels = {}) => {
          of(labels).value = value;
        },
      };
    },
    observed: (name, help, read, type = "gauge") => {
      family(name, type, help, () => [`${name} ${read()}`]);
    },
    histogram: (name, help, bounds) => {
      const of = new Map<string, Distribution>();
      family(name, "histogram", help, () =>
        [...of.values()].flatMap((each) => distributionLines(name, bounds, each)),
      );
      return {
        observe: (value, labels = {}) => {
          const key = labelText(labels);
          const known = of.get(key) ?? { labels, counts: bounds.map(() => 0), sum: 0, count: 0 };
          of.set(key, known);
          known.sum += value;
          known.count += 1;
          const at = bounds.findIndex((bound) => value <= bound);
          if (at >= 0) known.counts[at] = (known.counts[at] ?? 0) + 1;
        },
      };
    },
    text: () => `${parts.map((part) => part()).join("\n")}\n`,
  };
}

interface Distribution {
  readonly labels: Labels;
  /** In each bucket alone. */
  readonly counts: number[];
  sum: number;
  count: number;
}

function distributionLines(
  name: string,
  bounds: readonly number[],
  { labels, counts, sum, count }: Distribution,
): readonly string[] {
  let below = 0;
  const buckets = bounds.map((bound, at) => {
    below += counts[at] ?? 0;
    return `${name}_bucket${labelText({ ...labels, le: String(bound) })} ${below}`;
  });
  return [
    ...buckets,
    `${name}_bucket${labelText({ ...labels, le: "+Inf" })} ${count}`,
    `${name}_sum${labelText(labels)} ${sum}`,
    `${name}_count${labelText(labels)} ${count}`,
  ];
}

function seriesOf(series: Map<string, Series>, labels: Labels): Series {
  const key = labelText(labels);
  const known = series.get(key) ?? { labels, value: 0 };
  series.set(key, known);
  return known;
}

function labelText(labels: Labels): string {
  let text = "";
  for (const name in labels) {
    const value = labels[name] ?? "";
    text += `${text === "" ? "" : ","}${name}="${/["\\\n]/.test(value) ? escaped(value) : value}"`;
  }
  return text === "" ? "" : `{${text}}`;
}

function escaped(value: string): string {
  return value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}
