import { type ReactElement, useMemo } from "react";
import type { ReportDetailsDocument, ReportDocument } from "../documents/documents.ts";
import { CoverageNote, counted } from "../parts/coverage.tsx";
import { ExportButtons } from "../parts/export.tsx";
import { Told } from "../parts/live.tsx";
import { useMedia } from "../parts/media.ts";
import { Search } from "../parts/search.tsx";
import { SidePanel } from "../parts/side-panel.tsx";
import { Detail } from "./detail.tsx";
import { Facets } from "./facets.tsx";
import { FindingList } from "./finding-list.tsx";
import { GROUPING_NAMES, GROUPINGS, type Grouping } from "./groups.ts";
import { fixWords } from "./line-content.tsx";
import { type ReportState, useReport } from "./report-state.ts";
import type { Beside, Row } from "./rows.ts";
import { Tiles } from "./tiles.tsx";

interface ReportViewProps extends Beside {
  readonly report: ReportDocument;
  readonly details: ReportDetailsDocument;
}

/** The findings of a scan: what was not examined, how many there are, the list, and one of them in full. */
export function ReportView({ report, details, since, objects }: ReportViewProps): ReactElement {
  const state = useReport(report, details, { since, objects });
  const { rows, filtered, filters, grouping, lines, chosen, change } = state;
  const isWide = useMedia("(min-width: 1100px)");
  const remarks = report.diagnostics.map(
    ({ file, line, message }) => `${file}:${line}: ${message}`,
  );
  const told = toldOf(filtered.rows.length, rows.length);
  return (
    <div className="report">
      <h1 className="spoken">Findings</h1>
      <CoverageNote head={report} remarks={remarks} />
      {rows.length === 0 ? (
        <NothingFound report={report} />
      ) : (
        <>
          <Tiles
            counts={filtered.counts.severity}
            chosen={filters.values.severity}
            toggle={(severity) => {
              state.toggle("severity", severity);
            }}
          />
          <div className={chosen && isWide ? "columns with-side" : "columns"}>
            <FacetColumn isWide={isWide} state={state} />
            <div className="list">
              <div className="tools">
                <Search
                  label="Search the findings"
                  hint="Object, message, file, check"
                  value={filters.text}
                  change={(text) => {
                    change({ q: text }, "replace");
                  }}
                />
                <GroupChoice grouping={grouping} change={change} />
              </div>
              <p className="shown">
                {told}
                <Told text={told} />
                <ExportButtons
                  name="findings"
                  columns={EXPORTED}
                  rows={() => filtered.rows.map(exportedRow)}
                />
                {state.isNarrowed && (
                  <button type="button" className="plain" onClick={state.reset}>
                    Show all
                  </button>
                )}
              </p>
              {lines.length === 0 ? (
                <p className="nothing">Nothing fits what is chosen.</p>
              ) : (
                <FindingList state={state} isWide={isWide} />
              )}
            </div>
            {chosen && <ChosenFinding row={chosen} state={state} isWide={isWide} />}
          </div>
        </>
      )}
    </div>
  );
}

const EXPORTED = [
  ...["severity", "check", "object", "owner", "container", "path", "message", "file", "line"],
  ...["fix", "standing", "change", "fingerprint"],
];

function exportedRow({ finding, heading, owner, fix, standing, change }: Row) {
  const { severity, check, container, path, message, location, fingerprint } = finding;
  return [
    ...[severity, check, heading, owner, container ?? "", path, message],
    ...[location.file, location.line, fix, standing, change, fingerprint],
  ];
}

function toldOf(shown: number, all: number): string {
  if (shown === all) return counted(all, "finding");
  return `${shown.toLocaleString("en")} of ${counted(all, "finding")}`;
}

/** The mark that all is well is for what was wholly examined. */
function NothingFound({ report }: { readonly report: ReportDocument }): ReactElement {
  const { objects } = report.coverage;
  const isAll = objects > 0 && !report.incomplete;
  return (
    <div className="nothing-found">
      {isAll && (
        <svg viewBox="0 0 48 48" width="56" height="56" aria-hidden="true">
          <circle cx="24" cy="24" r="21" fill="none" stroke="currentColor" strokeWidth="3" />
          <path d="M15 25l6 6 12-13" fill="none" stroke="currentColor" strokeWidth="3.500" />
        </svg>
      )}
      <h2>{isAll ? "Nothing found" : "Nothing found in what was examined"}</h2>
      <p>
        {objects === 0
          ? "No Kubernetes object was read, so that nothing could be found."
          : `${counted(objects, "object")} examined, and no check says anything of them.`}
      </p>
    </div>
  );
}

function GroupChoice({
  grouping,
  change,
}: {
  readonly grouping: Grouping;
  readonly change: ReportState["change"];
}): ReactElement {
  return (
    <label className="group-choice">
      Group by
      <select
        value={grouping}
        onChange={(event) => {
          change({ by: event.target.value });
        }}
      >
        {GROUPINGS.map((each) => (
          <option key={each} value={each}>
            {GROUPING_NAMES[each]}
          </option>
        ))}
      </select>
    </label>
  );
}

const STANDINGS: Readonly<Record<string, string>> = {
  open: "Open",
  excepted: "Excepted",
  known: "In the baseline",
};

function FacetColumn({
  isWide,
  state: { filtered, filters, toggle },
}: {
  readonly isWide: boolean;
  readonly state: ReportState;
}): ReactElement {
  const facets = (
    <Facets
      counts={filtered.counts}
      filters={filters}
      toggle={toggle}
      nameOf={(facet, value) => {
        if (facet === "namespace" || facet === "owner") return value === "" ? "(none)" : value;
        if (facet === "fix") return fixWords(value);
        return facet === "standing" ? (STANDINGS[value] ?? value) : value;
      }}
    />
  );
  if (isWide) return <aside aria-label="Narrow the list">{facets}</aside>;
  return (
    <details className="narrow">
      <summary>Narrow the list</summary>
      {facets}
    </details>
  );
}

function ChosenFinding({
  row,
  state: { rows, details, checkOf, hrefOf, change, hasObjects },
  isWide,
}: {
  readonly row: Row;
  readonly state: ReportState;
  readonly isWide: boolean;
}): ReactElement {
  const sameCause = useMemo(
    () => rows.filter((each) => each !== row && each.finding.cause === row.finding.cause),
    [rows, row],
  );
  return (
    <SidePanel
      label="The finding"
      isBeside={isWide}
      close={() => {
        change({ finding: undefined });
        focusRow();
      }}
    >
      <Detail
        row={row}
        check={checkOf(row.finding.check)}
        details={details}
        sameCause={sameCause}
        hrefOf={hrefOf}
        hasObjects={hasObjects}
      />
    </SidePanel>
  );
}

/** Back to the row that was opened; where it is out of sight, to the one that Tab leads to. */
function focusRow(): void {
  requestAnimationFrame(() => {
    const rows = document.querySelector(".rows");
    rows?.querySelector<HTMLElement>('[role="row"][tabindex="0"]')?.focus({ preventScroll: true });
  });
}
