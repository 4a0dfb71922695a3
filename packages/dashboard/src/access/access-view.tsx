import { type ReactElement, useMemo, useState } from "react";
import type { AccessDocument, GrantsDocument } from "../documents/access.ts";
import { CoverageNote, counted } from "../parts/coverage.tsx";
import { useMedia } from "../parts/media.ts";
import { foldMatrix } from "./fold.ts";
import { Overview } from "./overview-table.tsx";
import { PowerGrid } from "./power-grid.tsx";
import { type Asked, ProofPanel } from "./proof-panel.tsx";
import { ReachLegend } from "./reach-mark.tsx";
import { WhoCanForm } from "./who-can-form.tsx";

/** Who may do what: the dangerous powers first, then resource by resource, with the proof of each. */
export function AccessView({
  document,
  grants,
}: {
  readonly document: AccessDocument;
  readonly grants: GrantsDocument;
}): ReactElement {
  const tables = useMemo(() => foldMatrix(document), [document]);
  const [asked, setAsked] = useState<Asked | undefined>(undefined);
  const isWide = useMedia("(min-width: 1100px)");
  return (
    <div className="access">
      <h1 className="spoken">Access</h1>
      <CoverageNote head={document} />
      <WhoCanForm document={document} grants={grants} />
      {tables.length === 0 ? (
        <Nobody without={document.subjectsWithout} />
      ) : (
        <div className={asked && isWide ? "columns with-proof" : "columns whole"}>
          <div className="tables">
            <ReachLegend />
            <Overview document={document} isNarrow={!isWide} open={setAsked} />
            {tables.map((table) => (
              <PowerGrid key={table.power.id} table={table} isNarrow={!isWide} open={setAsked} />
            ))}
            {document.subjectsWithout > 0 && (
              <p className="quiet">
                {counted(document.subjectsWithout, "subject")} of bindings may do nothing of it.
              </p>
            )}
          </div>
          {asked && (
            <ProofPanel
              asked={asked}
              document={document}
              grants={grants}
              isBeside={isWide}
              close={() => {
                setAsked(undefined);
              }}
            />
          )}
        </div>
      )}
    </div>
  );
}

function Nobody({ without }: { readonly without: number }): ReactElement {
  return (
    <div className="nothing-found">
      <h2>Nobody may do anything</h2>
      <p>
        {without === 0
          ? "The input holds no binding that gives anybody a right."
          : `${counted(without, "subject")} of bindings may do nothing of what was asked.`}
      </p>
    </div>
  );
}
