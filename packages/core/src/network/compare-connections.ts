import type { AddressRange } from "./addresses.ts";
import { addressesEnd } from "./connection-ends.ts";
import type { Connection, ConnectionEnd, Connections } from "./model.ts";
import { joinedRanges, LAST_PORT, type PortRange, PROTOCOLS } from "./ports.ts";

/** What became of a connection. */
export interface ChangedConnection extends Connection {
  /** What it is now; `unknown`: it may pass or not. */
  readonly verdict: "yes" | "no" | "unknown";
}

export interface ConnectionChanges {
  /** What passes and did not, or may pass and surely did not. */
  readonly gained: readonly ChangedConnection[];
  /** What passed and does not, or may not any more. */
  readonly lost: readonly ChangedConnection[];
}

/** Connections gained and lost from one state to the next, by their ends and ports. */
export function compareConnections(
  before: Pick<Connections, "connections" | "unknown">,
  after: Pick<Connections, "connections" | "unknown">,
): ConnectionChanges {
  const lists = [before.connections, before.unknown, after.connections, after.unknown];
  const cuts = cutsOf(lists.flat());
  const [oldYes, oldUnknown, newYes, newUnknown] = lists.map((list) => indexed(list, cuts));
  const pairs = new Map<string, Pair>();
  for (const index of [oldYes, oldUnknown, newYes, newUnknown])
    for (const [key, { pair }] of index ?? []) pairs.set(key, pair);
  const gained: ChangedConnection[] = [];
  const lost: ChangedConnection[] = [];
  for (const [key, pair] of pairs) {
    const ports = (index: Index | undefined): readonly PortRange[] => index?.get(key)?.ports ?? [];
    const wasPossible = union(ports(oldYes), ports(oldUnknown));
    const isPossible = union(ports(newYes), ports(newUnknown));
    const add = (
      list: ChangedConnection[],
      found: readonly PortRange[],
      verdict: ChangedConnection["verdict"],
    ): void => {
      if (found.length > 0) list.push({ ...pair, ports: portsOrAll(found), verdict });
    };
    add(gained, minus(ports(newYes), ports(oldYes)), "yes");
    add(gained, minus(minus(ports(newUnknown), ports(newYes)), wasPossible), "unknown");
    add(lost, minus(ports(oldYes), isPossible), "no");
    add(lost, minus(intersection(ports(oldYes), isPossible), ports(newYes)), "unknown");
  }
  return { gained: joined(gained), lost: joined(lost) };
}

type Pair = Pick<Connection, "src" | "dst">;

type Index = ReadonlyMap<string, { readonly pair: Pair; readonly ports: readonly PortRange[] }>;

// Two analyses cut the addresses outside at different places: at all of them they can be compared.
function cutsOf(connections: readonly Connection[]): ReadonlyMap<4 | 6, readonly bigint[]> {
  const starts = new Map<4 | 6, Set<bigint>>([
    [4, new Set()],
    [6, new Set()],
  ]);
  for (const end of new Set(connections.flatMap(({ src, dst }) => [src, dst]))) {
    if (end.is !== "addresses") continue;
    const { family, first, last } = end.range;
    starts.get(family)?.add(first);
    starts.get(family)?.add(last + 1n);
  }
  return new Map(
    [...starts].map(([family, set]) => [family, [...set].sort((a, b) => (a < b ? -1 : 1))]),
  );
}

function indexed(
  connections: readonly Connection[],
  cuts: ReadonlyMap<4 | 6, readonly bigint[]>,
): Index {
  const pieces = new Map<string, readonly ConnectionEnd[]>();
  const piecesOf = (end: ConnectionEnd): readonly ConnectionEnd[] => {
    const known = pieces.get(end.name) ?? cutUp(end, cuts);
    pieces.set(end.name, known);
    return known;
  };
  const index = new Map<string, { readonly pair: Pair; readonly ports: readonly PortRange[] }>();
  for (const { src, dst, ports } of connections)
    for (const from of piecesOf(src))
      for (const to of piecesOf(dst)) {
        const key = `${from.name}\n${to.name}`;
        const known = index.get(key)?.ports ?? [];
        index.set(key, { pair: { src: from, dst: to }, ports: union(known, rangesOf(ports)) });
      }
  return index;
}

