import type { ReactElement } from "react";
import type { IncidentJson, IncidentsDocument } from "../documents/given.ts";
import { counted } from "../parts/coverage.tsx";
import { ExportButtons } from "../parts/export.tsx";
import { type Column, ListView } from "../parts/list-view.tsx";
import { SeverityWord } from "../parts/severity.tsx";

/** What happened, the worst first; one of them with its timeline, what it rests on and what to do. */
export function IncidentsView({
  document,
}: {
  readonly document: IncidentsDocument;
}): ReactElement {
  return (
    <div className="incidents">
      <h1 className="page-title">Incidents</h1>
      <ListView
        view="incidents"
        title="Incidents"
        noun="incident"
        rows={document.incidents}
        idOf={({ id }) => id}
        columns={COLUMNS}
        choices={[
          { id: "severity", title: "Severity", valuesOf: ({ severity }) => [severity] },
          { id: "actor", title: "Actor", valuesOf: ({ actors }) => actors },
          { id: "rule", title: "Detection", valuesOf: ({ rules }) => rules },
        ]}
        hint="Actor, target, detection"
        empty="The logs show no incident."
        panel={(incident) => <IncidentPanel incident={incident} />}
      />
    </div>
  );
}

const COLUMNS: readonly Column<IncidentJson>[] = [
  {
    title: "Severity",
    width: "minmax(0, 0.7fr)",
    text: ({ severity }) => severity,
    show: ({ severity }) => <SeverityWord severity={severity} />,
  },
  { title: "Score", width: "60px", text: ({ score }) => String(score) },
  {
    title: "Who",
    width: "minmax(0, 1.4fr)",
    text: ({ root, actors }) => root.actor || actors.join(", "),
  },
  {
    title: "What",
    width: "minmax(0, 2.4fr)",
    text: ({ root, rules }) => root.because || rules.join(", "),
  },
  { title: "First", width: "minmax(0, 1.2fr)", text: ({ first }) => first },
];

function IncidentPanel({ incident }: { readonly incident: IncidentJson }): ReactElement {
  const { severity, score, root, because, timeline, counterMeasures, targets, techniques } =
    incident;
  return (
    <>
      <p className="lead">
        <SeverityWord severity={severity} />
        <span className="quiet">score {score}</span>
      </p>
      <h2 tabIndex={-1}>{root.actor || incident.actors.join(", ")}</h2>
      <p className="message">{root.because}</p>
      <dl className="facts">
        {[
          ["From", root.sourceIP ?? "not known"],
          ["First", incident.first],
          ["Last", incident.last],
          ["On", targets.join(", ") || "nothing that is named"],
          ["Techniques", techniques.join(", ")],
        ].map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <section className="part">
        <h3>Why this severity</h3>
        <ul>
          {because.map((each) => (
            <li key={each.factor}>
              {each.factor} {each.value}: {each.because}
            </li>
          ))}
        </ul>
      </section>
      <section className="part">
        <h3>
          Timeline <span className="count">{counted(timeline.length, "step")}</span>
        </h3>
        <ExportButtons
          name={`incident-${incident.id}`}
          columns={[
            "time",
            "kind",
            "rule",
            "severity",
            "actor",
            "subject",
            "because",
            "place",
            "auditID",
          ]}
          rows={() =>
            timeline.map((step) => [
              ...[step.time, step.kind, step.rule, step.severity, step.actor, step.subject],
              ...[step.because, step.place, step.auditID ?? ""],
            ])
          }
        />
        <ol className="timeline">
          {timeline.map((step, index) => (
            <li key={`${index}${step.time}`}>
              <time>{step.time}</time> <strong>{step.rule || step.kind}</strong>
              {step.count > 1 && <span className="tag">{step.count} times</span>}
              <span className="clamped">{step.because}</span>
              <span className="quiet">
                {step.actor} {step.subject} {step.place}
                {step.auditID !== undefined && ` audit ${step.auditID}`}
              </span>
            </li>
          ))}
        </ol>
      </section>
      <section className="part">
        <h3>What to do</h3>
        <ul>
          {counterMeasures.map(({ action, object, command, because: why }) => (
            <li key={`${action}${object}`}>
              {action} {object}: {why}
              {command !== null && <pre className="code plain-code">{command}</pre>}
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
