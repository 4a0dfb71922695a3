import { type ReactElement, useMemo } from "react";
import type { ReportDocument } from "../documents/documents.ts";
import type { OverviewDocument } from "../documents/overview.ts";
import { CoverageNote } from "../parts/coverage.tsx";
import { type Column, ListView } from "../parts/list-view.tsx";

interface Remark {
  readonly id: string;
  readonly sort: string;
  readonly place: string;
  readonly words: string;
}

/** What was read, what was not and why, and what all answers rest on. */
export function CoverageView({
  overview,
  report,
}: {
  readonly overview: OverviewDocument;
  readonly report: ReportDocument;
}): ReactElement {
  const remarks = useMemo(() => remarksOf(overview, report), [overview, report]);
  const { kubernetesVersion, wholeCluster, statements } = overview.assumptions;
  return (
    <div className="coverage-page">
      <h1 className="page-title">Coverage</h1>
      <CoverageNote head={overview} />
      <p className="page-note">
        {overview.source}, on {overview.time}, by Watertight {overview.tool.version}. Kubernetes{" "}
        {kubernetesVersion.value} ({kubernetesVersion.known});{" "}
        {wholeCluster.value ? "the input is the whole cluster" : "the input is a part of a cluster"}{" "}
        ({wholeCluster.known}). {statements.join(" ")}
      </p>
      <ListView
        view="coverage"
        title="What was not examined, and remarks"
        noun="remark"
        rows={remarks}
        idOf={({ id }) => id}
        columns={COLUMNS}
        choices={[{ id: "sort", title: "Kind", valuesOf: ({ sort }) => [sort] }]}
        hint="File, reason"
        empty="All of the input was examined, and there is nothing to remark on it."
        panel={({ sort, place, words }) => (
          <>
            <h2 tabIndex={-1}>{sort}</h2>
            <p>
              <code>{place}</code>
            </p>
            <p>{words}</p>
          </>
        )}
      />
    </div>
  );
}

const COLUMNS: readonly Column<Remark>[] = [
  { title: "What", width: "minmax(0, 3fr)", text: ({ words }) => words },
  { title: "Kind", width: "minmax(0, 0.8fr)", text: ({ sort }) => sort },
  { title: "Place", width: "minmax(0, 1.6fr)", text: ({ place }) => place },
];

function remarksOf({ coverage }: OverviewDocument, report: ReportDocument): readonly Remark[] {
  const all = [
    ...coverage.notExamined.map(({ kind, file, line, reason }) => ({
      sort: kind,
      place: `${file}:${line}`,
      words: reason,
    })),
    ...coverage.unknownKinds.map(({ apiVersion, kind, count }) => ({
      sort: "unknown kind",
      place: apiVersion,
      words: `${count} of kind ${kind}, of which nothing is known`,
    })),
    ...report.diagnostics.map(({ file, line, severity, message }) => ({
      sort: severity,
      place: `${file}:${line}`,
      words: message,
    })),
  ];
  return all.map((each, index) => ({ id: String(index), ...each }));
}
