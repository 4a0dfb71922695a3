import type { ReportDocument } from "../documents/documents.ts";
import type { ObjectRow, ObjectsDocument } from "../documents/objects.ts";
import { headingOf, keyOfObject } from "../parts/names.ts";
import { type Row, rowsOf, WORST_FIRST } from "../report/rows.ts";
import { nameOfObject } from "./names.ts";

/** An object with what was found in it. */
export interface FoundObject {
  readonly row: ObjectRow;
  readonly key: string;
  readonly heading: string;
  readonly findings: readonly Row[];
  readonly counts: Readonly<Record<(typeof WORST_FIRST)[number], number>>;
}

/** With findings, the worst first; facts are no objects that people look for. */
export function foundObjects(
  { objects }: ObjectsDocument,
  report: ReportDocument,
): readonly FoundObject[] {
  const byKey = new Map<string, Row[]>();
  for (const row of rowsOf(report)) {
    const key = keyOfObject(row.finding.object);
    const own = byKey.get(key);
    if (own) own.push(row);
    else byKey.set(key, [row]);
  }
  const names = new Map<string, number>();
  for (const row of objects) {
    const key = keyOfObject(nameOfObject(row));
    names.set(key, (names.get(key) ?? 0) + 1);
  }
  const all = objects
    .filter(({ isFact }) => isFact !== true)
    .map((row) => {
      const name = nameOfObject(row);
      const key = keyOfObject(name);
      const isOne = names.get(key) === 1;
      const findings = (byKey.get(key) ?? []).filter(
        ({ finding }) => isOne || finding.location.file === row.file,
      );
      return { row, key, heading: headingOf(name), findings, counts: countsOf(findings) };
    });
  return all.sort((a, b) => compareWorst(a.counts, b.counts));
}

function countsOf(findings: readonly Row[]): FoundObject["counts"] {
  const counts = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  for (const { finding, standing } of findings) {
    if (standing === "open") counts[finding.severity] += 1;
  }
  return counts;
}

function compareWorst(a: FoundObject["counts"], b: FoundObject["counts"]): number {
  for (const severity of WORST_FIRST) {
    const difference = b[severity] - a[severity];
    if (difference !== 0) return difference;
  }
  return 0;
}
