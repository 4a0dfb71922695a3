import { keyOf } from "../matching/lookups.ts";
import type { Package } from "../model.ts";
import { printPurl } from "../purl.ts";
import { packageOfPurl } from "../read-package.ts";
import { namedPackage } from "./model.ts";

/** Types of package URLs for what other scanners call kinds of packages. */
const TYPES = new Map([
  // Trivy's results.
  ["alpine", "apk"],
  ["wolfi", "apk"],
  ["chainguard", "apk"],
  ["debian", "deb"],
  ["ubuntu", "deb"],
  ["redhat", "rpm"],
  ["centos", "rpm"],
  ["rocky", "rpm"],
  ["alma", "rpm"],
  ["amazon", "rpm"],
  ["oracle", "rpm"],
  ["fedora", "rpm"],
  ["photon", "rpm"],
  ["azurelinux", "rpm"],
  ["cbl-mariner", "rpm"],
  ["suse linux enterprise server", "rpm"],
  ["opensuse.leap", "rpm"],
  ["yarn", "npm"],
  ["pnpm", "npm"],
  ["node-pkg", "npm"],
  ["pip", "pypi"],
  ["pipenv", "pypi"],
  ["poetry", "pypi"],
  ["uv", "pypi"],
  ["python-pkg", "pypi"],
  ["bundler", "gem"],
  ["gemspec", "gem"],
  ["gobinary", "golang"],
  ["gomod", "golang"],
  ["go", "golang"],
  ["jar", "maven"],
  ["pom", "maven"],
  ["gradle", "maven"],
  ["rustbinary", "cargo"],
  ["rust", "cargo"],
  ["rust-crate", "cargo"],
  ["dotnet-core", "nuget"],
  ["dotnet", "nuget"],
  // Grype's artifacts, Sysdig's packages, OSV's ecosystems.
  ["python", "pypi"],
  ["java-archive", "maven"],
  ["java", "maven"],
  ["go-module", "golang"],
  ["golang", "golang"],
  ["javascript", "npm"],
  ["php", "composer"],
  ["php-composer", "composer"],
  ["packagist", "composer"],
  ["ruby", "gem"],
  ["rubygems", "gem"],
  ["c#", "nuget"],
  ["crates.io", "cargo"],
  ["red hat", "rpm"],
  ["almalinux", "rpm"],
  ["rocky linux", "rpm"],
]);

/** The type of package URL that a kind of package means; the word itself where it is none that is known. */
function typeOf(kind: string): string {
  const word = kind.toLowerCase().replace(/:.*$/, "");
  return TYPES.get(word) ?? word;
}

const WITH_NAMESPACE = new Map([
  ["npm", "/"],
  ["golang", "/"],
  ["composer", "/"],
  ["maven", ":"],
]);

/** A package of a kind, a name as its ecosystem writes it and a version, with its package URL. */
export function packageOfKind(kind: string, whole: string, version: string): Package {
  const type = typeOf(kind);
  const separator = WITH_NAMESPACE.get(type);
  const at = separator === undefined ? -1 : whole.lastIndexOf(separator);
  const namespace = at < 0 ? "" : whole.slice(0, at);
  const name = at < 0 ? whole : whole.slice(at + 1);
  const purl = printPurl({ type, namespace, name, version, qualifiers: new Map(), subpath: "" });
  return namedPackage({ type, namespace, name, version, purl });
}

/** The package of a package URL, or of a kind, a name and a version where there is none. */
export function packageOf(purl: string, kind: string, name: string, version: string): Package {
  const ofPurl = packageOfPurl(purl);
  if (ofPurl === undefined) return packageOfKind(kind, name, version);
  return ofPurl.version === "" ? { ...ofPurl, version } : ofPurl;
}

/** What two scanners' packages have in common if they are the same: type, name and version, however each spells them. */
export function identityOf({ type, namespace, name, version, epoch, release }: Package): string {
  const isOfSystem = type === "deb" || type === "rpm" || type === "apk";
  const whole = isOfSystem || namespace === "" ? name : `${namespace}/${name}`;
  const spelled = keyOf(ECOSYSTEM_OF_TYPE.get(type) ?? type, whole.replace(":", "/"));
  const joined = release === undefined || release === "" ? version : `${version}-${release}`;
  const withEpoch = epoch === undefined || epoch === 0 ? joined : `${epoch}:${joined}`;
  return `${spelled}\u0000${withEpoch.replace(/^(?:v|0:)(?=\d)/, "")}`;
}

const ECOSYSTEM_OF_TYPE = new Map([
  ["golang", "Go"],
  ["composer", "Packagist"],
]);
