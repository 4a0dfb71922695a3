import type { Baseline, FileChange, FileDifference, FileRecord, PathNotRead } from "./model.ts";

/** What two looks at the same node differ in, by path; and what of it nobody knows, because a part could not be looked at now. */
export interface Comparison {
  readonly changes: readonly FileChange[];
  /** Paths of the earlier look that lie where nothing could be read now. */
  readonly unknown: readonly PathNotRead[];
}

/** Compares two looks. Extended attributes count where both have them. */
export function compareBaselines(before: Baseline, after: Baseline): Comparison {
  const changes: FileChange[] = [];
  const unknown: PathNotRead[] = [];
  const reasonOf = reasons(after.notRead);
  for (const [path, old] of before.files) {
    const now = after.files.get(path);
    const reason = reasonOf(path);
    if (now !== undefined) {
      const differences = differencesOf(old, now);
      if (differences.length > 0) changes.push({ path, differences, before: old, after: now });
      if (isUnread(old, now, reason)) unknown.push({ path, reason: reason ?? "it was not read" });
    } else if (reason !== undefined) unknown.push({ path, reason });
    else changes.push({ path, differences: ["removed"], before: old });
  }
  addNew(before, after, { changes, unknown });
  changes.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { changes, unknown };
}

function addNew(
  before: Baseline,
  after: Baseline,
  { changes, unknown }: { readonly changes: FileChange[]; readonly unknown: PathNotRead[] },
): void {
  const wasUnread = reasons(before.notRead);
  for (const [path, now] of after.files) {
    if (before.files.has(path)) continue;
    const reason = wasUnread(path);
    if (reason === undefined) changes.push({ path, differences: ["added"], after: now });
    else unknown.push({ path, reason: `at the time of the baseline: ${reason}` });
  }
}

/** A file whose content nobody could read now, or then. */
function isUnread(old: FileRecord, now: FileRecord, reason: string | undefined): boolean {
  if (old.type !== "file" || now.type !== "file") return false;
  return now.sha256 === undefined || (old.sha256 === undefined && reason === undefined);
}

function differencesOf(old: FileRecord, now: FileRecord): readonly FileDifference[] {
  if (old.type !== now.type) return ["type"];
  const found: FileDifference[] = [];
  if (contentDiffers(old, now)) found.push("content");
  if (old.target !== now.target) found.push("target");
  // The permissions of a link mean nothing to Linux.
  if (old.type !== "link" && old.mode !== now.mode) found.push("mode");
  if (old.uid !== now.uid || old.gid !== now.gid) found.push("owner");
  if (old.links !== now.links) found.push("links");
  if (attributesDiffer(old, now)) found.push("attributes");
  return found;
}

function contentDiffers(old: FileRecord, now: FileRecord): boolean {
  if (old.sha256 === undefined || now.sha256 === undefined) return old.size !== now.size;
  return old.sha256 !== now.sha256;
}

function attributesDiffer(
  { attributes: old }: FileRecord,
  { attributes: now }: FileRecord,
): boolean {
  if (old === undefined || now === undefined) return false;
  return old.length !== now.length || old.some((each, index) => each !== now[index]);
}

/** Why nothing is known of a path: it, or a folder above it, could not be read. */
function reasons(notRead: readonly PathNotRead[]): (path: string) => string | undefined {
  const byPath = new Map(notRead.map(({ path, reason }) => [path, reason]));
  return (path) => {
    if (byPath.size === 0) return undefined;
    for (let at = path; at !== ""; at = at.slice(0, at.lastIndexOf("/"))) {
      const reason = byPath.get(at);
      if (reason !== undefined) return reason;
    }
    return byPath.get("/");
  };
}
