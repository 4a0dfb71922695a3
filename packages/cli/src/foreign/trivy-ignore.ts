import type { Location } from "@watertight/core/snapshot";
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type YAMLMap } from "yaml";

/** One entry of an ignore file of trivy. */
export interface IgnoreEntry {
  readonly id: string;
  /** Globs of files; empty: all. */
  readonly paths: readonly string[];
  readonly reason: string;
  readonly until?: string;
  readonly location: Location;
}

/** `.trivyignore`: an id a line, `exp:2027-01-31` after it, and comments; the comment above is taken as the reason. */
export function parseTrivyIgnore(text: string, file: string): readonly IgnoreEntry[] {
  const entries: IgnoreEntry[] = [];
  let comment = "";
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const [id = "", ...rest] = line.trim().split(/\s+/);
    if (id.startsWith("#")) comment = line.trim().replace(/^#+\s*/, "");
    else if (id === "") comment = "";
    else {
      const until = rest.find((word) => word.startsWith("exp:"))?.slice(4);
      entries.push({
        id,
        paths: [],
        reason: comment === "" ? noReason(file) : comment,
        ...(until === undefined ? {} : { until }),
        location: {
          file,
          line: index + 1,
          column: 1,
          endLine: index + 1,
          endColumn: line.length + 1,
          rendered: false,
        },
      });
    }
  }
  return entries;
}

/** `.trivyignore.yaml`: of its lists only `misconfigurations` and `secrets` can concern manifests. */
export function parseTrivyIgnoreYaml(text: string, file: string): readonly IgnoreEntry[] {
  const lines = new LineCounter();
  const { contents } = parseDocument(text, { lineCounter: lines });
  if (!isMap(contents)) return [];
  return ["misconfigurations", "secrets"].flatMap((list) => {
    const items = contents.get(list, true);
    return isSeq(items) ? items.items.flatMap((item) => entryOf(item, lines, file)) : [];
  });
}

function entryOf(item: unknown, lines: LineCounter, file: string): readonly IgnoreEntry[] {
  if (!isMap(item)) return [];
  const id = textAt(item, "id");
  if (id === undefined) return [];
  const paths = item.get("paths", true);
  const { line, col } = lines.linePos(item.range?.[0] ?? 0);
  const until = textAt(item, "expired_at");
  return [
    {
      id,
      paths: isSeq(paths) ? paths.items.flatMap((path) => textsOf(path)) : [],
      reason: textAt(item, "statement") ?? noReason(file),
      ...(until === undefined ? {} : { until: until.slice(0, 10) }),
      location: { file, line, column: col, endLine: line, endColumn: col + 1, rendered: false },
    },
  ];
}

function textAt(map: YAMLMap, key: string): string | undefined {
  return textsOf(map.get(key, true))[0];
}

function textsOf(node: unknown): string[] {
  return isScalar(node) && typeof node.value === "string" ? [node.value] : [];
}

function noReason(file: string): string {
  return `${file} gives no reason`;
}
