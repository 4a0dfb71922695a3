import { type ReactElement, useMemo } from "react";
import type { ObjectsDocument } from "../documents/objects.ts";
import { YamlBlock } from "../objects/yaml-block.tsx";
import { type Column, ListView } from "../parts/list-view.tsx";
import { linkTo } from "../parts/names.ts";
import { type PolicyRow, policyRows } from "./policies.ts";

/** What admits, refuses, changes and separates in this cluster, and in which mode. */
export function PoliciesView({ objects }: { readonly objects: ObjectsDocument }): ReactElement {
  const rows = useMemo(() => policyRows(objects), [objects]);
  return (
    <div className="policies">
      <h1 className="page-title">Policies</h1>
      <ListView
        view="policies"
        title="Policies"
        noun="policy"
        rows={rows}
        idOf={({ key, place }) => `${key} ${place}`}
        columns={COLUMNS}
        choices={[
          { id: "sort", title: "Kind", valuesOf: ({ sort }) => [sort] },
          { id: "mode", title: "Mode", valuesOf: ({ mode }) => [mode] },
        ]}
        hint="Name, mode, what it is about"
        empty="The input holds no namespace and no policy, so that nothing is refused and nothing is separated."
        panel={(row) => (
          <>
            <h2 tabIndex={-1}>{row.heading}</h2>
            <p>
              {row.sort}, {row.mode}: {row.about}
            </p>
            <p>
              <a href={linkTo("objects", { object: row.key })}>All of this object</a>
            </p>
            <YamlBlock object={row.object} notes={[]} asked="" />
          </>
        )}
      />
    </div>
  );
}

const COLUMNS: readonly Column<PolicyRow>[] = [
  { title: "Policy", width: "minmax(0, 2fr)", text: ({ heading }) => heading },
  { title: "Kind", width: "minmax(0, 0.9fr)", text: ({ sort }) => sort },
  { title: "Mode", width: "minmax(0, 1fr)", text: ({ mode }) => mode },
  { title: "About", width: "minmax(0, 2fr)", text: ({ about }) => about },
];
