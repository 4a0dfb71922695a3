import { type ReactElement, useState } from "react";
import type { ObjectName } from "../documents/documents.ts";
import type { ProofJson } from "../documents/network.ts";
import type { PathDetailsDocument, StepDetailJson, StepJson } from "../documents/paths.ts";
import { SidePanel } from "../parts/side-panel.tsx";
import { Chain } from "./chain.tsx";
import { nameOfVertex, type Way } from "./ways.ts";

/** One path: drawn, with where others go on from each station, then its steps as a table with proofs and what breaks them. */
export function PathPanel({
  way,
  ways,
  details,
  isBeside,
  choose,
  close,
}: {
  readonly way: Way;
  readonly ways: readonly Way[];
  readonly details: PathDetailsDocument;
  readonly isBeside: boolean;
  readonly choose: (index: number) => void;
  readonly close: () => void;
}): ReactElement {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const steps = details.steps[way.index] ?? [];
  return (
    <SidePanel label={`From ${way.from} to ${way.to}`} isBeside={isBeside} close={close}>
      <p className="lead quiet">{way.path.certainty === "yes" ? "Open" : "Not known"}</p>
      <h2 tabIndex={-1}>
        {way.from} to {way.to}
      </h2>
      <Chain
        way={way}
        ways={ways}
        titles={details.titles}
        open={open}
        toggle={(station) => {
          const next = new Set(open);
          if (!next.delete(station)) next.add(station);
          setOpen(next);
        }}
        choose={choose}
      />
      <h3>Its steps as a table</h3>
      <div className="step-table" tabIndex={0} role="region" aria-label="Steps of the path">
        <table>
          <thead>
            <tr>
              <th scope="col">Step</th>
              <th scope="col">From</th>
              <th scope="col">What is done</th>
              <th scope="col">Gives</th>
              <th scope="col">Sure</th>
              <th scope="col">Techniques</th>
            </tr>
          </thead>
          <tbody>
            {way.path.steps.map((step, index) => (
              <tr key={`${index}${step.edge}`}>
                <th scope="row">{index + 1}</th>
                <td>{nameOfVertex(step.from)}</td>
                <td>{details.titles[step.edge] ?? step.edge}</td>
                <td>{nameOfVertex(step.to)}</td>
                <td>{step.certainty === "yes" ? "yes" : "not known"}</td>
                <td>{step.techniques.join(", ")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {way.path.steps.map((step, index) => (
        <StepPart
          key={`${index}${step.edge}`}
          step={step}
          number={index + 1}
          title={details.titles[step.edge] ?? step.edge}
          detail={steps[index] ?? { brokenBy: [], unknown: [] }}
        />
      ))}
    </SidePanel>
  );
}

/** What a step rests on, what is not known of it, and what takes it away. */
function StepPart({
  step,
  number,
  title,
  detail: { brokenBy, unknown },
}: {
  readonly step: StepJson;
  readonly number: number;
  readonly title: string;
  readonly detail: StepDetailJson;
}): ReactElement {
  return (
    <section className="part">
      <h3>
        {number}. {title}
      </h3>
      {unknown.map((each) => (
        <p key={each}>Not known: {each}.</p>
      ))}
      {step.proof.length > 0 && (
        <ol className="steps">
          {step.proof.map((each, index) => (
            <li key={`${index}${each.path}`}>
              <Evidence proof={each} />
            </li>
          ))}
        </ol>
      )}
      {brokenBy.length === 0 ? (
        <p className="quiet">No change of the input breaks it.</p>
      ) : (
        <ul>
          {brokenBy.map((each) => (
            <li key={each}>
              <strong>Broken by:</strong> {each}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Evidence({
  proof: { object, path, message, location },
}: {
  readonly proof: ProofJson;
}): ReactElement {
  return (
    <>
      {nameOf(object)} <code>{path}</code>: {message}
      {location && (
        <>
          {" "}
          <code className="quiet">
            {location.file}:{location.line}
          </code>
        </>
      )}
    </>
  );
}

function nameOf({ kind, namespace, name }: ObjectName): string {
  return `${kind} ${namespace === null ? "" : `${namespace}/`}${name}`;
}
