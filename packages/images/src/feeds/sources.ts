/** A feed that can be fetched. */
export interface FeedSource {
  /** What it is called: `osv:Debian`, `debian`, `kev`. */
  readonly name: string;
  readonly url: string;
  /** What its file is called in the store's folder. */
  readonly file: string;
}

const OSV = "https://osv-vulnerabilities.storage.googleapis.com";
const ECOSYSTEMS = [
  "AlmaLinux",
  "Alpine",
  "Debian",
  "Go",
  "Maven",
  "NuGet",
  "Packagist",
  "PyPI",
  "Red Hat",
  "Rocky Linux",
  "RubyGems",
  "Ubuntu",
  "crates.io",
  "npm",
];

/** What is fetched when nothing is named. */
export const DEFAULT_SOURCES: readonly string[] = [
  ...ECOSYSTEMS.map((ecosystem) => `osv:${ecosystem}`),
  "kev",
  "epss",
];

/** Red Hat's archives have the day in their names; this file has the name of the last. */
export const NAMES_LATEST = "archive_latest.txt";

// Addresses as their publishers and other scanners have them: OSV (google.github.io/osv.dev/data), Debian and Alpine (neuvector/vul-dbgen), Red Hat (quay/claircore, rhel/vex),
// CISA and EPSS by themselves. GitHub's database also stands in OSV's files by ecosystem, Ubuntu's in osv:Ubuntu (canonical/ubuntu-security-documentation).
const NAMED = new Map([
  ["github", "https://github.com/github/advisory-database/archive/refs/heads/main.zip"],
  ["redhat", `https://security.access.redhat.com/data/csaf/v2/vex/${NAMES_LATEST}`],
  ["ubuntu", `${OSV}/Ubuntu/all.zip`],
  ["debian", "https://security-tracker.debian.org/tracker/data/json"],
  ["kev", "https://www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities.json"],
  ["epss", "https://epss.empiricalsecurity.com/epss_scores-current.csv.gz"],
]);

/** The source of a name: `osv:ECOSYSTEM`, `alpine:RELEASE[/REPOSITORY]`, `debian`, `ubuntu`, `redhat`, `github`, `kev`, `epss`, or an address; else undefined. */
export function sourceOf(name: string): FeedSource | undefined {
  const url = urlOf(name);
  return url === undefined ? undefined : { name, url, file: fileOf(name, url) };
}

function urlOf(name: string): string | undefined {
  const known = NAMED.get(name);
  if (known !== undefined) return known;
  const ecosystem = /^osv:(.+)$/.exec(name)?.[1];
  if (ecosystem !== undefined) return `${OSV}/${encodeURIComponent(ecosystem)}/all.zip`;
  const alpine = /^alpine:(v?[\d.]+|edge)(?:\/(main|community))?$/.exec(name);
  if (alpine !== null) {
    const release = /^\d/.test(alpine[1] ?? "") ? `v${alpine[1]}` : alpine[1];
    return `https://secdb.alpinelinux.org/${release}/${alpine[2] ?? "main"}.json`;
  }
  return /^https?:\/\/[^/]/.test(name) ? name : undefined;
}

/** The file's name tells its form, and nothing of it leads out of the folder. */
function fileOf(name: string, url: string): string {
  const path = url.replace(/[?#].*$/, "");
  const form = path.endsWith(NAMES_LATEST)
    ? ".tar.zst"
    : (/[.](?:json|jsonl|csv)(?:[.]gz)?$|[.]zip$|[.]tar(?:[.](?:gz|zst))?$|[.]tgz$/.exec(
        path,
      )?.[0] ?? ".json");
  const plain = name.replace(/^https?:\/\//, "").replaceAll(/[^A-Za-z0-9.-]+/g, "-");
  return plain.endsWith(form) ? plain : `${plain}${form}`;
}
