import type { ReactElement, ReactNode } from "react";
import type { CheckJson, EditJson, Place, ReportDetailsDocument } from "../documents/documents.ts";
import { AcceptForm } from "../exceptions/accept-form.tsx";
import { keyOfObject, linkTo } from "../parts/names.ts";
import { Prose } from "../parts/prose.tsx";
import { SeverityWord } from "../parts/severity.tsx";
import { diffOf, frameOf } from "./code.ts";
import { CodeDiff, CodeFrame } from "./code-block.tsx";
import type { Row } from "./rows.ts";

interface DetailProps {
  readonly row: Row;
  readonly check: CheckJson | undefined;
  readonly details: ReportDetailsDocument;
  /** Findings that the same decision settles, this one left out. */
  readonly sameCause: readonly Row[];
  readonly hrefOf: (row: Row) => string;
  /** Whether the page has the object itself. */
  readonly hasObjects?: boolean;
}

/** Everything about one finding. */
export function Detail({
  row,
  check,
  details,
  sameCause,
  hrefOf,
  hasObjects = false,
}: DetailProps): ReactElement {
  const { finding } = row;
  return (
    <>
      <p className="lead">
        <SeverityWord severity={finding.severity} />
        <a href={hrefOf(row)}>Link to this finding</a>
        {hasObjects && (
          <a href={linkTo("objects", { object: keyOfObject(finding.object), path: finding.path })}>
            All of this object
          </a>
        )}
      </p>
      <h2 tabIndex={-1}>{check?.title ?? finding.check}</h2>
      <p className="message">{finding.message}</p>
      <Facts row={row} details={details} />
      <Code row={row} details={details} />
      <Exception row={row} />
      <FixPart row={row} details={details} />
      {check && (
        <>
          <Part title="What to change">
            <Prose text={check.remediation} />
          </Part>
          <Part title="Why it matters">
            <Prose text={check.description} />
          </Part>
        </>
      )}
      {row.standing === "open" && <AcceptForm row={row} />}
      <Severity row={row} />
      <Implied row={row} />
      <SameCause rows={sameCause} cause={finding.cause} hrefOf={hrefOf} />
      <References row={row} check={check} />
    </>
  );
}

function Facts({
  row: { finding, heading, index },
  details,
}: Pick<DetailProps, "row" | "details">): ReactElement {
  const { location, path, container, alsoAt, worlds } = finding;
  const renderer = details.renderers[index];
  const rendered = renderer === undefined ? "" : ` (in what ${renderer} rendered)`;
  return (
    <dl className="facts">
      <Fact name="Object" value={heading} />
      {container !== null && <Fact name="Container" value={container} />}
      {path !== "" && <Fact name="Field" value={path} isCode />}
      <Fact name="Place" value={`${placeText(location)}:${location.column}${rendered}`} isCode />
      {worlds && <Fact name="In" value={worlds.join(", ")} />}
      {alsoAt.map((place) => (
        <Fact key={placeText(place)} name="Also at" value={placeText(place)} isCode />
      ))}
    </dl>
  );
}

function placeText({ file, line }: Place): string {
  return `${file}:${line}`;
}

