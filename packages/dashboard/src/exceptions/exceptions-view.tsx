import { type ReactElement, useMemo } from "react";
import type { ReportDocument } from "../documents/documents.ts";
import { type Column, ListView } from "../parts/list-view.tsx";
import { keyOfObject, linkTo } from "../parts/names.ts";
import { type ExceptionRow, exceptionRows } from "./exceptions.ts";

/** What was set aside: by whom, why and until when. */
export function ExceptionsView({
  report,
  time,
}: {
  readonly report: ReportDocument;
  readonly time: string;
}): ReactElement {
  const rows = useMemo(() => exceptionRows(report, time), [report, time]);
  return (
    <div className="exceptions">
      <h1 className="page-title">Exceptions</h1>
      <p className="page-note">
        What is set aside counts for nothing and stays in every report. A finding's “Accept it” says
        what to write for another one; exceptions that have ended, that nothing uses or that are too
        wide are findings themselves.
      </p>
      <ListView
        view="exceptions"
        title="Exceptions"
        noun="finding"
        rows={rows}
        idOf={({ row }) => row.id}
        columns={COLUMNS}
        choices={[
          { id: "by", title: "By", valuesOf: ({ by }) => [by] },
          { id: "state", title: "State", valuesOf: ({ state }) => [state] },
          { id: "owner", title: "Accepted by", valuesOf: ({ owner }) => [owner || "(nobody)"] },
        ]}
        hint="Object, check, reason, who"
        empty="Nothing is set aside: no exception and no baseline."
        panel={({ row, reason, owner, until, by, state }) => (
          <>
            <h2 tabIndex={-1}>{row.heading}</h2>
            <p>{row.finding.message}</p>
            <dl className="facts">
              {[
                ["By", by],
                ["Why", reason],
                ["Accepted by", owner || "nobody that is named"],
                ["Until", until || "for ever"],
                ["State", state],
                ["Check", row.finding.check],
              ].map(([name, value]) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
            <p>
              <a href={linkTo("report", { finding: row.id })}>The finding</a>{" "}
              <a href={linkTo("objects", { object: keyOfObject(row.finding.object) })}>
                The object
              </a>
            </p>
          </>
        )}
      />
    </div>
  );
}

const COLUMNS: readonly Column<ExceptionRow>[] = [
  { title: "Object", width: "minmax(0, 1.6fr)", text: ({ row }) => row.heading },
  { title: "Check", width: "minmax(0, 1.2fr)", text: ({ row }) => row.finding.check },
  { title: "Why", width: "minmax(0, 2fr)", text: ({ reason }) => reason },
  { title: "Accepted by", width: "minmax(0, 0.8fr)", text: ({ owner }) => owner },
  { title: "Until", width: "100px", text: ({ until }) => until || "for ever" },
];
