import { type Bundle, EVERYONE } from "./bundles.ts";
import type { MapGroup, MapMember } from "./edges.ts";

/** A row of the map, with where its lines end. */
export interface MapRow {
  readonly key: string;
  readonly title: string;
  readonly level: 1 | 2;
  /** Of the head of a group. */
  readonly group?: MapGroup;
  readonly member?: MapMember;
  readonly top: number;
  readonly height: number;
  /** The ports on which it is reached, each where its line arrives. */
  readonly arrivals: readonly Arrival[];
}

interface Arrival {
  readonly bundle: Bundle;
  readonly y: number;
}

/** A bundle as it is drawn: from where it leaves, down a track, to where it arrives. */
export interface Line {
  readonly bundle: Bundle;
  readonly track: number;
  readonly leaves: readonly LineEnd[];
  readonly arrives: readonly LineEnd[];
}

/** At what height a line meets a row. */
interface LineEnd {
  readonly row: string;
  readonly y: number;
}

export interface MapLayout {
  readonly rows: readonly MapRow[];
  readonly lines: readonly Line[];
  readonly height: number;
  /** How many tracks lie beside each other. */
  readonly tracks: number;
}

const SLOT = 22;
const PADDING = 5;
const GAP = 12;

export interface LayoutOptions {
  /** The groups whose members are shown. */
  readonly opened: ReadonlySet<string>;
  /** No port stands in the line of a name, as there is no room for both. */
  readonly namesApart: boolean;
}

/** Rows one below the other and lines in tracks beside them, so that no line passes through a text. */
export function layoutOf(
  groups: readonly MapGroup[],
  bundles: readonly Bundle[],
  { opened, namesApart }: LayoutOptions,
): MapLayout {
  const rows = placedRows(groups, bundles, { opened, namesApart });
  const byKey = new Map(rows.map((row) => [row.key, row]));
  const spans = bundles.map((bundle) => {
    const leaves = bundle.from.flatMap((key) => leavingOf(byKey.get(key)) ?? []);
    const arrives = bundle.to.flatMap((key) => arrivalOf(byKey.get(key), bundle) ?? []);
    return { bundle, leaves, arrives };
  });
  const lines = tracked(spans);
  const last = rows.at(-1);
  return {
    rows,
    lines,
    height: last ? last.top + last.height + GAP : 0,
    tracks: lines.reduce((most, { track }) => Math.max(most, track + 1), 0),
  };
}

/** Every line leaves a row at one place, above those that arrive. */
function leavingOf(row: MapRow | undefined): LineEnd | undefined {
  return row && { row: row.key, y: row.top + PADDING + SLOT / 2 };
}

function arrivalOf(row: MapRow | undefined, bundle: Bundle): LineEnd | undefined {
  const arrival = row?.arrivals.find((each) => each.bundle === bundle);
  return row && arrival && { row: row.key, y: arrival.y };
}

/** What of a line is a row's own: of one that it shares with other rows only its end, and the ends on the other side. */
export function partFor(row: string, { bundle, track, leaves, arrives }: Line): Line {
  const isSource = bundle.from.includes(row);
  const own = (ends: readonly LineEnd[]): readonly LineEnd[] =>
    ends.filter((end) => end.row === row);
  return {
    bundle,
    track,
    leaves: isSource ? own(leaves) : leaves,
    arrives: isSource ? arrives.filter((end) => end.row !== row) : own(arrives),
  };
}

function placedRows(
  groups: readonly MapGroup[],
  bundles: readonly Bundle[],
  { opened, namesApart }: LayoutOptions,
): readonly MapRow[] {
  const arriving = new Map<string, Bundle[]>();
  for (const bundle of bundles) {
    for (const key of bundle.to) arriving.set(key, [...(arriving.get(key) ?? []), bundle]);
  }
  const leaving = new Set(bundles.flatMap(({ from }) => from));
  const rows: MapRow[] = [];
  let top = 0;
  const place = (row: Omit<MapRow, "top" | "height" | "arrivals">): void => {
    const own = (arriving.get(row.key) ?? []).toSorted(byPorts);
    const above = namesApart || leaving.has(row.key) ? 1 : 0;
    const slots = Math.max(1, own.length + above);
    const first = top + PADDING + SLOT / 2 + above * SLOT;
    const height = slots * SLOT + 2 * PADDING;
    const arrivals = own.map((bundle, index) => ({ bundle, y: first + index * SLOT }));
    rows.push({ ...row, top, height, arrivals });
    top += height;
  };
  if (leaving.has(EVERYONE)) {
    place({ key: EVERYONE, title: "Every workload of the cluster", level: 1 });
    top += GAP;
  }
  for (const group of groups) {
    place({ key: group.key, title: group.title, level: 1, group });
    if (opened.has(group.key)) {
      for (const member of group.members) {
        place({ key: member.key, title: member.title, level: 2, member });
      }
    }
    top += GAP;
  }
  return rows;
}

/** What is open first. */
function byPorts(a: Bundle, b: Bundle): number {
  return Number(b.isOpen) - Number(a.isOpen) || (a.ports < b.ports ? -1 : 1);
}

/** Short lines near the rows, and no two lines over each other in a track. */
function tracked(spans: readonly Omit<Line, "track">[]): readonly Line[] {
  const taken: (readonly [top: number, bottom: number])[][] = [];
  const withEnds = spans.map((span) => {
    const ends = [...span.leaves, ...span.arrives].map(({ y }) => y);
    return { span, top: Math.min(...ends), bottom: Math.max(...ends) };
  });
  return withEnds
    .toSorted((a, b) => a.bottom - a.top - (b.bottom - b.top))
    .map(({ span, top, bottom }) => {
      const free = taken.findIndex((others) =>
        others.every(([from, to]) => bottom + SLOT / 2 < from || top - SLOT / 2 > to),
      );
      const track = free < 0 ? taken.push([]) - 1 : free;
      taken[track]?.push([top, bottom]);
      return { ...span, track };
    });
}
