import { compareSemver } from "./semver.ts";

/** Java runtimes: `1.8.0_131-b11` of before Java 9 is 8.0.131 of JEP 223; builds do not count, early access is less. */
export function compareJvm(a: string, b: string): number {
  return compareSemver(normalized(a), normalized(b));
}

function normalized(text: string): string {
  const old = /^1\.(\d+)(?:\.(\d+))?(?:[_-](?:update)?_?(\d+))?(.*)$/.exec(text.trim());
  const [, major = "", minor = "0", update = "0", rest = ""] = old ?? [];
  const version = old === null ? text : `${major}.${minor}.${update}${rest}`;
  return version.replace(/-b\d+$/, "").replace(/\+.*$/, "");
}
