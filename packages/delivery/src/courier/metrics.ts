type Labels = Readonly<Record<string, string>>;

/** What a courier needs of a registry of metrics. */
export interface MetricsRegistry {
  readonly counter: (
    name: string,
    help: string,
  ) => { readonly add: (labels?: Labels, by?: number) => void };
  readonly gauge: (
    name: string,
    help: string,
  ) => { readonly set: (value: number, labels?: Labels) => void };
  readonly histogram: (
    name: string,
    help: string,
    bounds: readonly number[],
  ) => { readonly observe: (value: number, labels?: Labels) => void };
}

/** What is counted of deliveries, each with the label `channel`. */
export interface DeliveryMetrics {
  /** With `outcome`: `sent`, `later`, `refused`, `dead`, `dropped`, `doubled`, `filtered`. */
  readonly letters: { readonly add: (labels: Labels, by: number) => void };
  readonly seconds: { readonly observe: (value: number, labels: Labels) => void };
  readonly waiting: { readonly set: (value: number, labels: Labels) => void };
  readonly dead: { readonly set: (value: number, labels: Labels) => void };
  readonly failing: { readonly set: (value: number, labels: Labels) => void };
  readonly lastSent: { readonly set: (value: number, labels: Labels) => void };
}

const SECONDS = [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30];

export function deliveryMetrics(registry: MetricsRegistry): DeliveryMetrics {
  return {
    letters: registry.counter(
      "watertight_delivery_changes_total",
      "Changes for a channel by what became of them.",
    ),
    seconds: registry.histogram(
      "watertight_delivery_seconds",
      "Seconds that one sending took.",
      SECONDS,
    ),
    waiting: registry.gauge("watertight_delivery_waiting", "Changes that wait for a channel."),
    dead: registry.gauge("watertight_delivery_dead_letters", "Changes that were given up."),
    failing: registry.gauge(
      "watertight_delivery_failing",
      "Sendings of a channel that failed in a row; 0 where the last one did not.",
    ),
    lastSent: registry.gauge(
      "watertight_delivery_last_sent_timestamp_seconds",
      "When a channel took something last, in seconds since 1970.",
    ),
  };
}
