import type { ReactElement, ReactNode } from "react";
import type { DocumentHead } from "../documents/documents.ts";

const HARMLESS: ReadonlySet<string> = new Set(["not-kubernetes", "ignored", "not-assessable"]);
/** More are counted. */
const MOST_SHOWN = 200;

/** What was read, what was not, and what answers rest on: before any answer. */
export function CoverageNote({
  head: { coverage, incomplete, assumptions },
  remarks = [],
}: {
  readonly head: Omit<DocumentHead, "assumptions"> & {
    /** Null where no objects were read. */
    readonly assumptions: DocumentHead["assumptions"] | null;
  };
  /** What else there is to say of the input, such as unknown fields. */
  readonly remarks?: readonly string[];
}): ReactElement {
  const missed = coverage.notExamined.filter(({ kind }) => !HARMLESS.has(kind));
  const leftOut = coverage.notExamined.filter(({ kind }) => HARMLESS.has(kind));
  const rests = assumptions ? restsOn(assumptions) : [];
  const unknown = coverage.unknownKinds.map(
    ({ apiVersion, kind, count }) => `${kind} (${apiVersion}), ${count}`,
  );
  return (
    <section
      className={incomplete ? "coverage incomplete" : "coverage"}
      aria-label="What was examined"
    >
      <p>
        {incomplete && <strong>Not everything was examined. </strong>}
        {counted(coverage.objects, "object")} in {counted(coverage.files, "file")} examined.
      </p>
      <div className="notes">
        <Note
          title="Not examined"
          isOpen={missed.length > 0 && missed.length <= 3}
          lines={missed.map(sentenceOf)}
        />
        <Note title="Remarks on the input" lines={remarks} />
        <Note title="Kinds not known" lines={unknown} />
        <Note title="Left out on purpose" lines={leftOut.map(sentenceOf)} />
        <Note title="What this rests on" lines={rests} />
      </div>
    </section>
  );
}

function restsOn({
  kubernetesVersion,
  wholeCluster,
  statements,
}: DocumentHead["assumptions"]): readonly string[] {
  return [
    `Kubernetes ${kubernetesVersion.value} (${kubernetesVersion.known}).`,
    wholeCluster.value
      ? "The input is the whole cluster."
      : "The input is a part of a cluster: what it lacks may be elsewhere.",
    ...statements,
  ];
}

function sentenceOf({
  file,
  line,
  reason,
}: {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
}): string {
  return `${file}${line > 1 ? `:${line}` : ""}: ${reason}`;
}

function Note({
  title,
  lines,
  isOpen = false,
}: {
  readonly title: string;
  readonly lines: readonly string[];
  readonly isOpen?: boolean;
}): ReactNode {
  if (lines.length === 0) return null;
  return (
    <details open={isOpen}>
      <summary>
        {title} <span className="count">{lines.length}</span>
      </summary>
      <ul tabIndex={0}>
        {lines.slice(0, MOST_SHOWN).map((line, index) => (
          <li key={`${index}${line}`}>{line}</li>
        ))}
        {lines.length > MOST_SHOWN && <li>and {lines.length - MOST_SHOWN} more</li>}
      </ul>
    </details>
  );
}

/** `1 object`, `1,204 objects`, `2 policies`. */
export function counted(count: number, noun: string): string {
  const many = /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`;
  return `${count.toLocaleString("en")} ${count === 1 ? noun : many}`;
}
