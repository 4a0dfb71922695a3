import { compareNumbers } from "./order.ts";

/** The order of dpkg: `epoch:upstream-revision`, as lib/dpkg/version.c (`dpkg_version_compare`, `verrevcmp`) has it. */
export function compareDpkg(a: string, b: string): number {
  const left = splitVersion(a);
  const right = splitVersion(b);
  return (
    compareNumbers(left.epoch, right.epoch) ||
    compareParts(left.upstream, right.upstream) ||
    compareParts(left.revision, right.revision)
  );
}

function splitVersion(text: string): { epoch: string; upstream: string; revision: string } {
  const trimmed = text.trim();
  const colon = trimmed.indexOf(":");
  const hasEpoch = colon > 0 && endOfDigits(trimmed, 0) === colon;
  const begin = hasEpoch ? colon + 1 : 0;
  const dash = trimmed.lastIndexOf("-");
  const isRevised = dash >= begin;
  return {
    epoch: hasEpoch ? trimmed.slice(0, colon) : "",
    upstream: trimmed.slice(begin, isRevised ? dash : trimmed.length),
    revision: isRevised ? trimmed.slice(dash + 1) : "",
  };
}

// Dense: matching compares each installed package with every fixed version of its source.
function compareParts(a: string, b: string): number {
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    while ((i < a.length && !isDigit(a, i)) || (j < b.length && !isDigit(b, j))) {
      const order = weight(a, i) - weight(b, j);
      if (order !== 0) return order;
      i += 1;
      j += 1;
    }
    const endOfA = endOfDigits(a, i);
    const endOfB = endOfDigits(b, j);
    const order = compareNumbers(a.slice(i, endOfA), b.slice(j, endOfB));
    if (order !== 0) return order;
    i = endOfA;
    j = endOfB;
  }
  return 0;
}

function isDigit(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code >= 48 && code <= 57;
}

function endOfDigits(text: string, start: number): number {
  let end = start;
  while (end < text.length && isDigit(text, end)) end += 1;
  return end;
}

/** `~` is before the end, which is before letters, which are before everything else. */
function weight(text: string, index: number): number {
  if (index >= text.length || isDigit(text, index)) return 0;
  const code = text.charCodeAt(index);
  if (code === 126) return -1;
  const isLetter = (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
  return isLetter ? code : code + 256;
}
