import type {
  ComplianceDocument,
  ControlResultJson,
  ControlStatus,
  FrameworkJson,
} from "../documents/compliance.ts";
import type { FindingJson, ReportDocument } from "../documents/documents.ts";
import type { ObjectsDocument } from "../documents/objects.ts";
import { nameOfObject } from "../objects/names.ts";
import { headingOf, keyOfObject } from "../parts/names.ts";

/** A control of a framework, as the list has it. */
export interface ControlRow {
  readonly id: string;
  readonly framework: FrameworkJson;
  readonly control: ControlResultJson;
}

export const STATUS_WORDS: Readonly<Record<ControlStatus, string>> = {
  fail: "broken",
  manual: "for a person",
  "not-assessable": "not seen",
  pass: "kept",
};

const ORDER: readonly ControlStatus[] = ["fail", "manual", "not-assessable", "pass"];

/** The controls of these frameworks, the broken ones first. */
export function controlRows(frameworks: readonly FrameworkJson[]): readonly ControlRow[] {
  return frameworks
    .flatMap((framework) =>
      framework.controls.map((control) => ({
        id: `${framework.id} ${control.standard} ${control.id}`,
        ...{ framework, control },
      })),
    )
    .sort((a, b) => ORDER.indexOf(a.control.status) - ORDER.indexOf(b.control.status));
}

/** What shows that a control is kept or broken: an object, the field, the verdict and when it was looked at. */
export interface ControlEvidence {
  readonly check: string;
  readonly object: string;
  /** In addresses. */
  readonly objectKey: string;
  readonly field: string;
  readonly verdict: "excepted" | "fail" | "pass";
  readonly message: string;
  readonly place: string;
  readonly time: string;
}

/** Looks evidence up, for any number of controls. */
export interface EvidenceBook {
  readonly of: (control: ControlResultJson) => readonly ControlEvidence[];
}

/** Every finding of a control's checks, those that another stands for included, and every object in which they found nothing. */
export function evidenceBook(
  document: ComplianceDocument,
  report: ReportDocument,
  objects: ObjectsDocument,
): EvidenceBook {
  const { time, examined, sets } = document;
  const byCheck = new Map<string, ControlEvidence[]>();
  const add = (verdict: "excepted" | "fail", finding: FindingJson): void => {
    const told = [
      { check: finding.check, path: finding.path },
      ...finding.standsFor.map(({ check, path }) => ({ check, path })),
    ];
    for (const { check, path } of told) {
      const own = byCheck.get(check) ?? [];
      byCheck.set(check, own);
      own.push({
        ...{ check, object: headingOf(finding.object), objectKey: keyOfObject(finding.object) },
        ...{ field: path, verdict, message: finding.message, time },
        place: `${finding.location.file}:${finding.location.line}`,
      });
    }
  };
  for (const finding of [...report.findings, ...report.known]) add("fail", finding);
  for (const finding of report.excepted) add("excepted", finding);
  const names = objects.objects.map((row) => {
    const name = nameOfObject(row);
    return { key: keyOfObject(name), heading: headingOf(name), place: `${row.file}:${row.line}` };
  });
  const passesOf = (check: string, found: readonly ControlEvidence[]): ControlEvidence[] => {
    const broken = new Set(found.map(({ objectKey }) => objectKey));
    return (sets[examined[check] ?? -1] ?? []).flatMap((number) => {
      const name = names[number];
      if (!name || broken.has(name.key)) return [];
      return {
        ...{ check, object: name.heading, objectKey: name.key, field: "" },
        ...{ verdict: "pass" as const, message: "nothing found", place: name.place, time },
      };
    });
  };
  return {
    of: ({ checks }) =>
      checks.flatMap((check) => {
        const found = byCheck.get(check) ?? [];
        return [...found, ...passesOf(check, found)];
      }),
  };
}

/** The columns of a compliance report in a spreadsheet. */
export const EVIDENCE_COLUMNS = [
  ...["framework", "control", "title", "status", "reason"],
  ...["check", "object", "field", "verdict", "message", "place", "time"],
];

/** Every control with its evidence, a row each; a control without any has one row that says why. */
export function* evidenceRows(
  rows: readonly ControlRow[],
  book: EvidenceBook,
  time: string,
): Generator<readonly string[]> {
  for (const { framework, control } of rows) {
    const { id, title, status, reason } = control;
    const head = [framework.title, id, title, STATUS_WORDS[status], reason ?? ""];
    const evidence = book.of(control);
    if (evidence.length === 0) yield [...head, "", "", "", STATUS_WORDS[status], "", "", time];
    for (const each of evidence) {
      const { check, object, field, verdict, message, place } = each;
      yield [...head, check, object, field, verdict, message, place, each.time];
    }
  }
}