function Severity({ row: { finding } }: Pick<DetailProps, "row">): ReactNode {
  if (finding.severityReason.length === 0) return null;
  return (
    <Part title="Why this severity">
      <ul>
        {finding.severityReason.map(({ because, change }) => (
          <li key={because}>
            {change > 0 ? "Raised" : "Lowered"}: {because}
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Implied({ row: { finding } }: Pick<DetailProps, "row">): ReactNode {
  if (finding.standsFor.length === 0) return null;
  const checks = new Set(finding.standsFor.map((each) => each.check));
  return (
    <Part title="Implied by it">
      <p>{[...checks].join(", ")}</p>
    </Part>
  );
}

function Fact({
  name,
  value,
  isCode = false,
}: {
  readonly name: string;
  readonly value: string;
  readonly isCode?: boolean;
}): ReactElement {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{isCode ? <code>{value}</code> : value}</dd>
    </div>
  );
}

function Part({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <section className="part">
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function Code({ row, details }: Pick<DetailProps, "row" | "details">): ReactNode {
  const text = details.texts[details.places[row.index] ?? -1];
  const lines = text ? frameOf(text, row.finding.location) : [];
  return lines.length === 0 ? null : <CodeFrame lines={lines} />;
}

function Exception({ row: { finding, standing } }: Pick<DetailProps, "row">): ReactNode {
  const { exception } = finding;
  if (standing === "open") return null;
  const words = exception
    ? [
        exception.reason,
        ...(exception.owner === null ? [] : [`Accepted by ${exception.owner}.`]),
        ...(exception.until === null ? [] : [`Until ${exception.until}.`]),
      ].join(" ")
    : "The baseline knows it.";
  return (
    <Part title="It counts for nothing">
      <p>{words}</p>
    </Part>
  );
}

const SAFETY: Readonly<Record<string, string>> = {
  safe: "Safe: it cannot change how a well-behaved workload runs.",
  "needs-value": "It needs a value that only you know.",
  "may-break": "It may break the workload: test it.",
};

/** The change that closes a finding, as a difference where the page has its text. */
export function FixPart({
  row: { finding, index },
  details,
}: Pick<DetailProps, "row" | "details">): ReactNode {
  const { fix } = finding;
  if (!fix) return null;
  const text = details.texts[details.places[index] ?? -1];
  const changes = details.changes[index];
  const hunks = text && changes ? diffOf(text, changes) : [];
  return (
    <Part title="The fix">
      <p>{SAFETY[fix.safety]}</p>
      {hunks.length > 0 ? <CodeDiff hunks={hunks} /> : <Edits edits={fix.edits} />}
    </Part>
  );
}

const OPERATIONS: Readonly<Record<EditJson["op"], string>> = {
  add: "Add",
  replace: "Replace",
  remove: "Remove",
};

/** A change of which the page has no text: what Helm or Kustomize rendered, or what is too long. */
function Edits({ edits }: { readonly edits: readonly EditJson[] }): ReactElement {
  return (
    <ul className="edits">
      {edits.map(({ op, path, value }) => (
        <li key={`${op}${path}`}>
          {OPERATIONS[op]} <code>{path}</code>
          {op !== "remove" && (
            <>
              : <code>{JSON.stringify(value)}</code>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

const MOST_SAME = 12;

function SameCause({
  rows,
  cause,
  hrefOf,
}: {
  readonly rows: readonly Row[];
  readonly cause: string;
  readonly hrefOf: DetailProps["hrefOf"];
}): ReactNode {
  if (rows.length === 0) return null;
  return (
    <Part title="Settled by the same decision">
      <p className="quiet">{cause}</p>
      <ul>
        {rows.slice(0, MOST_SAME).map((row) => (
          <li key={row.id}>
            <a href={hrefOf(row)}>
              {row.heading}: {row.finding.check}
            </a>
          </li>
        ))}
        {rows.length > MOST_SAME && <li>and {rows.length - MOST_SAME} more (group by cause)</li>}
      </ul>
    </Part>
  );
}

function References({ row, check }: Pick<DetailProps, "row" | "check">): ReactElement {
  const references = check?.references.map(({ standard, id }) => `${standard} ${id}`) ?? [];
  return (
    <Part title="Reference">
      <dl className="facts">
        <Fact name="Check" value={row.finding.check} isCode />
        {references.length > 0 && <Fact name="Standards" value={references.join(", ")} />}
        <Fact name="Fingerprint" value={row.finding.fingerprint} isCode />
        <Fact name="In a terminal" value={`watertight explain ${row.finding.check}`} isCode />
      </dl>
    </Part>
  );
}
