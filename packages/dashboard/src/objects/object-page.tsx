import type { ReactElement } from "react";
import type { ReportDetailsDocument } from "../documents/documents.ts";
import type { PageDocuments } from "../documents/page-documents.ts";
import { Panel } from "../overview/panel.tsx";
import { CountMarks } from "../overview/severity-line.tsx";
import { counted } from "../parts/coverage.tsx";
import { linkTo } from "../parts/names.ts";
import { SeverityWord } from "../parts/severity.tsx";
import { FixPart } from "../report/detail.tsx";
import type { Row } from "../report/rows.ts";
import { AroundObject } from "./around-object.tsx";
import type { FoundObject } from "./found-objects.ts";
import { nameOfObject } from "./names.ts";
import { YamlBlock } from "./yaml-block.tsx";

/** One object: its findings with their fixes, its YAML with the fields at fault, and what the engines say of it. */
export function ObjectPage({
  found,
  details,
  documents,
  asked,
}: {
  readonly found: FoundObject;
  readonly details: ReportDetailsDocument;
  readonly documents: PageDocuments;
  /** The field to show. */
  readonly asked: string;
}): ReactElement {
  const { row, heading, findings, counts } = found;
  const open = findings.filter(({ standing }) => standing === "open");
  const first = asked === "" ? (open[0]?.finding.path ?? "") : asked;
  return (
    <div className="object">
      <p>
        <a href={linkTo("objects")}>‹ All objects</a>
      </p>
      <div className="object-head">
        <h1>{heading}</h1>
        <CountMarks counts={counts} />
      </div>
      <p className="page-note">
        {row.file !== "" && (
          <>
            <code>
              {row.file}:{row.line}
            </code>
            {" · "}
          </>
        )}
        {row.owner === "" ? "Nobody is named as its owner." : `Owner: ${row.owner}`}
      </p>
      <div className="panels">
        <Panel
          title={counted(open.length, "finding")}
          all={[linkTo("report", { q: heading.split(" ").at(-1) ?? "" }), "In the list"]}
        >
          {open.length === 0 && <p className="quiet">No check says anything of it.</p>}
          <ul className="short">
            {findings.map((each) => (
              <FindingOfObject
                key={each.id}
                row={each}
                details={details}
                objectKey={found.key}
                file={row.file}
              />
            ))}
          </ul>
        </Panel>
        <Panel title="As YAML">
          <YamlBlock
            object={row.object}
            asked={first}
            notes={open.map(({ finding }) => ({
              path: finding.path,
              text: `${finding.severity}: ${finding.message}`,
            }))}
          />
        </Panel>
        <AroundObject name={nameOfObject(row)} object={row.object} documents={documents} />
      </div>
    </div>
  );
}

function FindingOfObject({
  row,
  details,
  objectKey,
  file,
}: {
  readonly row: Row;
  readonly details: ReportDetailsDocument;
  readonly objectKey: string;
  readonly file: string;
}): ReactElement {
  const { finding, standing } = row;
  const check = details.checks.find(({ id }) => id === finding.check);
  return (
    <li>
      <SeverityWord severity={finding.severity} />{" "}
      <a href={linkTo("report", { finding: row.id })}>{check?.title ?? finding.check}</a>
      {standing !== "open" && <span className="tag">set aside</span>}
      <span className="clamped">{finding.message}</span>
      {finding.path !== "" && (
        <a
          href={linkTo("objects", { object: objectKey, in: file, path: finding.path })}
          aria-label={`Show ${finding.path} in the YAML`}
        >
          <code>{finding.path}</code>
        </a>
      )}
      {finding.fix && standing === "open" && (
        <details>
          <summary>The fix</summary>
          <FixPart row={row} details={details} />
        </details>
      )}
    </li>
  );
}
