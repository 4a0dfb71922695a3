import type { ReactElement } from "react";
import type { ReportDocument } from "../documents/documents.ts";
import { usePrinting } from "../parts/printing.ts";
import { EvidenceTable } from "./control-panel.tsx";
import { type ControlRow, type EvidenceBook, STATUS_WORDS } from "./controls.ts";

/** Of a control; more are in the spreadsheet, which paper names. */
const MOST_PRINTED = 500;

/** What is on paper in place of the list: every control with its evidence. */
export function PrintedReport({
  title,
  rows,
  book,
  time,
  report,
}: {
  readonly title: string;
  readonly rows: readonly ControlRow[];
  readonly book: EvidenceBook;
  readonly time: string;
  readonly report: ReportDocument;
}): ReactElement | null {
  if (!usePrinting()) return null;
  const { coverage, incomplete, assumptions } = report;
  return (
    <div className="on-paper">
      <h1>{title}</h1>
      <p>
        Looked at on {time}, by Watertight {report.tool.version}: {coverage.objects} objects in{" "}
        {coverage.files} files.
        {incomplete && " Not everything was examined."}
      </p>
      {coverage.notExamined.length > 0 && (
        <ul>
          {coverage.notExamined.map(({ file, line, reason }, index) => (
            <li key={`${index}${file}`}>
              {file}:{line}: {reason}
            </li>
          ))}
        </ul>
      )}
      <p>
        It rests on Kubernetes {assumptions.kubernetesVersion.value} (
        {assumptions.kubernetesVersion.known}). {assumptions.statements.join(" ")}
      </p>
      {rows.map(({ id, control }) => {
        const evidence = book.of(control);
        return (
          <section key={id}>
            <h2>
              {control.id} {control.title}
            </h2>
            <p>
              <strong>{STATUS_WORDS[control.status]}</strong>
              {control.reason !== null && `: ${control.reason}`}
              {evidence.length === 0 && `. No object shows it. ${time}`}
            </p>
            {evidence.length > 0 && <EvidenceTable evidence={evidence.slice(0, MOST_PRINTED)} />}
            {evidence.length > MOST_PRINTED && (
              <p>
                and {evidence.length - MOST_PRINTED} more, which the spreadsheet of the evidence has
              </p>
            )}
          </section>
        );
      })}
    </div>
  );
}
