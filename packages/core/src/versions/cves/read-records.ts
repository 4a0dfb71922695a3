import { ECOSYSTEM_LINES } from "./ecosystem-records.ts";
import { CVE_LINES } from "./records.ts";
import { type ComponentVersion, parseComponentVersion } from "./version.ts";

/** Versions that a CVE affects: from the first, to before the one with the fix, to the last, or without an end. */
export interface AffectedRange {
  /** Absent: from the very first. */
  readonly introduced?: ComponentVersion;
  /** What is in it may be affected or not: the source does not say it of releases. */
  readonly isUnclear?: boolean;
  readonly end?:
    | { readonly is: "fixed"; readonly version: ComponentVersion }
    | { readonly is: "last-affected"; readonly version: ComponentVersion };
}

/** A CVE as far as it is about these components. */
export interface CveRecord {
  readonly id: string;
  readonly aliases: readonly string[];
  readonly components: readonly string[];
  /** Ascending, without overlap. */
  readonly ranges: readonly AffectedRange[];
  /** Versions with the fix, a minor each, ascending. */
  readonly fixedIn: readonly string[];
  readonly severity: string;
  readonly published: string;
  readonly title: string;
  /** What has to be so besides the version; null where the version decides. */
  readonly condition: string | null;
  /** What helps without a new version. */
  readonly mitigation: string | null;
  /** How the record is read where feeds differ. */
  readonly remark: string | null;
}

/** Records by the names of components in them: Kubernetes' own, then those of what is beside it; read when they are asked for. */
export class CveRecords {
  readonly #lines = new Map<string, string[]>();
  readonly #read = new Map<string, readonly CveRecord[]>();

  constructor() {
    for (const line of [CVE_LINES, ECOSYSTEM_LINES].flatMap((text) => text.trim().split("\n")))
      for (const component of wordsOf(line.split("|", 3)[2] ?? "")) {
        const lines = this.#lines.get(component);
        if (lines) lines.push(line);
        else this.#lines.set(component, [line]);
      }
  }

  components(): Iterable<string> {
    return this.#lines.keys();
  }

  of(component: string): readonly CveRecord[] {
    const known = this.#read.get(component) ?? this.#lines.get(component)?.map(readRecord) ?? [];
    this.#read.set(component, known);
    return known;
  }
}

function readRecord(line: string): CveRecord {
  const cells = line.split("|");
  // In the order in which the head of the records names them.
  const cell = (index: number): string => cells[index] ?? "";
  const words = wordsOf(cell(3));
  const ranges = words.filter((word) => word.includes("..")).map(readRange);
  const ends = ranges.flatMap(({ end, isUnclear }) =>
    end?.is === "fixed" && !isUnclear ? [end.version.text] : [],
  );
  const besides = words.flatMap((word) => (word.startsWith("fixed:") ? [word.slice(6)] : []));
  return {
    id: cell(0),
    aliases: wordsOf(cell(1)),
    components: wordsOf(cell(2)),
    ranges,
    fixedIn: [...ends, ...besides],
    severity: cell(4),
    published: cell(5),
    title: cell(7),
    condition: cell(8) || null,
    mitigation: cell(9) || null,
    remark: cell(10) || null,
  };
}

function readRange(word: string): AffectedRange {
  const isUnclear = word.startsWith("?");
  const [from = "", to = ""] = word.slice(isUnclear ? 1 : 0).split("..");
  const introduced = parseComponentVersion(from);
  const version = parseComponentVersion(to.slice(1));
  const is = to.startsWith("<") ? "fixed" : "last-affected";
  return {
    ...(introduced && { introduced }),
    ...(isUnclear && { isUnclear }),
    ...(version && { end: { is, version } }),
  };
}

function wordsOf(cell: string): readonly string[] {
  return cell.split(" ").filter((word) => word !== "");
}
