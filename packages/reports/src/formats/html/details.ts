import type { Check } from "@watertight/core/checks";
import { compareSeverity, type Finding } from "@watertight/core/findings";
import type { JsonObject } from "@watertight/core/kubernetes";
import type { Location, SourceText, TextChange } from "@watertight/core/snapshot";
import type { ReportContext } from "../../reporter.ts";
import { createObjectOf } from "../../text/object-of.ts";
import { createRenderedBy } from "../../text/rendered-by.ts";

/** Lines around a finding and around a change that the page can show. */
const CONTEXT = 3;
/** Of a longer line only the part around the finding is kept: a minified file may be one line of megabytes. */
const LONGEST = 500;
/** A change of more lines is told by its edits. */
const MOST_LINES = 60;
/** Of so many findings, the worst first, a change is told as text: for each its document is read again, a third of a millisecond. */
const MOST_CHANGES = 5000;

/** What a page shows of a report beside the report itself: the code around each finding, its change, and what its check says. */
export interface ReportDetails {
  readonly add: (finding: Finding) => void;
  readonly json: () => JsonObject;
}

/** Lines of one text, each once, whatever many findings stand on them. */
interface KeptText {
  readonly index: number;
  readonly lines: Map<number, string>;
}

/** One entry a finding, in the order in which they are added; lines are kept once for all findings of a text. */
export function createReportDetails(context: ReportContext): ReportDetails {
  const { snapshot, checks, groupBy } = context;
  const objectOf = createObjectOf(snapshot);
  const renderedBy = createRenderedBy(snapshot);
  const texts: JsonObject[] = [];
  /** By the name of the text. */
  const kept = new Map<string, KeptText>();
  const places: number[] = [];
  const changes: Record<string, readonly (readonly [...number[], string])[]> = {};
  const fixable: { readonly finding: Finding; readonly index: number }[] = [];
  const renderers: Record<string, string> = {};
  const seen = new Set<string>();

  function placeOf(location: Location): number {
    const source = snapshot.sourceOf(location);
    const line = source?.line(location.line);
    if (!source || line === undefined) return -1;
    if (line.length > LONGEST) return partOf(location, line);
    keep(source, location, CONTEXT);
    return textOf(location).index;
  }

  /** A text of its own, which is the part of the line. */
  function partOf({ line, column }: Location, text: string): number {
    const offset = Math.max(0, column - 1 - LONGEST / 4);
    texts.push({ offset, lines: [[line, text.slice(offset, offset + LONGEST)]] });
    return texts.length - 1;
  }

  function textOf({ file, renderedFrom = "" }: Location): KeptText {
    const name = `${renderedFrom}\n${file}`;
    const known = kept.get(name);
    if (known) return known;
    const text = { index: texts.length, lines: new Map<number, string>() };
    texts.push({});
    kept.set(name, text);
    return text;
  }

  function keep(source: SourceText, location: Location, around: number): void {
    const { lines } = textOf(location);
    const first = Math.max(1, location.line - CONTEXT);
    for (let number = first; number <= location.line + around; number++) {
      if (lines.has(number)) continue;
      const line = source.line(number);
      if (line === undefined) return;
      lines.set(number, line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line);
    }
  }

  /** Nothing where the text cannot be changed, or the change is too large to be read here. */
  function changeOf(finding: Finding): readonly TextChange[] {
    const { fix, location } = finding;
    if (!fix || location.rendered) return [];
    const found = objectOf(finding)?.edit?.(fix.edits) ?? [];
    if (typeof found === "string") return [];
    const source = snapshot.sourceOf(location);
    const isShort = ({ location: at, text }: TextChange): boolean =>
      at.endLine - at.line + text.split("\n").length <= MOST_LINES &&
      linesBetween(source, at).every((line) => line.length <= LONGEST);
    return source && found.every(isShort) ? found : [];
  }

  function keepChange({ finding, index }: (typeof fixable)[number]): void {
    const found = changeOf(finding);
    const source = snapshot.sourceOf(finding.location);
    if (found.length === 0 || !source) return;
    changes[index] = found.map(({ location, text }) => {
      keep(source, location, location.endLine - location.line + CONTEXT);
      return [location.line, location.column, location.endLine, location.endColumn, text];
    });
  }

  return {
    add: (finding) => {
      const index = places.length;
      places.push(placeOf(finding.location));
      if (finding.fix) fixable.push({ finding, index });
      seen.add(finding.check);
      const program = renderedBy(finding.object, finding.location);
      if (program !== undefined) renderers[index] = program;
    },
    json: () => {
      const worstFirst = fixable.sort((a, b) =>
        compareSeverity(b.finding.severity, a.finding.severity),
      );
      for (const each of worstFirst.slice(0, MOST_CHANGES)) keepChange(each);
      for (const { index, lines } of kept.values()) texts[index] = { lines: sorted(lines) };
      return {
        groupBy: groupBy ?? null,
        checks: checks.filter(({ id }) => seen.has(id)).map(checkJson),
        texts,
        places,
        changes,
        renderers,
      };
    },
  };
}

function linesBetween(source: SourceText | undefined, { line, endLine }: Location): string[] {
  const lines: string[] = [];
  for (let number = line; number <= endLine; number++) lines.push(source?.line(number) ?? "");
  return lines;
}

function sorted(
  lines: ReadonlyMap<number, string>,
): readonly (readonly [number: number, text: string])[] {
  return [...lines].sort(([a], [b]) => a - b);
}

function checkJson(check: Check): JsonObject {
  const { id, title, topic, severity, description, remediation, references } = check;
  return {
    id,
    title,
    topic,
    severity,
    description,
    remediation,
    references: references.map(({ standard, id: control }) => ({ standard, id: control })),
  };
}
