import { type JsonValue, listAt, objectAt, textAt } from "@watertight/core/kubernetes";

/** A CVE as the official feed of Kubernetes has it: text, and since 2026 often a block of OSV in it. */
export interface FeedEntry {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  readonly published: string;
  /** `fixed`, `unfixed`, `open`, `unknown` or "". */
  readonly status: string;
  /** Versions that the text calls fixed. */
  readonly fixed: readonly string[];
  /** Boundaries of the block of OSV, `introduced` and `fixed`; none where there is no block. */
  readonly osv: readonly string[];
}

/** What the feed says (JSON Feed 1.1, kubernetes/sig-security); entries that are none are left out. */
export function readFeed(feed: JsonValue): readonly FeedEntry[] {
  return listAt(feed, "items").flatMap((item) => {
    const id = textAt(item, "id");
    if (!/^CVE-\d{4}-\d{4,7}$/.test(id)) return [];
    const text = textAt(item, "content_text");
    return [
      {
        id,
        title: textAt(item, "summary"),
        url: textAt(item, "external_url") || textAt(item, "url"),
        published: textAt(item, "date_published").slice(0, 10),
        status: textAt(item, "status"),
        fixed: fixedIn(text),
        osv: osvIn(text),
      },
    ];
  });
}

/** The day on which the feed was made. */
export function feedDay(feed: JsonValue): string {
  return textAt(feed, "_kubernetes_io", "updated_at").slice(0, 10);
}

/** Versions below the heading on fixed versions, to the next heading. */
function fixedIn(text: string): readonly string[] {
  const lines = text.replace(/```[\s\S]*?(?:```|$)/g, "").split("\n");
  const start = lines.findIndex((line) => /^\W{0,8}fixed versions?\b/i.test(line));
  if (start < 0) return [];
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => /^\s{0,3}#{1,6}\s|^\s{0,3}\*\*[^*]+\*\*\s*$/.test(line));
  const part = [lines[start] ?? "", ...(end < 0 ? rest : rest.slice(0, end))].join("\n");
  return [...new Set(Array.from(part.matchAll(VERSION), ([, version = ""]) => version))];
}

// Before and behind stand no further digits: 10.0.0.1 is an address.
const VERSION =
  /(?<![\d.])v?(\d{1,3}\.\d{1,3}\.\d{1,3}(?:-(?:alpha|beta|rc)\.\d{1,3})?)(?![\d.]\d|\w)/g;

function osvIn(text: string): readonly string[] {
  for (const [, block = ""] of text.matchAll(/```(?:json)?\s*\n(\{[\s\S]*?\})\s*\n```/g)) {
    const document = parsed(block);
    const events = listAt(document, "affected")
      .flatMap((affected) => listAt(affected, "ranges"))
      .flatMap((range) => listAt(range, "events"));
    if (events.length > 0) {
      return events.flatMap((event) =>
        ["introduced", "fixed"].flatMap((kind) => {
          const version = textAt(objectAt(event)[kind]);
          return version === "" || version === "0" ? [] : [version.replace(/^v/, "")];
        }),
      );
    }
  }
  return [];
}

function parsed(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return null;
  }
}

/** What is read of our records for the comparison. */
export interface KnownRecord {
  readonly id: string;
  readonly fixedIn: readonly string[];
  readonly boundaries: readonly string[];
  readonly isUnfixed: boolean;
}

/** Whole sentences: what the feed has and the records do not, or otherwise; each to be read by hand. */
export function differences(
  entries: readonly FeedEntry[],
  records: readonly KnownRecord[],
): readonly string[] {
  return entries.flatMap((entry) => {
    const own = records.filter(({ id }) => id === entry.id);
    if (own.length === 0) return [`${entry.id} is in no record: ${entry.title} (${entry.url}).`];
    return differencesOf(entry, own);
  });
}

function differencesOf(entry: FeedEntry, own: readonly KnownRecord[]): readonly string[] {
  const boundaries = new Set(own.flatMap((record) => [...record.fixedIn, ...record.boundaries]));
  const missing = entry.fixed.filter((version) => !boundaries.has(version));
  const osv = entry.osv.filter((version) => !boundaries.has(version));
  const isUnfixed = own.some((record) => record.isUnfixed);
  return [
    ...(missing.length > 0
      ? [`${entry.id}: the feed's text calls ${missing.join(", ")} fixed, which no record has.`]
      : []),
    ...(osv.length > 0
      ? [`${entry.id}: the feed's OSV has ${osv.join(", ")}, which no record has.`]
      : []),
    ...(entry.status === "unfixed" && !isUnfixed
      ? [`${entry.id}: the feed calls it unfixed, the records do not.`]
      : []),
    ...(entry.status === "fixed" && own.every((record) => record.isUnfixed)
      ? [`${entry.id}: the feed calls it fixed, the records do not.`]
      : []),
  ];
}
