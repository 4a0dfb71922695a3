import { compareLists, compareNumbers, compareTexts, isDigits } from "./order.ts";

/** The order of RubyGems (`Gem::Version#<=>`), of versions with a platform as lock files write them too (`1.19.3-x86_64-linux`). */
export function compareRubygems(a: string, b: string): number {
  return compareLists(canonicalSegments(a), canonicalSegments(b), (left = "0", right = "0") => {
    const isNumber = isDigits(left);
    if (isNumber !== isDigits(right)) return isNumber ? 1 : -1;
    return isNumber ? compareNumbers(left, right) : compareTexts(left, right);
  });
}

/** The numbers, and what begins with the first word, each without the zeros at its end. */
function canonicalSegments(text: string): readonly string[] {
  const segments =
    withoutPlatform(text.trim())
      .replaceAll("-", ".pre.")
      .match(/[0-9]+|[a-z]+/gi) ?? [];
  const word = segments.findIndex((segment) => !isDigits(segment));
  const at = word < 0 ? segments.length : word;
  return [...withoutZeros(segments.slice(0, at)), ...withoutZeros(segments.slice(at))];
}

function withoutZeros(segments: readonly string[]): readonly string[] {
  const last = segments.findLastIndex((segment) => !/^0+$/.test(segment));
  return segments.slice(0, last + 1);
}

// Gem::Platform: a processor, then perhaps an operating system.
const PLATFORM =
  /-(?:x86|x86_64|x64|i[3-6]86|amd64|arm|arm64|armv\w+|aarch64|universal|powerpc\w*|ppc\w*|riscv64|s390x?|sparc\w*|java|jruby|dalvik|mswin\d*|mingw\w*|ruby)(?:-[^]*)?$/;

function withoutPlatform(text: string): string {
  return text.replace(PLATFORM, "");
}
