import { compareApk } from "./apk.ts";
import { compareDpkg } from "./dpkg.ts";
import { compareGeneric } from "./generic.ts";
import { compareJvm } from "./jvm.ts";
import { compareMaven } from "./maven.ts";
import { compareDotted } from "./numbers.ts";
import { type Compare, compareTexts } from "./order.ts";
import { comparePackagist } from "./packagist.ts";
import { comparePacman } from "./pacman.ts";
import { comparePep440 } from "./pep440.ts";
import { comparePortage } from "./portage.ts";
import { compareRpm } from "./rpm.ts";
import { compareRubygems } from "./rubygems.ts";
import { compareBitnami, compareNuget, comparePub, compareSemver } from "./semver.ts";

/** The kinds of version orders that there are. */
export type VersionOrder =
  | "apk"
  | "bitnami"
  | "dotted"
  | "dpkg"
  | "exact"
  | "generic"
  | "jvm"
  | "maven"
  | "nuget"
  | "packagist"
  | "pacman"
  | "pep440"
  | "portage"
  | "pub"
  | "rpm"
  | "rubygems"
  | "semver";

const COMPARE: Readonly<Record<VersionOrder, Compare>> = {
  apk: compareApk,
  bitnami: compareBitnami,
  dotted: compareDotted,
  dpkg: compareDpkg,
  exact: compareTexts,
  generic: compareGeneric,
  jvm: compareJvm,
  maven: compareMaven,
  nuget: compareNuget,
  packagist: comparePackagist,
  pacman: comparePacman,
  pep440: comparePep440,
  portage: comparePortage,
  pub: comparePub,
  rpm: compareRpm,
  rubygems: compareRubygems,
  semver: compareSemver,
};

// Names of ecosystems as OSV has them (ossf/osv-schema, docs/schema.md), of types of package URLs, and those that other scanners write.
const NAMES: Readonly<Record<VersionOrder, string>> = {
  apk: "alpine|alpaquita|wolfi|chainguard|minimos|apk|bellsoft hardened containers",
  bitnami: "bitnami",
  dotted: "cran|hackage|ghc|bioconductor|dotted",
  dpkg: "debian|ubuntu|echo|opam|deb|dpkg|debian-eol",
  exact: "git|oss-fuzz|android|linux|kb|kb_constraint|exact",
  generic: "generic|fuzzy|fuzzy_constraint|unknown|conda|cpan|cocoapods|conan|conancenter|version",
  jvm: "jvm|java|openjdk",
  maven: "maven",
  nuget: "nuget",
  packagist: "packagist|composer",
  pacman: "alpm|arch|arch linux|pacman",
  pep440: "pypi|pep440|python",
  portage: "ebuild|portage|gentoo",
  pub: "pub",
  rpm: "rpm|red hat|redhat|almalinux|alma|rocky linux|rocky|suse|opensuse|mageia|openeuler|photon os|photon|amazon linux|amazon|oracle linux|oracle|azure linux|azure|cbl-mariner|mariner|fedora|centos",
  rubygems: "rubygems|gem",
  semver:
    "semver|semantic|npm|go|golang|crates.io|cargo|hex|swifturl|swift|github actions|githubactions|kubernetes|k8s|julia|vscode|docker hardened images|cleanstart|root|oci",
};

const ORDERS: ReadonlyMap<string, VersionOrder> = new Map(
  Object.entries(NAMES).flatMap(([order, names]) =>
    // A door: the keys of a record are the words of its type.
    names.split("|").map((name): [string, VersionOrder] => [name, order as VersionOrder]),
  ),
);

/** The version order of an ecosystem as OSV writes it (`Debian:12`, `npm`) or of a purl type; undefined for a name that is not known. */
export function versionOrderOf(ecosystem: string): VersionOrder | undefined {
  const known = ORDERS.get(ecosystem) ?? SEEN.get(ecosystem);
  if (known !== undefined) return known;
  const [name = "", ...suffix] = ecosystem.trim().toLowerCase().split(":");
  // Root.io's copies of distributions and languages: `Root:Alpine:3.18`.
  const inner = name === "root" ? suffix[0] : undefined;
  const order = (inner === undefined ? undefined : ORDERS.get(inner)) ?? ORDERS.get(name);
  if (order !== undefined && SEEN.size < 1000) SEEN.set(ecosystem, order);
  return order;
}

/** Matching asks once an entry, of few ecosystems. */
const SEEN = new Map<string, VersionOrder>();

/** Longer than any version that somebody wrote: what is cut keeps hostile texts from taking long. */
const LONGEST = 500;

/** How two versions of an order stand: negative, 0 or positive. */
export function compareVersions(order: VersionOrder, a: string, b: string): number {
  return COMPARE[order](a.slice(0, LONGEST), b.slice(0, LONGEST));
}
