/** Whose build a version is, by its suffix. */
type Vendor = "GKE" | "EKS" | "AKS" | "k3s" | "RKE2" | "other";

/** A version of Kubernetes or of what belongs to it, without what a vendor has put behind it. */
export interface ComponentVersion {
  /** As it was given. */
  readonly text: string;
  readonly numbers: readonly [number, number, number];
  /** `["rc", 1]` of `-rc.1`; empty for a release. */
  readonly pre: readonly (string | number)[];
  readonly vendor?: Vendor;
}

// Tags of ingress-nginx and client-go have a word before the version.
const FORM =
  /^(?:controller-|nginx-|kubernetes-)?v?(\d{1,9})\.(\d{1,9})\.(\d{1,9})((?:[-+][\w.+~-]{0,200})?)$/;

// What Kubernetes calls its own pre-releases, and what Java and Go do. Any other suffix is a vendor's, and a vendor builds from a
// release: by the rules of semantic versions `1.27.3-gke.100` would come before `1.27.3`.
const PRE =
  /^-(?:(alpha|beta|dev|ea|preview|pre|rc|snapshot)(?:[.-]?(\d{1,9}))?((?:\.\d{1,9})*)|(?:0\.)?\d{14}-[0-9a-f]{12})(?=$|[-+.])/i;

const VENDORS: readonly (readonly [RegExp, Vendor])[] = [
  [/^[-+.]gke\b/i, "GKE"],
  [/^[-+.](?:minimal-)?eks(?:build)?\b/i, "EKS"],
  [/^[-+.](?:aks\d*|hotfix)\b/i, "AKS"],
  [/^[-+.]k3s\d*\b/i, "k3s"],
  [/^[-+.]rke2r?\d*\b/i, "RKE2"],
];

/** A version with three numbers, as `v1.30.2`, `1.27.3-gke.100`, `v1.29.0-rc.1` or `v1.28.2+k3s1`; undefined for another text. */
export function parseComponentVersion(text: string): ComponentVersion | undefined {
  const match = FORM.exec(text);
  if (!match) return undefined;
  const [, major = "", minor = "", patch = "", rest = ""] = match;
  const found = PRE.exec(rest);
  const vendor = vendorOf(rest.slice(found?.[0].length ?? 0));
  return {
    text,
    numbers: [Number(major), Number(minor), Number(patch)],
    pre: found ? identifiersOf(found) : [],
    ...(vendor && { vendor }),
  };
}

function identifiersOf([, word, number, more = ""]: RegExpExecArray): readonly (string | number)[] {
  // A commit on the way to a release comes before its first alpha.
  if (word === undefined) return [0];
  const numbers = [number, ...more.split(".")].filter((part) => part !== undefined && part !== "");
  return [word.toLowerCase(), ...numbers.map(Number)];
}

function vendorOf(suffix: string): Vendor | undefined {
  // Builds from changed sources and package revisions (`-00`, `-1.1`) are nobody's.
  if (!/[a-z]/i.test(suffix) || /^[-+]dirty$/.test(suffix)) return undefined;
  return VENDORS.find(([form]) => form.test(suffix))?.[1] ?? "other";
}

/** Negative if `a` comes before `b`; a pre-release comes before its release, a vendor's build is as old as what it is built from. */
export function compareComponentVersions(a: ComponentVersion, b: ComponentVersion): number {
  for (const [index, number] of a.numbers.entries()) {
    const difference = number - (b.numbers[index] ?? 0);
    if (difference !== 0) return difference;
  }
  if (a.pre.length === 0 || b.pre.length === 0) return b.pre.length - a.pre.length;
  return comparePre(a.pre, b.pre);
}

function comparePre(a: ComponentVersion["pre"], b: ComponentVersion["pre"]): number {
  for (const [index, left] of a.entries()) {
    const right = b[index];
    if (right === undefined) return 1;
    const order = compareIdentifiers(left, right);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

// Numbers come before words (semver.org, 11.4).
function compareIdentifiers(left: string | number, right: string | number): number {
  if (typeof left === "number") return typeof right === "number" ? left - right : -1;
  if (typeof right === "number") return 1;
  return left === right ? 0 : left < right ? -1 : 1;
}

/** The version without prefix and suffix of a vendor: `1.29.0-rc.1`. */
export function printComponentVersion({ numbers, pre }: ComponentVersion): string {
  return pre.length === 0 ? numbers.join(".") : `${numbers.join(".")}-${pre.join(".")}`;
}
