import { textAt } from "@watertight/core/kubernetes";
import { type ReactElement, useMemo } from "react";
import type { ReportDocument } from "../documents/documents.ts";
import type { DeprecatedDocument, UpgradeDocument } from "../documents/given.ts";
import type { ObjectsDocument } from "../documents/objects.ts";
import type { OverviewDocument } from "../documents/overview.ts";
import { Panel } from "../overview/panel.tsx";
import { counted } from "../parts/coverage.tsx";
import { type Column, ListView } from "../parts/list-view.tsx";
import { headingOf, linkTo } from "../parts/names.ts";
import { Upgrade } from "./upgrade.tsx";

interface VersionsViewProps {
  readonly overview: OverviewDocument;
  readonly objects: ObjectsDocument;
  readonly deprecated: DeprecatedDocument | undefined;
  readonly upgrade: UpgradeDocument | undefined;
  readonly report: ReportDocument | undefined;
}

/** Which versions run, who uses what goes, and the way to the next version. */
export function VersionsView(props: VersionsViewProps): ReactElement {
  const { overview, objects, deprecated, upgrade, report } = props;
  const { kubernetesVersion } = overview.assumptions;
  const nodes = useMemo(() => kubeletsIn(objects), [objects]);
  return (
    <div className="versions">
      <h1 className="page-title">Versions</h1>
      <div className="panels">
        <Panel title="What runs">
          <p>
            Kubernetes <strong>{kubernetesVersion.value}</strong> ({kubernetesVersion.known})
          </p>
          <ul className="short">
            {nodes.map(([version, count]) => (
              <li key={version}>
                <a href={linkTo("objects", { kind: "Node" })}>{counted(count, "node")}</a> with
                kubelet {version}
              </li>
            ))}
          </ul>
          {nodes.length === 0 && <p className="quiet">The input shows no version of a kubelet.</p>}
        </Panel>
        <Found report={report} />
      </div>
      <h2>Uses of APIs that go</h2>
      {deprecated ? (
        <ListView
          view="versions"
          title={`Uses of what ${deprecated.target} does not serve`}
          noun="use"
          rows={deprecated.uses.map((use, index) => ({ use, id: String(index) }))}
          idOf={({ id }) => id}
          columns={USES}
          choices={[
            { id: "state", title: "State", valuesOf: ({ use }) => [use.state] },
            { id: "signal", title: "Seen by", valuesOf: ({ use }) => [use.signal] },
          ]}
          hint="API, object, caller"
          empty={`Nobody is seen to use what ${deprecated.target} does not serve.`}
          panel={({ use }) => (
            <>
              <h2 tabIndex={-1}>
                {use.group}/{use.version} {use.resource}
              </h2>
              <p>{use.message}</p>
              {use.fix && <p>{use.fix.message}</p>}
              {use.location && (
                <p>
                  <code>
                    {use.location.file}:{use.location.line}
                  </code>
                </p>
              )}
            </>
          )}
        />
      ) : (
        <p className="page-note">
          Who asks for them: <code>watertight versions deprecated --target VERSION -o json</code>,
          given to the page with <code>--document</code>.
        </p>
      )}
      <h2>The way to the next version</h2>
      {upgrade ? (
        <Upgrade document={upgrade} />
      ) : (
        <p className="page-note">
          <code>watertight upgrade plan --to VERSION -o json</code> writes it, given to the page
          with <code>--document</code>.
        </p>
      )}
    </div>
  );
}

type UseRow = { readonly use: DeprecatedDocument["uses"][number]; readonly id: string };

const USES: readonly Column<UseRow>[] = [
  {
    title: "API",
    width: "minmax(0, 1.6fr)",
    text: ({ use }) => `${use.group === "" ? "" : `${use.group}/`}${use.version} ${use.resource}`,
  },
  {
    title: "State",
    width: "minmax(0, 1fr)",
    text: ({ use }) => `${use.state}${use.removedIn === null ? "" : ` in ${use.removedIn}`}`,
  },
  {
    title: "Who",
    width: "minmax(0, 1.6fr)",
    text: ({ use }) => use.caller ?? (use.object ? headingOf(use.object) : ""),
  },
  { title: "Seen by", width: "minmax(0, 0.8fr)", text: ({ use }) => use.signal },
  { title: "What", width: "minmax(0, 2fr)", text: ({ use }) => use.message },
];

/** Findings about versions, by their checks. */
function Found({ report }: { readonly report: ReportDocument | undefined }): ReactElement {
  const counts = new Map<string, number>();
  for (const { check } of report?.findings ?? []) {
    if (/version|deprecated|cve|end-of-life|skew|drift/.test(check)) {
      counts.set(check, (counts.get(check) ?? 0) + 1);
    }
  }
  return (
    <Panel title="What checks say of versions">
      {counts.size === 0 && <p className="quiet">Nothing.</p>}
      <ul className="short">
        {[...counts].map(([check, count]) => (
          <li key={check}>
            <a href={linkTo("report", { check })}>{check}</a>{" "}
            <span className="count">{count.toLocaleString("en")}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function kubeletsIn({ objects }: ObjectsDocument): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const { object } of objects) {
    if (textAt(object, "kind") !== "Node") continue;
    const version = textAt(object, "status", "nodeInfo", "kubeletVersion") || "that is not shown";
    counts.set(version, (counts.get(version) ?? 0) + 1);
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
}
