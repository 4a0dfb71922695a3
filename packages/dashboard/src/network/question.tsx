import type { ReactElement } from "react";
import type { AnswerJson, NetworkMapDocument, ProofJson } from "../documents/network.ts";
import { goTo, useAddress, withChoices } from "../shell/address.ts";
import { answerTo, type ReachAsked } from "./reach.ts";

/** From here to there on this port: whether it passes, and the policies that decide. */
export function Question({ map }: { readonly map: NetworkMapDocument }): ReactElement {
  const address = useAddress();
  const { chosen } = address;
  const workloads = map.nodes.filter(({ namespace }) => namespace !== null);
  const change = (name: string, value: string): void => {
    goTo(withChoices({ ...address, view: "network" }, { [name]: value }), "replace");
  };
  const choice = (name: string, label: string, extra: readonly string[]): ReactElement => (
    <label>
      {label}
      <select
        value={chosen.get(name) ?? ""}
        data-search={name === "from" ? "" : undefined}
        onChange={(event) => {
          change(name, event.target.value);
        }}
      >
        <option value="">Choose</option>
        {[...extra, ...workloads.map(({ id }) => id)].map((id) => (
          <option key={id}>{id}</option>
        ))}
      </select>
    </label>
  );
  return (
    <section className="ask" aria-labelledby="reach">
      <h2 id="reach">Does it reach …?</h2>
      <div className="fields reach-fields">
        {choice("from", "From", ["internet"])}
        {choice("to", "To", [])}
        <label>
          Port
          <input
            type="text"
            inputMode="numeric"
            value={chosen.get("port") ?? ""}
            placeholder="443"
            onChange={(event) => {
              change("port", event.target.value);
            }}
          />
        </label>
        <label>
          Protocol
          <select
            value={chosen.get("protocol") ?? "TCP"}
            onChange={(event) => {
              change("protocol", event.target.value);
            }}
          >
            {["TCP", "UDP", "SCTP"].map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        </label>
      </div>
      <div aria-live="polite">
        <Answered map={map} chosen={chosen} />
      </div>
    </section>
  );
}

function Answered({
  map: { reach },
  chosen,
}: {
  readonly map: NetworkMapDocument;
  readonly chosen: ReadonlyMap<string, string>;
}): ReactElement | null {
  const asked = askedIn(chosen);
  if (typeof asked === "string") return asked === "" ? null : <p>{asked}</p>;
  const answer = reach ? answerTo(asked, reach) : undefined;
  return answer ? <AnswerText answer={answer} /> : <NoAnswer asked={asked} />;
}

/** The question of an address, or what is missing; "" where it has only begun. */
function askedIn(chosen: ReadonlyMap<string, string>): ReachAsked | string {
  const [from, to, port] = ["from", "to", "port"].map((name) => chosen.get(name));
  if (!from || !to || !port) return "";
  if (!isPort(Number(port))) return "A port is a number from 1 to 65535.";
  if (from === to) return "A workload reaches itself.";
  return { from, to, port: Number(port), protocol: chosen.get("protocol") ?? "TCP" };
}

function isPort(number: number): boolean {
  return Number.isInteger(number) && number >= 1 && number <= 65_535;
}

function NoAnswer({
  asked: { from, to, port, protocol },
}: {
  readonly asked: ReachAsked;
}): ReactElement {
  return (
    <p>
      This page does not hold the answer, for there are too many workloads. The command has it:{" "}
      <code>
        watertight network can-reach --from {placeText(from)} --to {placeText(to)} --port {port}{" "}
        --protocol {protocol} --explain PATH
      </code>
    </p>
  );
}

/** `shop/web[Deployment]` as an option takes it. */
function placeText(id: string): string {
  const [, name, kind] = /^(.*)\[(.*)\]$/.exec(id) ?? [];
  return name === undefined ? id : `${kind}/${name}`;
}

const VERDICTS = { yes: "Yes.", no: "No.", unknown: "It is not known." } as const;

function AnswerText({ answer }: { readonly answer: AnswerJson }): ReactElement {
  const { verdict, reason, egress, ingress, unenforced = [], assumptions } = answer;
  return (
    <div className={`verdict ${verdict}`}>
      <p>
        <strong>{VERDICTS[verdict]}</strong> {reason}
      </p>
      <Side
        title="Leaving"
        verdict={egress.verdict}
        reason={egress.reason}
        proof={egress.decidedBy}
      />
      <Side
        title="Arriving"
        verdict={ingress.verdict}
        reason={ingress.reason}
        proof={ingress.decidedBy}
      />
      {unenforced.length > 0 && (
        <Side title="Not enforced by the network plugin" verdict="" reason="" proof={unenforced} />
      )}
      {assumptions.length > 0 && (
        <details>
          <summary>Assumed</summary>
          <ul>
            {assumptions.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function Side({
  title,
  verdict,
  reason,
  proof,
}: {
  readonly title: string;
  readonly verdict: string;
  readonly reason: string;
  readonly proof: readonly ProofJson[];
}): ReactElement {
  return (
    <section>
      <h3>
        {title}
        {verdict === "" ? "" : `: ${verdict}`}
      </h3>
      {proof.length === 0 && <p>{reason}</p>}
      <ul>
        {proof.map((each, index) => (
          <li key={`${index}${each.path}`}>
            <ProofText proof={each} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A field that decides, and where it stands. */
export function ProofText({ proof }: { readonly proof: ProofJson }): ReactElement {
  const { object, path, message, location } = proof;
  const name = object.namespace === null ? object.name : `${object.namespace}/${object.name}`;
  return (
    <>
      {object.kind} {name}
      {path !== "" && (
        <>
          {" "}
          <code>{path}</code>
        </>
      )}
      : {message}
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
