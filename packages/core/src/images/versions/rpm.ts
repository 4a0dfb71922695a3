import { compareNumbers, compareTexts } from "./order.ts";

/** The order of RPM: `epoch:version-release`, an absent epoch being 0, as rpmio/rpmver.c (`rpmverCmp`, `rpmvercmp`) has it. */
export function compareRpm(a: string, b: string): number {
  return compareEvr(splitRpmVersion(a), splitRpmVersion(b), compareRpmParts);
}

/** `epoch:version-release` taken apart; an epoch is digits before a colon. */
export interface RpmVersion {
  readonly epoch: string;
  readonly version: string;
  readonly release: string | undefined;
}

export function splitRpmVersion(text: string): RpmVersion {
  const trimmed = text.trim();
  const epoch = /^([0-9]*):/.exec(trimmed)?.[1];
  const rest = epoch === undefined ? trimmed : trimmed.slice(epoch.length + 1);
  // Neither part may hold a dash; where one does all the same, scanners take what is after the first for the release.
  const dash = rest.indexOf("-");
  return {
    epoch: epoch ?? "",
    version: dash < 0 ? rest : rest.slice(0, dash),
    release: dash < 0 ? undefined : rest.slice(dash + 1),
  };
}

/** Epoch, version, release, each by its order; a release is more than none. */
export function compareEvr(
  a: RpmVersion,
  b: RpmVersion,
  compareParts: (a: string, b: string) => number,
): number {
  const order = compareNumbers(a.epoch, b.epoch) || compareParts(a.version, b.version);
  if (order !== 0) return order;
  if (a.release === undefined || b.release === undefined) {
    return Number(a.release !== undefined) - Number(b.release !== undefined);
  }
  return compareParts(a.release, b.release);
}

/** Versions or releases as `rpmvercmp` compares them: runs of digits and of letters, `~` before the end, `^` after it. */
function compareRpmParts(a: string, b: string): number {
  if (a === b) return 0;
  const left = segments(a);
  const right = segments(b);
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const order = compareSegments(left[index], right[index]);
    if (order !== 0) return order;
  }
  return 0;
}

// Everything that is no ASCII letter or digit, `~` or `^` only separates.
function segments(text: string): readonly string[] {
  return text.match(/~|\^|[0-9]+|[A-Za-z]+/g) ?? [];
}

function compareSegments(a: string | undefined, b: string | undefined): number {
  if (a === "~" || b === "~") return Number(b === "~") - Number(a === "~");
  if (a === "^" || b === "^") return compareCarets(a, b);
  if (a === undefined || b === undefined) return Number(b === undefined) - Number(a === undefined);
  const isNumber = a.charCodeAt(0) <= 57;
  if (isNumber !== b.charCodeAt(0) <= 57) return isNumber ? 1 : -1;
  return isNumber ? compareNumbers(a, b) : compareTexts(a, b);
}

/** A caret is more than the end and less than any other part. */
function compareCarets(a: string | undefined, b: string | undefined): number {
  if (a === b) return 0;
  if (a === undefined) return -1;
  if (b === undefined) return 1;
  return a === "^" ? -1 : 1;
}
