import { SEVERITIES } from "@watertight/core/findings";
import { objectAt, textAt } from "@watertight/core/kubernetes";
import type { ReportTable } from "@watertight/delivery";
import type { Store, StoredFinding } from "@watertight/store";
import { timeOf } from "../api/route.ts";
import { parsed } from "../api/shown.ts";

const COLUMNS = [
  ...["cluster", "severity", "check", "namespace", "kind", "name", "container", "path"],
  ...["message", "opened"],
];

/** A report's rows are read in parts of so many, and end at so many: more are for the API. */
const PART = 1000;
const MOST = 100_000;

/** What stands open in all clusters, the worst first. */
export async function reportTable(store: Store): Promise<ReportTable> {
  const filter = { states: ["open"] } as const;
  const counts = await store.counts("all", { filter, by: ["severity"] });
  const bySeverity = new Map(counts.map(({ by, count }) => [by.severity, count]));
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const rows: (readonly string[])[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.findings("all", {
      ...{ filter, order: "severity", limit: PART },
      ...(cursor !== undefined && { cursor }),
    });
    rows.push(...(page?.items ?? []).map(rowOf));
    cursor = page?.next;
  } while (cursor !== undefined && rows.length < MOST);
  const told = SEVERITIES.toReversed().flatMap((severity) => {
    const count = bySeverity.get(severity) ?? 0;
    return count === 0 ? [] : [`${count} ${severity}`];
  });
  return {
    title: `${total} open findings`,
    summary: [
      `${total} findings are open${told.length === 0 ? "" : `: ${told.join(", ")}`}.`,
      ...(rows.length < total ? [`The worst ${rows.length} are listed.`] : []),
    ],
    columns: COLUMNS,
    rows,
  };
}

function rowOf({ cluster, openedAt, document }: StoredFinding): readonly string[] {
  const finding = parsed(document);
  const object = objectAt(finding, "object");
  return [
    cluster,
    ...["severity", "check"].map((field) => textAt(finding, field)),
    ...["namespace", "kind", "name"].map((field) => textAt(object, field)),
    ...["container", "path", "message"].map((field) => textAt(finding, field)),
    timeOf(openedAt),
  ];
}
