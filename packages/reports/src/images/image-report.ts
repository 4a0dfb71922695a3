import type {
  ImageContents,
  JoinedFinding,
  JudgedMatch,
  MatchDescription,
  NotJudged,
} from "@watertight/core/images";

/** What was found out about one image, folder or bill of materials, for every format. */
export interface ImageReport {
  readonly contents: ImageContents;
  /** Absent of bills of materials, reports and sources. */
  readonly details?: ImageDetails;
  /** Vulnerabilities that are shown, the worst first; those that VEX answers among them. */
  readonly judged: readonly JudgedMatch[];
  readonly notJudged: readonly NotJudged[];
  /** What other scanners' reports say, beside our own word; empty where none was given. */
  readonly joined: readonly JoinedFinding[];
  /** The words of a match's advisories. */
  readonly describe: (judged: JudgedMatch) => MatchDescription;
}

/** What an image is like besides its packages; nothing of a secret but its kind and place. */
export interface ImageDetails {
  /** When it was built, as written; "" where it does not say. */
  readonly created: string;
  /** The name of what it was built on, or "". */
  readonly base: string;
  /** `USER` as written; "" is root. */
  readonly user: string;
  readonly runsAsRoot: "yes" | "no" | "unknown";
  readonly ports: readonly string[];
  /** A noun phrase with its article, and `env NAME`, `history 3` or a file. */
  readonly secrets: readonly { readonly kind: string; readonly where: string }[];
  readonly setuidFiles: readonly string[];
}

/** What a document says of how it was made. */
export interface ImageReportHead {
  readonly version: string;
  /** `urn:uuid:…`, for formats that want a name for the document. */
  readonly id: string;
  /** ISO 8601. */
  readonly timestamp: string;
  /** The day by which ages are told, as `2026-07-01`. */
  readonly today: string;
  /** How old the advisories are, in a sentence, or "". */
  readonly age: string;
  /** What could not be examined, or "". */
  readonly gap: string;
}
