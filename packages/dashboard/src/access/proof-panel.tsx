import { type ReactElement, useMemo } from "react";
import type { AccessDocument, GrantsDocument, SubjectJson } from "../documents/access.ts";
import { SidePanel } from "../parts/side-panel.tsx";
import { reachText } from "./fold.ts";
import { grantsTo } from "./proof.ts";
import { ReachMark } from "./reach-mark.tsx";
import { Steps } from "./steps.tsx";
import { subjectName } from "./subjects.tsx";
import { resourceText, subjectKey } from "./who-can.ts";

/** A row and some resources, whose rights are to be proven. */
export interface Asked {
  readonly subjects: readonly SubjectJson[];
  /** By what people write; all of the row where there is none. */
  readonly resources: readonly string[];
  readonly title: string;
}

const MOST_SUBJECTS = 30;
const MOST_PROVEN = 40;

/** What somebody may do with some resources, and for each right the binding, the role and the rule that give it. */
export function ProofPanel({
  asked: { subjects, resources, title },
  document,
  grants,
  isBeside,
  close,
}: {
  readonly asked: Asked;
  readonly document: AccessDocument;
  readonly grants: GrantsDocument;
  readonly isBeside: boolean;
  readonly close: () => void;
}): ReactElement {
  const [first] = subjects;
  const proven = useMemo(
    () => (first ? provenRights(first, resources, document, grants) : []),
    [first, resources, document, grants],
  );
  return (
    <SidePanel label="The proof" isBeside={isBeside} close={close}>
      <p className="lead quiet">Proof</p>
      <h2 tabIndex={-1}>{title}</h2>
      {subjects.length > 1 && (
        <p>
          {subjects.length} subjects have the same:{" "}
          {subjects.slice(0, MOST_SUBJECTS).map(subjectName).join(", ")}
          {subjects.length > MOST_SUBJECTS ? " and more" : ""}. What follows is of the first.
        </p>
      )}
      {first && <p className="message">{subjectName(first)}</p>}
      {proven.slice(0, MOST_PROVEN).map(({ key, words, where, reach, found }) => (
        <section key={key} className="part">
          <h3>
            <ReachMark reach={reach} /> {words} <span className="quiet">{where}</span>
          </h3>
          {found.length === 0 && (
            <p>No binding that the input shows gives it by itself: several together do.</p>
          )}
          {found.map((grant, index) => (
            <Steps key={`${index}${grant.binding.name}`} grant={grant} />
          ))}
        </section>
      ))}
      {proven.length > MOST_PROVEN && <p>and {proven.length - MOST_PROVEN} more rights</p>}
    </SidePanel>
  );
}

/** Rights with equal grants stand together. */
function provenRights(
  subject: SubjectJson,
  resources: readonly string[],
  document: AccessDocument,
  grants: GrantsDocument,
) {
  const key = subjectKey(subject);
  const row = document.rows.find(({ subjects }) =>
    subjects.some((each) => subjectKey(each) === key),
  );
  const wanted = new Set(resources);
  const together = new Map<
    string,
    {
      readonly verbs: string[];
      readonly resource: string;
      readonly where: string;
      readonly reach: "cluster" | "namespaces" | "named" | "none";
      readonly found: ReturnType<typeof grantsTo>;
    }
  >();
  for (const [index, column] of document.columns.entries()) {
    const cell = row?.cells[index];
    const resource = resourceText(column);
    if (!cell || cell.reach === "none" || !wanted.has(resource)) continue;
    const found = grantsTo(subject, { ...column, cell }, grants);
    // The row of Kubernetes' own parts has the widest of all of them: what the first of them lacks is another's.
    if (found.length === 0 && row.folded) continue;
    const name = JSON.stringify([
      resource,
      cell,
      found.map(({ binding, rule }) => [binding.kind, binding.namespace, binding.name, rule]),
    ]);
    const same = together.get(name);
    if (same) same.verbs.push(column.verb);
    else
      together.set(name, {
        verbs: [column.verb],
        resource,
        where: reachText(cell),
        reach: cell.reach,
        found,
      });
  }
  return [...together].map(([name, { verbs, resource, ...rest }]) => ({
    key: name,
    words: `${verbs.join(", ")} ${resource}`,
    ...rest,
  }));
}
