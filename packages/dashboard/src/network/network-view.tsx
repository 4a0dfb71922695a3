import { type ReactElement, useMemo, useState } from "react";
import type { NetworkDocument, NetworkMapDocument } from "../documents/network.ts";
import { CoverageNote } from "../parts/coverage.tsx";
import { useMedia } from "../parts/media.ts";
import { goTo, useAddress, withChoices } from "../shell/address.ts";
import { bundlesOf } from "./bundles.ts";
import { ConnectionList } from "./connection-list.tsx";
import { edgesOf, groupsOf } from "./edges.ts";
import { layoutOf } from "./layout.ts";
import { NetworkMap } from "./map.tsx";
import { OpenList } from "./open-list.tsx";
import { Question } from "./question.tsx";
import { Readout } from "./readout.tsx";

/** Of more workloads the namespaces are shown first. */
const SHOWN_AT_FIRST = 12;

/** Who reaches whom: what is open, the map, the question, and every connection. */
export function NetworkView({
  network,
  map,
}: {
  readonly network: NetworkDocument;
  readonly map: NetworkMapDocument;
}): ReactElement {
  const edges = useMemo(() => edgesOf(network, map), [network, map]);
  const remarks = map.problems;
  return (
    <div className="network">
      <h1 className="spoken">Network</h1>
      <CoverageNote head={network} remarks={remarks} />
      {map.nodes.length === 0 ? (
        <div className="nothing-found">
          <h2>No workload, no connection</h2>
          <p>The input holds no pod and nothing that makes pods.</p>
        </div>
      ) : (
        <>
          <OpenList map={map} />
          <Drawn edges={edges} map={map} />
          <ConnectionList edges={edges} />
        </>
      )}
    </div>
  );
}

function Drawn({
  edges,
  map,
}: {
  readonly edges: ReturnType<typeof edgesOf>;
  readonly map: NetworkMapDocument;
}): ReactElement {
  const address = useAddress();
  const groups = useMemo(() => groupsOf(map.nodes, edges), [map, edges]);
  const workloads = map.nodes.filter(({ namespace }) => namespace !== null).length;
  const [opened, setOpened] = useState<ReadonlySet<string>>(
    new Set(workloads <= SHOWN_AT_FIRST ? groups.map(({ key }) => key) : []),
  );
  const bundles = useMemo(() => bundlesOf(edges, groups, opened), [edges, groups, opened]);
  const isNarrow = useMedia("(max-width: 700px)");
  const layout = useMemo(
    () => layoutOf(groups, bundles, { opened, namesApart: isNarrow }),
    [groups, bundles, opened, isNarrow],
  );
  const titles = useMemo(() => titlesOf(groups), [groups]);
  const chosen = address.chosen.get("at");
  const toggle = (key: string): void => {
    const next = new Set(opened);
    if (!next.delete(key)) next.add(key);
    setOpened(next);
  };
  return (
    <section className="drawn" aria-labelledby="map-title">
      <div className="map-head">
        <h2 id="map-title">Map</h2>
        <button
          type="button"
          className="plain"
          onClick={() => {
            setOpened(new Set(groups.map(({ key }) => key)));
          }}
        >
          Open all
        </button>
        <button
          type="button"
          className="plain"
          onClick={() => {
            setOpened(new Set());
          }}
        >
          Close all
        </button>
        <Legend />
      </div>
      <div className="map-columns">
        <NetworkMap
          layout={layout}
          opened={opened}
          chosen={chosen}
          toggle={toggle}
          isNarrow={isNarrow}
          choose={(key) => {
            goTo(withChoices({ ...address, view: "network" }, { at: key }), "replace");
          }}
        />
        <div className="beside">
          <section className="readout" aria-label="Connections of one row">
            <Readout
              row={layout.rows.find(({ key }) => key === chosen)}
              bundles={bundles}
              titleOf={(key) => titles.get(key) ?? key}
            />
          </section>
          <Question map={map} />
        </div>
      </div>
    </section>
  );
}

function titlesOf(groups: ReturnType<typeof groupsOf>): ReadonlyMap<string, string> {
  return new Map([
    ["everyone", "every workload"],
    ...groups.flatMap(({ key, title, members }) => [
      [key, title] as const,
      ...members.map(
        (member) =>
          [member.key, key.startsWith("ns ") ? `${title}/${member.title}` : member.title] as const,
      ),
    ]),
  ]);
}

function Legend(): ReactElement {
  return (
    <ul className="legend" aria-label="Lines">
      <li>
        <LineSample kind="open" /> open: no policy at one end
      </li>
      <li>
        <LineSample kind="kept" /> let through by policies
      </li>
      <li>
        <LineSample kind="kept doubt" /> may pass or not
      </li>
    </ul>
  );
}

function LineSample({ kind }: { readonly kind: string }): ReactElement {
  return (
    <svg width="34" height="10" aria-hidden="true">
      <g className={`bundle ${kind}`}>
        <path d="M0 5H34" />
      </g>
    </svg>
  );
}