function cutUp(
  end: ConnectionEnd,
  cuts: ReadonlyMap<4 | 6, readonly bigint[]>,
): readonly ConnectionEnd[] {
  if (end.is !== "addresses") return [end];
  const { range } = end;
  const inner = (cuts.get(range.family) ?? []).filter(
    (cut) => range.first < cut && cut <= range.last,
  );
  const starts = [range.first, ...inner];
  return starts.map((first, at) => {
    const last = (inner[at] ?? range.last + 1n) - 1n;
    return addressesEnd({ ...range, first, last });
  });
}

/** All ports of all protocols as ranges. */
export function rangesOf(ports: Connection["ports"]): readonly PortRange[] {
  return ports === "all"
    ? PROTOCOLS.map((protocol) => ({ protocol, from: 1, to: LAST_PORT }))
    : ports;
}

function portsOrAll(ranges: readonly PortRange[]): Connection["ports"] {
  const isAll = PROTOCOLS.every((protocol) =>
    ranges.some((each) => each.protocol === protocol && each.from === 1 && each.to === LAST_PORT),
  );
  return isAll ? "all" : ranges;
}

function union(a: readonly PortRange[], b: readonly PortRange[]): readonly PortRange[] {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  return sortedRanges([...minus(a, b), ...b]);
}

function intersection(a: readonly PortRange[], b: readonly PortRange[]): readonly PortRange[] {
  return minus(a, minus(a, b));
}

function sortedRanges(ranges: readonly PortRange[]): readonly PortRange[] {
  return joinedRanges(
    ranges.toSorted((a, b) => {
      if (a.protocol === b.protocol) return a.from - b.from;
      return a.protocol < b.protocol ? -1 : 1;
    }),
  );
}

/** Ports of one set that are not in the other. */
export function minus(
  ranges: readonly PortRange[],
  holes: readonly PortRange[],
): readonly PortRange[] {
  let left = [...ranges];
  for (const hole of holes)
    left = left.flatMap((range) => {
      if (range.protocol !== hole.protocol || hole.to < range.from || hole.from > range.to)
        return [range];
      const before = hole.from > range.from ? [{ ...range, to: hole.from - 1 }] : [];
      const after = hole.to < range.to ? [{ ...range, from: hole.to + 1 }] : [];
      return [...before, ...after];
    });
  return sortedRanges(left);
}

// Pieces of addresses that touch and have the same outcome are one again.
function joined(changes: readonly ChangedConnection[]): readonly ChangedConnection[] {
  return joinEnd(joinEnd(changes, "src"), "dst").toSorted(
    (a, b) =>
      compare(a.src.name, b.src.name) ||
      compare(a.dst.name, b.dst.name) ||
      compare(a.verdict, b.verdict),
  );
}

function joinEnd(
  changes: readonly ChangedConnection[],
  end: "src" | "dst",
): readonly ChangedConnection[] {
  const other = end === "src" ? "dst" : "src";
  const groups = new Map<string, RangedChange[]>();
  const rest: ChangedConnection[] = [];
  for (const change of changes) {
    const place = change[end];
    if (place.is !== "addresses") {
      rest.push(change);
      continue;
    }
    const { range } = place;
    const key = `${change[other].name}\n${change.verdict}\n${range.family}\n${JSON.stringify(change.ports)}`;
    groups.set(key, [...(groups.get(key) ?? []), { change, range }]);
  }
  const whole = [...groups.values()].flatMap((group) =>
    joinTouching(group).map(({ change, range }) => ({
      ...change,
      [end]: addressesEnd(range),
    })),
  );
  return [...rest, ...whole];
}

interface RangedChange {
  readonly change: ChangedConnection;
  readonly range: AddressRange;
}

function joinTouching(group: readonly RangedChange[]): readonly RangedChange[] {
  const pieces: RangedChange[] = [];
  for (const each of group.toSorted((a, b) => (a.range.first < b.range.first ? -1 : 1))) {
    const last = pieces.at(-1);
    if (last && last.range.last + 1n === each.range.first)
      pieces[pieces.length - 1] = {
        change: last.change,
        range: { ...last.range, last: each.range.last },
      };
    else pieces.push(each);
  }
  return pieces;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
