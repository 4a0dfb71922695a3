import { useCallback, useDeferredValue, useMemo, useState } from "react";
import type { ReportDetailsDocument, ReportDocument } from "../documents/documents.ts";
import { formatAddress, goTo, useAddress, withChoices } from "../shell/address.ts";
import { FACETS, type Facet, facetText, filterRows, filtersOf, toggled } from "./filters.ts";
import { groupingOf, groupsOf, linesOf } from "./groups.ts";
import { type Beside, type Row, rowsOf } from "./rows.ts";

export type ReportState = ReturnType<typeof useReport>;

/** What is chosen, by the address, and what that shows. */
export function useReport(
  report: ReportDocument,
  details: ReportDetailsDocument,
  { since, objects }: Beside = {},
) {
  const address = useAddress();
  const { chosen: choices } = address;
  const rows = useMemo(() => rowsOf(report, { since, objects }), [report, since, objects]);
  const byId = useMemo(() => new Map(rows.map((row) => [row.id, row])), [rows]);
  const checks = useMemo(() => new Map(details.checks.map((each) => [each.id, each])), [details]);
  const filters = useMemo(() => filtersOf(choices), [choices]);
  // While somebody types the list may come a little later than the letters.
  const wanted = useDeferredValue(filters);
  const filtered = useMemo(() => filterRows(rows, wanted), [rows, wanted]);
  const grouping = groupingOf(choices.get("by") ?? details.groupBy);
  const groups = useMemo(() => groupsOf(filtered.rows, grouping), [filtered, grouping]);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const lines = useMemo(
    () => linesOf(groups, grouping, (key) => closed.has(key)),
    [groups, grouping, closed],
  );
  const change = useCallback(
    (changes: Readonly<Record<string, string | undefined>>, how: "push" | "replace" = "push") => {
      goTo(withChoices({ ...address, view: "report" }, changes), how);
    },
    [address],
  );
  return {
    rows,
    filters,
    filtered,
    grouping,
    lines,
    change,
    details,
    hasObjects: objects !== undefined,
    chosen: byId.get(choices.get("finding") ?? ""),
    isNarrowed: filtered.rows.length < rows.length,
    checkOf: (id: string) => checks.get(id),
    hrefOf: ({ id }: Row) => formatAddress({ view: "report", chosen: new Map([["finding", id]]) }),
    toggle: (facet: Facet, value: string) => {
      change({ [facet]: facetText(toggled(filters.values[facet], value)) });
    },
    toggleGroup: (key: string) => {
      setClosed((keys) => toggled(keys, key));
    },
    reset: () => {
      change({ q: "", ...Object.fromEntries(FACETS.map((facet) => [facet, ""])) });
    },
  };
}
