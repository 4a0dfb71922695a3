import { isJsonObject, type JsonValue } from "../../kubernetes/json.ts";
import type { Advisory } from "../matching/advisory.ts";
import { readOsvDocument } from "../matching/osv.ts";
import { isSecdb, readSecdb } from "./alpine.ts";
import { isCsaf, readCsafAdvisories } from "./csaf.ts";
import { isDebianTracker, readDebianTracker } from "./debian.ts";
import { isKev, readKev } from "./exploitation.ts";
import type { FeedDocument } from "./feed.ts";

/** What a JSON document of any feed holds, by its shape; undefined for what is none. */
export function readFeedDocument(value: JsonValue): FeedDocument | undefined {
  const osv = readOsvDocument(value);
  if (osv.length > 0) return withAdvisories("OSV", osv);
  if (!isJsonObject(value)) return undefined;
  if (isCsaf(value)) return withAdvisories("CSAF", readCsafAdvisories(value));
  if (isKev(value)) return { format: "KEV", advisories: [], exploitations: readKev(value) };
  if (isSecdb(value)) return withAdvisories("Alpine secdb", readSecdb(value));
  if (isDebianTracker(value)) return withAdvisories("Debian tracker", readDebianTracker(value));
  return undefined;
}

function withAdvisories(format: string, advisories: readonly Advisory[]): FeedDocument {
  return { format, advisories, exploitations: new Map() };
}
