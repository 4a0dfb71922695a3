import type { ComponentCves } from "./rows.ts";

/** A cluster on a day, judged. */
export interface DatedCves {
  /** As `2026-07-01`. */
  readonly day: string;
  readonly rows: readonly ComponentCves[];
}

/** Days within which a fix is to be in place, by the severity of the CVE; absent: none is set. */
export type PatchObjectives = Readonly<
  Partial<Record<"critical" | "high" | "medium" | "low", number>>
>;

/** A CVE with a fix that a component has on the last day. */
export interface DriftRow {
  readonly component: string;
  readonly versions: readonly string[];
  readonly id: string;
  readonly severity: string;
  readonly published: string;
  readonly fixedIn: readonly string[];
  /** From when it could have been fixed here: the later of its publication and the first day on which it was seen. */
  readonly since: string;
  /** It was there on the first day of all, so that it may be older. */
  readonly isAtLeast: boolean;
  /** Whole days from then to the last day. */
  readonly days: number;
  /** Undefined where none is set for the severity. */
  readonly objective: number | undefined;
  readonly isOver: boolean;
}

/** A CVE that was there once and is there no more. */
interface FixedRow {
  readonly component: string;
  readonly id: string;
  readonly severity: string;
  /** The days between which it went. */
  readonly lastSeen: string;
  readonly goneBy: string;
}

export interface Drift {
  readonly first: string;
  readonly last: string;
  /** The longest over its objective first. */
  readonly open: readonly DriftRow[];
  readonly fixed: readonly FixedRow[];
}

/** How long each CVE that the last picture has could have been fixed, by all of them; undefined for no picture. */
export function driftOf(
  pictures: readonly DatedCves[],
  objectives: PatchObjectives,
): Drift | undefined {
  const sorted = pictures.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  const days = sorted.map(({ day, rows }) => ({ day, affected: affectedIn(rows) }));
  const [first] = days;
  const last = days.at(-1);
  if (!first || !last) return undefined;
  const open = Array.from(last.affected, ([key, one]) => openRow(key, one, { days, objectives }));
  return {
    first: first.day,
    last: last.day,
    open: open.sort((a, b) => over(b) - over(a) || b.days - a.days || (a.id < b.id ? -1 : 1)),
    fixed: fixedRows(days),
  };
}

interface Affected {
  readonly component: string;
  readonly versions: readonly string[];
  readonly record: ComponentCves["judged"][number]["record"];
}

interface Day {
  readonly day: string;
  readonly affected: ReadonlyMap<string, Affected>;
}

function affectedIn(rows: readonly ComponentCves[]): ReadonlyMap<string, Affected> {
  const found = new Map<string, Affected>();
  for (const { component, judged } of rows) {
    for (const { record, verdict } of judged) {
      if (verdict !== "affected" || record.fixedIn.length === 0) continue;
      const key = `${component.component} ${record.id}`;
      const versions = new Set([...(found.get(key)?.versions ?? []), component.version]);
      found.set(key, { component: component.component, versions: [...versions], record });
    }
  }
  return found;
}

function openRow(
  key: string,
  { component, versions, record }: Affected,
  { days, objectives }: { readonly days: readonly Day[]; readonly objectives: PatchObjectives },
): DriftRow {
  const absent = days.findLastIndex(({ affected }) => !affected.has(key));
  const seen = days[absent + 1]?.day ?? "";
  const last = days.at(-1)?.day ?? "";
  const since = record.published > seen ? record.published : seen;
  const objective = objectiveFor(record.severity, objectives);
  const count = Math.max(0, dayNumber(last) - dayNumber(since));
  const { id, severity, published, fixedIn } = record;
  return {
    ...{ component, versions, id, severity, published, fixedIn, since },
    isAtLeast: absent < 0 && published < seen,
    days: count,
    objective,
    isOver: objective !== undefined && count > objective,
  };
}

/** Where no source says the severity, it is taken for medium. */
function objectiveFor(severity: string, objectives: PatchObjectives): number | undefined {
  const known = (["critical", "high", "medium", "low"] as const).find((each) => each === severity);
  return objectives[known ?? "medium"];
}

function over({ days, objective }: DriftRow): number {
  return objective === undefined ? Number.NEGATIVE_INFINITY : days - objective;
}

function fixedRows(days: readonly Day[]): readonly FixedRow[] {
  const last = days.at(-1);
  const rows = new Map<string, FixedRow>();
  for (const [index, { day, affected }] of days.entries()) {
    const next = days[index + 1];
    if (!next) continue;
    for (const [key, { component, record }] of affected) {
      if (next.affected.has(key) || last?.affected.has(key)) continue;
      const { id, severity } = record;
      rows.set(key, { component, id, severity, lastSeen: day, goneBy: next.day });
    }
  }
  return [...rows.values()];
}

/** Days since 0000-03-01 of a day of the Gregorian calendar. */
function dayNumber(day: string): number {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  const y = month <= 2 ? year - 1 : year;
  const inYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + date - 1;
  return y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + inYear;
}
