import { subjectText } from "@watertight/reports/words";
import type { ReactElement } from "react";
import type { SubjectJson } from "../documents/access.ts";

const FIRST = 3;

/** Who a row is about: the first few by name. */
export function Subjects({
  subjects,
  ofKubernetes,
}: {
  readonly subjects: readonly SubjectJson[];
  readonly ofKubernetes: boolean;
}): ReactElement {
  if (ofKubernetes)
    return <span className="quiet">{subjects.length} parts of Kubernetes itself</span>;
  return (
    <>
      {subjects.slice(0, FIRST).map((subject) => (
        <span key={subjectName(subject)} className="subject">
          <span className="quiet">{subject.kind}</span>{" "}
          {subject.namespace === undefined ? "" : `${subject.namespace}/`}
          {subject.name}
        </span>
      ))}
      {subjects.length > FIRST && <span className="quiet">and {subjects.length - FIRST} more</span>}
    </>
  );
}

/** The same as one text. */
export function subjectName({ kind, namespace = "", name }: SubjectJson): string {
  return subjectText({ kind, namespace, name });
}

export function rowName(subjects: readonly SubjectJson[], ofKubernetes: boolean): string {
  if (ofKubernetes) return `${subjects.length} parts of Kubernetes itself`;
  const [first] = subjects;
  const rest = subjects.length === 1 ? "" : ` and ${subjects.length - 1} more`;
  return `${first ? subjectName(first) : ""}${rest}`;
}
