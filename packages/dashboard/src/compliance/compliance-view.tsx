import { type ReactElement, useMemo } from "react";
import type { ComplianceDocument, ControlStatus } from "../documents/compliance.ts";
import type { ReportDocument } from "../documents/documents.ts";
import type { ObjectsDocument } from "../documents/objects.ts";
import { counted } from "../parts/coverage.tsx";
import { ExportButtons } from "../parts/export.tsx";
import { type Column, ListView } from "../parts/list-view.tsx";
import { goTo, useAddress, withChoices } from "../shell/address.ts";
import { ControlMark } from "./control-mark.tsx";
import { ControlPanel } from "./control-panel.tsx";
import {
  type ControlRow,
  controlRows,
  EVIDENCE_COLUMNS,
  evidenceBook,
  evidenceRows,
  STATUS_WORDS,
} from "./controls.ts";
import { PrintedReport } from "./printed-report.tsx";

const STATUSES: readonly ControlStatus[] = ["fail", "manual", "not-assessable", "pass"];

/** Frameworks control by control, each with its evidence; printed, or saved as PDF, a report with all of it. */
export function ComplianceView({
  document,
  report,
  objects,
}: {
  readonly document: ComplianceDocument;
  readonly report: ReportDocument;
  readonly objects: ObjectsDocument;
}): ReactElement {
  const { chosen } = useAddress();
  const asked = chosen.get("framework");
  const framework = document.frameworks.find(({ id }) => id === asked) ?? document.frameworks[0];
  const rows = useMemo(() => controlRows(framework ? [framework] : []), [framework]);
  const book = useMemo(() => evidenceBook(document, report, objects), [document, report, objects]);
  const title = framework?.title ?? "";
  return (
    <div className="compliance">
      <h1 className="page-title">Compliance</h1>
      <div className="tools">
        <FrameworkChoice frameworks={document.frameworks} chosen={framework?.id ?? ""} />
        <span className="export">
          Evidence:
          <ExportButtons
            name={`evidence-${title}`}
            columns={EVIDENCE_COLUMNS}
            rows={() => evidenceRows(rows, book, document.time)}
          />
          <button
            type="button"
            className="plain"
            onClick={() => {
              window.print();
            }}
          >
            PDF<span className="spoken">: print the report with its evidence</span>
          </button>
        </span>
      </div>
      <StatusTiles rows={rows} />
      <ListView
        view="compliance"
        title="Controls"
        noun="control"
        rows={rows}
        idOf={({ id }) => id}
        columns={COLUMNS}
        choices={[
          {
            id: "status",
            title: "Status",
            valuesOf: ({ control }) => [control.status],
            nameOf: (value) =>
              STATUSES.flatMap((each) => (each === value ? [STATUS_WORDS[each]] : [])).join(""),
          },
        ]}
        hint="Control, title, check"
        empty="There is no framework."
        opens="control"
        panel={(row) => <ControlPanel row={row} evidence={book.of(row.control)} />}
      />
      <PrintedReport title={title} rows={rows} book={book} time={document.time} report={report} />
    </div>
  );
}

function FrameworkChoice({
  frameworks,
  chosen,
}: Pick<ComplianceDocument, "frameworks"> & { readonly chosen: string }): ReactElement {
  return (
    <label className="group-choice">
      Framework
      <select
        value={chosen}
        onChange={(event) => {
          const framework = event.target.value;
          goTo(withChoices({ view: "compliance", chosen: new Map() }, { framework }));
        }}
      >
        {frameworks.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}

/** How many controls of each status; a press shows only those. */
function StatusTiles({ rows }: { readonly rows: readonly ControlRow[] }): ReactElement {
  const address = useAddress();
  const status = address.chosen.get("status") ?? "";
  return (
    <div className="tiles four" role="group" aria-label="Status">
      {STATUSES.map((each) => (
        <button
          key={each}
          type="button"
          className={`tile control ${each}`}
          aria-pressed={status === each}
          onClick={() => {
            const next = status === each ? "" : each;
            goTo(withChoices({ ...address, view: "compliance" }, { status: next }));
          }}
        >
          <span className="figure">
            {rows.filter(({ control }) => control.status === each).length}
          </span>
          <span className="word">
            <ControlMark status={each} />
            {STATUS_WORDS[each]}
          </span>
        </button>
      ))}
    </div>
  );
}

const COLUMNS: readonly Column<ControlRow>[] = [
  {
    title: "Control",
    width: "minmax(0, 0.9fr)",
    text: ({ control }) => control.id,
    show: ({ control }) => (
      <>
        <ControlMark status={control.status} /> {control.id}
      </>
    ),
  },
  { title: "What it asks", width: "minmax(0, 3fr)", text: ({ control }) => control.title },
  {
    title: "Status",
    width: "minmax(0, 0.8fr)",
    text: ({ control }) => STATUS_WORDS[control.status],
  },
  {
    title: "Findings",
    width: "minmax(0, 1.4fr)",
    text: ({ control: { findings, excepted, reason } }) =>
      [
        ...(findings > 0 ? [counted(findings, "finding")] : []),
        ...(excepted > 0 ? [`${excepted} excepted`] : []),
        ...(reason === null ? [] : [reason]),
      ].join(", "),
  },
];
