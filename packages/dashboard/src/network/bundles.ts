import type { Edge, MapGroup } from "./edges.ts";

/** The row that stands for every workload of the cluster. */
export const EVERYONE = "everyone";

/** Connections that are drawn as one line: each of these rows to each of those, on the same ports. */
export interface Bundle {
  readonly key: string;
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly ports: string;
  readonly isSure: boolean;
  readonly isOpen: boolean;
}

/** What a bundle is like, whatever its ends. */
type Kind = Pick<Bundle, "ports" | "isSure" | "isOpen">;

/**
 * Edges in as few lines as may be. Ends in closed groups are the group. What goes to one row on the same ports from several is one line, and
 * so is what several rows get from the same ones; from all rows of the cluster it begins at one row that stands for all.
 */
export function bundlesOf(
  edges: readonly Edge[],
  groups: readonly MapGroup[],
  opened: ReadonlySet<string>,
): readonly Bundle[] {
  const rows = shownRows(groups, opened);
  const inside = [...new Set([...rows.inside.values()])];
  const byTarget = new Map<
    string,
    { readonly to: string; readonly kind: Kind; readonly from: Set<string> }
  >();
  for (const edge of edges) {
    const from = rows.inside.get(edge.src) ?? rows.from.get(edge.src);
    const to = rows.inside.get(edge.dst) ?? rows.to.get(edge.dst);
    if (from === undefined || to === undefined || from === to) continue;
    const { ports, isSure, isOpen } = edge;
    const kind = { ports, isSure, isOpen };
    const key = JSON.stringify([to, kind]);
    const known = byTarget.get(key) ?? { to, kind, from: new Set() };
    known.from.add(from);
    byTarget.set(key, known);
  }
  return mergeTargets([...byTarget.values()], inside);
}

function mergeTargets(
  targets: readonly {
    readonly to: string;
    readonly kind: Kind;
    readonly from: ReadonlySet<string>;
  }[],
  inside: readonly string[],
): readonly Bundle[] {
  const merged = new Map<
    string,
    { readonly from: readonly string[]; readonly to: string[]; readonly kind: Kind }
  >();
  for (const { to, kind, from } of targets) {
    const sources = withEveryone(from, to, inside);
    const key = JSON.stringify([sources, kind]);
    const known = merged.get(key);
    if (known) known.to.push(to);
    else merged.set(key, { from: sources, to: [to], kind });
  }
  return [...merged].map(([key, { from, to, kind }]) => ({ key, from, to, ...kind }));
}

/** Three rows or more are worth a row that stands for them. */
const FEWEST = 3;

function withEveryone(
  from: ReadonlySet<string>,
  to: string,
  inside: readonly string[],
): readonly string[] {
  const others = inside.filter((row) => row !== to);
  if (others.length < FEWEST || !others.every((row) => from.has(row))) return [...from].sort();
  const rest = [...from].filter((row) => !others.includes(row));
  return [EVERYONE, ...rest.sort()];
}

interface ShownRows {
  readonly inside: ReadonlyMap<string, string>;
  readonly from: ReadonlyMap<string, string>;
  readonly to: ReadonlyMap<string, string>;
}

/** By what row a node is shown, as where connections begin and end outside of the cluster, and inside. */
function shownRows(groups: readonly MapGroup[], opened: ReadonlySet<string>): ShownRows {
  const rows = {
    inside: new Map<string, string>(),
    from: new Map<string, string>(),
    to: new Map<string, string>(),
  };
  for (const { key, members } of groups) {
    const map = key === "from" ? rows.from : key === "to" ? rows.to : rows.inside;
    for (const member of members) map.set(member.id, opened.has(key) ? member.key : key);
  }
  return rows;
}
