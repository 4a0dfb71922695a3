import type { AccessDocument, CellJson, Reach, SubjectJson } from "../documents/access.ts";
import { POWERS, type Power } from "./powers.ts";

/** What somebody has of one kind of power: how far, and what kinds of verbs reach so far. */
export interface Summary {
  readonly reach: Reach;
  readonly kinds: readonly VerbKind[];
  /** Where, of the widest reach. */
  readonly cells: readonly CellJson[];
}

type VerbKind = "all" | "read" | "write" | "act";

export interface OverviewRow {
  readonly key: string;
  readonly subjects: readonly SubjectJson[];
  readonly ofKubernetes: boolean;
  /** One for each power; reach `none` where the row has nothing of it. */
  readonly summaries: readonly Summary[];
}

/** Who has which kind of power, the most dangerous first; subjects that have the same share a row. */
export interface Overview {
  readonly powers: readonly Power[];
  readonly rows: readonly OverviewRow[];
}

const WIDTH: Readonly<Record<Reach, number>> = { none: 0, named: 1, namespaces: 2, cluster: 3 };

export function overviewOf({ columns, rows }: AccessDocument): Overview {
  const powerOf = columns.map((column) => POWERS.findIndex(({ holds }) => holds(column)));
  const used = POWERS.filter((_, index) => powerOf.includes(index));
  const found = new Map<string, OverviewRow & { readonly subjects: SubjectJson[] }>();
  for (const { subjects, folded, cells } of rows) {
    const summaries = used.map((power) => {
      const own = cells.flatMap((cell, index) => {
        const verb = columns[index]?.verb ?? "";
        return POWERS[powerOf[index] ?? -1] === power ? [{ verb, cell }] : [];
      });
      return summaryOf(own);
    });
    const key = JSON.stringify([folded, summaries]);
    const same = found.get(key);
    if (same) same.subjects.push(...subjects);
    else found.set(key, { key, subjects: [...subjects], ofKubernetes: folded, summaries });
  }
  return { powers: used, rows: [...found.values()].sort(byDanger) };
}

function summaryOf(rights: readonly { readonly verb: string; readonly cell: CellJson }[]): Summary {
  const widest = rights.reduce<Reach>(
    (reach, { cell }) => (WIDTH[cell.reach] > WIDTH[reach] ? cell.reach : reach),
    "none",
  );
  if (widest === "none") return { reach: widest, kinds: [], cells: [] };
  const there = rights.filter(({ cell }) => cell.reach === widest);
  const kinds = new Set(there.map(({ verb }) => kindOf(verb)));
  const cells = new Map(there.map(({ cell }) => [JSON.stringify(cell), cell]));
  return {
    reach: widest,
    kinds: kinds.has("all") ? ["all"] : KINDS.filter((kind) => kinds.has(kind)),
    cells: [...cells.values()],
  };
}

const WRITES: ReadonlySet<string> = new Set([
  "create",
  "update",
  "patch",
  "delete",
  "deletecollection",
]);

const KINDS: readonly VerbKind[] = ["read", "write", "act"];

function kindOf(verb: string): VerbKind {
  if (verb === "*") return "all";
  if (["get", "list", "watch"].includes(verb)) return "read";
  return WRITES.has(verb) ? "write" : "act";
}

/** By the first power in which two differ: who reaches further in the more dangerous one is above. */
function byDanger(a: OverviewRow, b: OverviewRow): number {
  if (a.ofKubernetes !== b.ofKubernetes) return a.ofKubernetes ? 1 : -1;
  for (const [index, one] of a.summaries.entries()) {
    const other = b.summaries[index];
    const order = other ? weightOf(other) - weightOf(one) : 0;
    if (order !== 0) return order;
  }
  return 0;
}

function weightOf({ reach, kinds }: Summary): number {
  const changes = kinds.some((kind) => kind !== "read");
  return WIDTH[reach] * 2 + (changes ? 1 : 0);
}
