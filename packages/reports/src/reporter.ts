import type { Check } from "@watertight/core/checks";
import type { AssumedNamespace } from "@watertight/core/cluster";
import type { Finding, FixSafety, Grouping, Severity } from "@watertight/core/findings";
import type { Baseline } from "@watertight/core/scan";
import type { Snapshot } from "@watertight/core/snapshot";
import type { PageAsset } from "./page/page.ts";

/** What every format is told before the first finding. */
export interface ReportContext {
  readonly tool: { readonly name: "watertight"; readonly version: string };
  readonly snapshot: Snapshot;
  /** The checks that ran, in the order of the catalogue. */
  readonly checks: readonly Check[];
  readonly color: boolean;
  /** Whether the terminal shows OSC 8 links. */
  readonly hyperlinks: boolean;
  /** Columns of the terminal, or 80. */
  readonly width: number;
  /** Absent: of what people read the first pages, of the other formats `cause`. */
  readonly groupBy?: Grouping;
  /** From which severity on people are shown findings. Absent: `low`. */
  readonly severity?: Severity;
  /** Reads the program of pages; asked only by what writes a page. */
  readonly page: () => PageAsset;
  /** Commands that go on from here, ready to be typed; the worst finding is what they are about. */
  readonly nextSteps?: (worst: Finding | undefined) => readonly string[];
}

/** Where a world's objects are taken to be that name no namespace. */
export interface NamespaceOfWorld {
  /** "" where the input is one world. */
  readonly world: string;
  readonly namespace: AssumedNamespace;
}

/** Known when the last finding has been reported. */
export interface Summary {
  /** Empty where every object names its namespace, or nothing says where the others are. */
  readonly namespaces?: readonly NamespaceOfWorld[];
  /** What of the findings is not reported because nobody asked for it, in whole sentences. */
  readonly statements?: readonly string[];
  readonly findings: Readonly<Record<Severity, number>>;
  /** How many findings carry a fix. */
  readonly fixable: number;
  /** Those of them that stand in a file as it is, by what `fix` asks before it makes the change. */
  readonly fixes: Readonly<Record<FixSafety, number>>;
  /** The threshold, and how many findings reach it. */
  readonly failOn: Severity | "none";
  readonly failing: number;
  /** Something could not be examined: exit status 3. */
  readonly incomplete: boolean;
  /** How many findings are accepted by exceptions, and how many the baseline knows; they are not in the other figures. */
  readonly excepted: number;
  readonly known: number;
  /** What the baseline knows and is no longer found; empty without a baseline. */
  readonly gone: Baseline;
}

/** Writes a report as findings arrive, in order of object; several reporters may listen to one scan. */
export interface Reporter {
  readonly finding: (finding: Finding) => void;
  /** A finding that counts for nothing: it carries its `exception`, or else the baseline knows it. Absent: the format has no place for it. */
  readonly setAside?: (finding: Finding) => void;
  /** It is told findings below the context's `severity` too, and says how many it does not show. */
  readonly hides?: true;
  readonly end: (summary: Summary) => void;
}

/** `write` may be called any number of times; chunks are concatenated. */
export type CreateReporter = (context: ReportContext, write: (text: string) => void) => Reporter;
