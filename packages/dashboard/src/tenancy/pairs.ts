import type { OpenChannelJson, TenancyDocument } from "../documents/tenancy.ts";

/** One tenant towards another. */
export interface Pair {
  readonly from: string;
  readonly to: string;
  /** Those that are open, and those that may be. */
  readonly channels: readonly OpenChannelJson[];
}

/** Closed for sure, not known, or open. */
export type Openness = "closed" | "open" | "unknown";

/** The pairs that were asked about, by whom from and to whom. */
export type Pairs = (from: string, to: string) => Pair | undefined;

/** Tenants by how many channels lead from them and to them, the most first. */
export interface Axes {
  readonly from: readonly string[];
  readonly to: readonly string[];
}

export function pairsOf({ channels }: Pick<TenancyDocument, "channels">): Pairs {
  const found = new Map<string, OpenChannelJson[]>();
  for (const each of channels) {
    const key = keyOf(each);
    const known = found.get(key);
    if (known) known.push(each);
    else found.set(key, [each]);
  }
  return (from, to) =>
    from === to ? undefined : { from, to, channels: found.get(keyOf({ from, to })) ?? [] };
}

function keyOf({ from, to }: Pick<OpenChannelJson, "from" | "to">): string {
  return JSON.stringify([from, to]);
}

export function opennessOf({ channels }: Pair): Openness {
  if (channels.some(({ verdict }) => verdict === "yes")) return "open";
  return channels.length > 0 ? "unknown" : "closed";
}

/** `3 open, 1 not known`, or `closed`. */
export function wordsOf({ channels }: Pair): string {
  const open = channels.filter(({ verdict }) => verdict === "yes").length;
  const unknown = channels.length - open;
  const parts = [
    ...(open > 0 ? [`${open} open`] : []),
    ...(unknown > 0 ? [`${unknown} not known`] : []),
  ];
  return parts.length === 0 ? "closed" : parts.join(", ");
}

/** The axes of the matrix: tenants whose names hold the text, those with the most between them first, at most so many. */
export function axesOf(document: TenancyDocument, text: string, most: number): Axes {
  const weights = new Map<string, number>();
  for (const { from, to, verdict } of document.channels) {
    // A channel that is open weighs more than any number that may be.
    const weight = verdict === "yes" ? 1000 : 1;
    for (const name of [from, to]) weights.set(name, (weights.get(name) ?? 0) + weight);
  }
  const weightOf = (name: string): number => weights.get(name) ?? 0;
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = (names: readonly string[]): readonly string[] =>
    names
      .filter(
        (name) => words.length === 0 || words.some((word) => name.toLowerCase().includes(word)),
      )
      .toSorted((a, b) => weightOf(b) - weightOf(a))
      .slice(0, most);
  return { from: shown(document.from), to: shown(document.to) };
}

/** How many pairs were asked about, and what is said of them. */
export function countsOf(document: TenancyDocument): {
  readonly pairs: number;
  readonly closed: number;
  readonly open: number;
  readonly unknown: number;
} {
  const same = document.from.filter((name) => document.to.includes(name)).length;
  const pairs = document.from.length * document.to.length - same;
  const touched = new Set(document.channels.map(keyOf)).size;
  const open = document.channels.filter(({ verdict }) => verdict === "yes").length;
  return { pairs, closed: pairs - touched, open, unknown: document.channels.length - open };
}
