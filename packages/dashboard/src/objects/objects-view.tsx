import { type ReactElement, useMemo } from "react";
import type { ReportDetailsDocument, ReportDocument } from "../documents/documents.ts";
import type { ObjectsDocument } from "../documents/objects.ts";
import type { PageDocuments } from "../documents/page-documents.ts";
import { CountMarks } from "../overview/severity-line.tsx";
import { counted } from "../parts/coverage.tsx";
import { type Column, ListView } from "../parts/list-view.tsx";
import { WORST_FIRST } from "../report/rows.ts";
import { goTo, useAddress, withChoices } from "../shell/address.ts";
import { type FoundObject, foundObjects } from "./found-objects.ts";
import { nameOfObject } from "./names.ts";
import { ObjectPage } from "./object-page.tsx";

interface ObjectsViewProps {
  readonly objects: ObjectsDocument;
  readonly report: ReportDocument;
  readonly details: ReportDetailsDocument;
  readonly documents: PageDocuments;
}

/** Every object of the input, the worst first; one of them with all that is known of it. */
export function ObjectsView({
  objects,
  report,
  details,
  documents,
}: ObjectsViewProps): ReactElement {
  const address = useAddress();
  const all = useMemo(() => foundObjects(objects, report), [objects, report]);
  const asked = address.chosen.get("object");
  const chosen = asked === undefined ? undefined : chosenOf(all, asked, address.chosen.get("in"));
  if (chosen) {
    return (
      <ObjectPage
        key={chosen.key + chosen.row.file}
        found={chosen}
        details={details}
        documents={documents}
        asked={address.chosen.get("path") ?? ""}
      />
    );
  }
  return (
    <div className="objects">
      <h1 className="page-title">Objects</h1>
      {objects.leftOut > 0 && (
        <p className="page-note">
          {counted(objects.leftOut, "object")} are not in this page; those with findings are.
        </p>
      )}
      {asked !== undefined && (
        <p className="page-note" role="status">
          The page does not hold the object {asked}.
        </p>
      )}
      <ListView
        view="objects"
        title="Objects"
        noun="object"
        rows={all}
        idOf={({ key, row }) => `${key} ${row.file}`}
        columns={COLUMNS}
        choices={[
          { id: "kind", title: "Kind", valuesOf: ({ row }) => [nameOfObject(row).kind] },
          {
            id: "namespace",
            title: "Namespace",
            valuesOf: ({ row }) => [nameOfObject(row).namespace ?? "(none)"],
          },
          { id: "owner", title: "Owner", valuesOf: ({ row }) => [row.owner || "(none)"] },
        ]}
        hint="Kind, name, file, owner"
        empty="No Kubernetes object was read."
        open={({ key, row }) => {
          goTo(withChoices(address, { object: key, in: row.file }));
        }}
      />
    </div>
  );
}

const COLUMNS: readonly Column<FoundObject>[] = [
  { title: "Object", width: "minmax(0, 2.2fr)", text: ({ heading }) => heading },
  {
    title: "Findings",
    width: "minmax(0, 1.4fr)",
    text: ({ counts }) =>
      WORST_FIRST.filter((each) => counts[each] > 0)
        .map((each) => `${counts[each]} ${each}`)
        .join(", "),
    show: ({ counts }) => <CountMarks counts={counts} />,
  },
  { title: "Owner", width: "minmax(0, 0.8fr)", text: ({ row }) => row.owner },
  {
    title: "Place",
    width: "minmax(0, 1.6fr)",
    text: ({ row: { file, line } }) => (file === "" ? "" : `${file}:${line}`),
  },
];

function chosenOf(
  all: readonly FoundObject[],
  asked: string,
  file: string | undefined,
): FoundObject | undefined {
  const named = all.filter(({ key }) => key === asked);
  return named.find(({ row }) => row.file === file) ?? named[0];
}
