import { portsText } from "@watertight/reports/words";
import type { ReactElement } from "react";
import type { ExposureJson, NetworkMapDocument } from "../documents/network.ts";
import { ProofText } from "./question.tsx";

const SCOPES: readonly (readonly [scope: string, title: string])[] = [
  ["internet", "Open to the internet"],
  ["network", "Open to the network of the nodes"],
  ["private", "Open to the private network"],
  ["cluster", "Open to every pod of the cluster"],
  ["namespaces", "Open to pods of other namespaces"],
];

/** What is open to others, the widest first. */
export function OpenList({ map }: { readonly map: NetworkMapDocument }): ReactElement {
  const sections = SCOPES.map(([scope, title]) => ({
    title,
    exposures: map.exposures.filter((each) => each.scope === scope && each.verdict !== "no"),
  })).filter(({ exposures }) => exposures.length > 0);
  return (
    <section className="open-list" aria-labelledby="open">
      <h2 id="open">What is open</h2>
      {sections.length + map.openings.length === 0 && <p>Nothing is open to others.</p>}
      <div className="scopes">
        {sections.map(({ title, exposures }, index) => (
          <details key={title} open={index === 0 && exposures.length <= 8}>
            <summary>
              {title} <span className="count">{exposures.length}</span>
            </summary>
            <ul>
              {exposures.map((each, number) => (
                <li key={`${number}${each.workload}`}>
                  <Exposure exposure={each} />
                </li>
              ))}
            </ul>
          </details>
        ))}
        {map.openings.length > 0 && (
          <details>
            <summary>
              Let in by their own policies from every other namespace{" "}
              <span className="count">{map.openings.length}</span>
            </summary>
            <ul>
              {map.openings.map((each) => (
                <li key={each.workload}>
                  <OpeningText opening={each} />
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </section>
  );
}

function OpeningText({
  opening: { workload, withoutPolicy, from, connections },
}: {
  readonly opening: NetworkMapDocument["openings"][number];
}): ReactElement {
  const ports = [...new Set(connections.map((each) => portsText(each.ports)))].sort();
  const why = withoutPolicy
    ? "no policy restricts what reaches it"
    : "its policies let in every namespace";
  const who =
    from.length === 0
      ? "no workload of another namespace gets out to it now"
      : `reached from ${from.join(", ")} on ${ports.join("; ")}`;
  return (
    <>
      <b>{workload}</b>: {why}; {who}
    </>
  );
}

function Exposure({ exposure }: { readonly exposure: ExposureJson }): ReactElement {
  const { workload, ports, verdict, proof, namespaces, reason } = exposure;
  return (
    <>
      <b>{workload}</b> <span className="port open">{portsText(ports)}</span>
      {verdict === "unknown" && <span className="quiet"> perhaps: {reason}</span>}
      {namespaces && <span className="quiet"> from {namespaces.join(", ")}</span>}
      {proof.length > 0 && (
        <details>
          <summary>Why</summary>
          <ul>
            {proof.map((each, index) => (
              <li key={`${index}${each.path}`}>
                <ProofText proof={each} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
