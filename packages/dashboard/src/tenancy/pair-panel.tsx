import type { ReactElement } from "react";
import type { ObjectName } from "../documents/documents.ts";
import type { ProofJson } from "../documents/network.ts";
import type { ChannelFixJson, OpenChannelJson, TenancyDocument } from "../documents/tenancy.ts";
import { SidePanel } from "../parts/side-panel.tsx";
import { OpenMark } from "./open-mark.tsx";
import type { Pair } from "./pairs.ts";

/** What leads from one tenant to another: each channel with its proof and the change that closes it, and what is closed. */
export function PairPanel({
  pair: { from, to, channels },
  document,
  isBeside,
  close,
}: {
  readonly pair: Pair;
  readonly document: TenancyDocument;
  readonly isBeside: boolean;
  readonly close: () => void;
}): ReactElement {
  const closed = document.channelIds.filter(
    (id) => !channels.some(({ channel }) => channel === id),
  );
  return (
    <SidePanel label={`From ${from} to ${to}`} isBeside={isBeside} close={close}>
      <p className="lead quiet">Proof</p>
      <h2 tabIndex={-1}>
        {from} to {to}
      </h2>
      {channels.map((each) => (
        <Channel key={each.channel} channel={each} />
      ))}
      <section className="part">
        <h3>
          <OpenMark openness="closed" /> {channels.length === 0 ? "Every channel" : "Closed"}
        </h3>
        <p>{channels.length === 0 ? "Every channel is closed." : `${closed.join(", ")}.`}</p>
        {channels.length === 0 && <Rests statements={document.assumptions.statements} />}
      </section>
    </SidePanel>
  );
}

/** A closed pair is as much as what it rests on. */
function Rests({ statements }: { readonly statements: readonly string[] }): ReactElement | null {
  if (statements.length === 0) return null;
  return (
    <>
      <p>It rests on this:</p>
      <ul>
        {statements.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
    </>
  );
}

function Channel({
  channel: { channel, verdict, reason, proof, fix },
}: {
  readonly channel: OpenChannelJson;
}): ReactElement {
  const openness = verdict === "yes" ? "open" : "unknown";
  return (
    <section className="part">
      <h3>
        <OpenMark openness={openness} /> {channel}{" "}
        <span className="quiet">{verdict === "yes" ? "open" : "not known"}</span>
      </h3>
      <p>{reason}</p>
      <ol className="steps">
        {proof.map((each, index) => (
          <li key={`${index}${each.path}`}>
            <Evidence proof={each} />
          </li>
        ))}
      </ol>
      {fix ? <Fix fix={fix} /> : <p className="quiet">No change of the input closes it.</p>}
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

/** The change as a person makes it: what is taken out, what is set, which objects go and which come. */
function Fix({
  fix: { message, edits, removed, added },
}: {
  readonly fix: ChannelFixJson;
}): ReactElement {
  const lines = [
    ...edits.map((edit) =>
      edit.op === "remove"
        ? `${nameOf(edit.object)}: take out ${edit.path}`
        : `${nameOf(edit.object)}: set ${edit.path} to ${JSON.stringify(edit.value)}`,
    ),
    ...removed.map((object) => `delete ${nameOf(object)}`),
  ];
  return (
    <>
      <p>
        <strong>To close it:</strong> {message}
      </p>
      {lines.length > 0 && (
        <ul>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {added.map((object, index) => (
        <pre key={index} className="code plain-code" tabIndex={0} aria-label="To be applied">
          {JSON.stringify(object, null, 2)}
        </pre>
      ))}
    </>
  );
}

function nameOf({ kind, namespace, name }: ObjectName): string {
  return `${kind} ${namespace === null ? "" : `${namespace}/`}${name}`;
}
