import type { Distribution, Package } from "../model.ts";

/** Under which key advisories of a package are filed, and with which of its versions they are compared. */
export interface Lookup {
  /** Of `keyOf`. */
  readonly key: string;
  readonly version: string;
  /** Of a distribution: its advisories know what they have fixed. */
  readonly ofSystem: boolean;
  /** Of who rebuilt the distribution's package: what they say counts before it. */
  readonly overlay: boolean;
}

/** What packages of a type are called as an ecosystem of OSV; those of operating systems are named by their distribution. */
const ECOSYSTEMS = new Map([
  ["npm", "npm"],
  ["pypi", "PyPI"],
  ["golang", "Go"],
  ["maven", "Maven"],
  ["gem", "RubyGems"],
  ["cargo", "crates.io"],
  ["composer", "Packagist"],
  ["nuget", "NuGet"],
  ["hex", "Hex"],
  ["pub", "Pub"],
  ["swift", "SwiftURL"],
  ["cran", "CRAN"],
  ["hackage", "Hackage"],
  ["conan", "ConanCenter"],
  ["bitnami", "Bitnami"],
  ["github", "GitHub Actions"],
  ["julia", "Julia"],
  ["opam", "opam"],
]);

/**
 * The key of a package of an ecosystem: ecosystem and release in one spelling (`debian:12`, `alpine:3.20`, `red hat:9`), and the name
 * as the ecosystem compares names.
 */
export function keyOf(ecosystem: string, name: string): string {
  return `${ecosystemKey(ecosystem)}\u0000${nameKey(ecosystem, name)}`;
}

/** Ecosystem and release in one spelling. */
function ecosystemKey(ecosystem: string): string {
  const [base = "", ...rest] = ecosystem.trim().toLowerCase().split(":");
  if (base === "red hat") return `red hat:${redHatRelease(rest)}`;
  const release = rest
    .filter((part) => part !== "lts" && part !== "pro")
    .join(":")
    .replace(/^v(?=\d)/, "");
  // Ubuntu Pro's fixes are not those of the archive that everybody has.
  const pro = rest.includes("pro") ? " pro" : "";
  return release === "" ? base : `${base}${pro}:${release}`;
}

/** `enterprise_linux:9::appstream` is release 9; other products keep their name. */
function redHatRelease(parts: readonly string[]): string {
  const [product = "", version = ""] = parts;
  const [major = ""] = version.split(".");
  return product === "enterprise_linux" ? major : parts.join(":");
}

function nameKey(ecosystem: string, name: string): string {
  const [base = ""] = ecosystem.trim().toLowerCase().split(":");
  switch (base) {
    case "pypi":
      return name.toLowerCase().replaceAll(/[-_.]+/g, "-");
    // Package URLs lower the letters of modules' paths.
    case "go":
    case "nuget":
    case "packagist":
    case "hex":
    case "github actions":
    case "bitnami":
      return name.toLowerCase();
    case "swifturl":
      return name
        .toLowerCase()
        .replace(/^https?:\/\//, "")
        .replace(/[.]git$/, "");
    default:
      return name;
  }
}

/** The name of a package as its ecosystem's advisories write it. */
export function nameOf({ type, namespace, name }: Package): string {
  if (namespace === "" || type === "deb" || type === "apk" || type === "rpm") return name;
  return type === "maven" ? `${namespace}:${name}` : `${namespace}/${name}`;
}

/** The whole version of a package, with its epoch and release. */
export function versionOf({ version, epoch, release }: Package): string {
  if (version === "") return "";
  const withRelease = release === undefined || release === "" ? version : `${version}-${release}`;
  const hasEpoch = epoch === undefined || epoch === 0 || /^\d+:/.test(version);
  return hasEpoch ? withRelease : `${epoch}:${withRelease}`;
}

/** Where advisories of packages are looked up: by their own names, and for distributions that file by source, by those of their sources. */
export function lookupsIn(
  distribution: Distribution | undefined,
): (item: Package) => readonly Lookup[] {
  // Once for all packages of an image: to spell ecosystems took a third of the time.
  const systems = distribution === undefined ? [] : ecosystemsOf(distribution).map(keyedSystem);
  const rebuilt = systems.map(({ ecosystem, by }) =>
    keyedSystem({ ecosystem: `Root:${ecosystem}`, by }),
  );
  return (item) => {
    const language = ECOSYSTEMS.get(item.type);
    if (language !== undefined) {
      const key = keyOf(language, nameOf(item));
      return [{ key, version: versionOf(item), ofSystem: false, overlay: false }];
    }
    // Root.io's rebuilds say so in their versions.
    const isRebuilt = /[.]root[.]io[.]|-r\d007\d$/.test(item.version);
    return [
      ...(isRebuilt ? rebuilt.flatMap((system) => namesIn(system, item, true)) : []),
      ...systems.flatMap((system) => namesIn(system, item, false)),
    ];
  };
}

interface KeyedSystem extends SystemEcosystem {
  readonly keyOfName: (name: string) => string;
}

function keyedSystem(system: SystemEcosystem): KeyedSystem {
  const prefix = ecosystemKey(system.ecosystem);
  return {
    ...system,
    keyOfName: (name) => `${prefix}\u0000${nameKey(system.ecosystem, name)}`,
  };
}

function namesIn(
  { keyOfName, by }: KeyedSystem,
  item: Package,
  overlay: boolean,
): readonly Lookup[] {
  const own = { key: keyOfName(item.name), version: versionOf(item), ofSystem: true, overlay };
  const stream =
    item.module === undefined ? [] : [{ ...own, key: keyOfName(`${item.module}::${item.name}`) }];
  const { source } = item;
  if (by === "binary" || source === undefined || source.name === "") return [own, ...stream];
  const version = sourceVersion(item, source.version) || own.version;
  const ofSource = { ...own, key: keyOfName(source.name), version };
  if (by === "source" || source.name === item.name) return [ofSource, ...stream];
  return [own, ofSource, ...stream];
}

/** The name of an RPM source package has no epoch; its packages' is the same but for rare ones. */
function sourceVersion({ type, epoch }: Package, version: string): string {
  const lacksEpoch = type === "rpm" && epoch !== undefined && epoch > 0 && !/^\d+:/.test(version);
  return lacksEpoch && version !== "" ? `${epoch}:${version}` : version;
}

interface SystemEcosystem {
  readonly ecosystem: string;
  /** Whether its advisories name sources, what is installed, or either. */
  readonly by: "source" | "binary" | "either";
}

/** Ecosystems of advisories by the `ID` of /etc/os-release, with the part of `VERSION_ID` that names a release there. */
const SYSTEMS: ReadonlyMap<
  string,
  { readonly base: string; readonly parts: number; readonly by: SystemEcosystem["by"] }
> = new Map([
  ["debian", { base: "Debian", parts: 1, by: "source" }],
  ["ubuntu", { base: "Ubuntu", parts: 2, by: "source" }],
  ["echo", { base: "Echo", parts: 0, by: "source" }],
  ["alpine", { base: "Alpine", parts: 2, by: "source" }],
  ["wolfi", { base: "Wolfi", parts: 0, by: "source" }],
  ["chainguard", { base: "Chainguard", parts: 0, by: "source" }],
  ["minimos", { base: "MinimOS", parts: 0, by: "source" }],
  ["rhel", { base: "Red Hat:enterprise_linux", parts: 1, by: "binary" }],
  ["redhat", { base: "Red Hat:enterprise_linux", parts: 1, by: "binary" }],
  ["centos", { base: "Red Hat:enterprise_linux", parts: 1, by: "binary" }],
  ["almalinux", { base: "AlmaLinux", parts: 1, by: "binary" }],
  ["alma", { base: "AlmaLinux", parts: 1, by: "binary" }],
  ["rocky", { base: "Rocky Linux", parts: 1, by: "either" }],
  ["amzn", { base: "Amazon Linux", parts: 1, by: "binary" }],
  ["amazon", { base: "Amazon Linux", parts: 1, by: "binary" }],
  ["ol", { base: "Oracle Linux", parts: 1, by: "binary" }],
  ["oracle", { base: "Oracle Linux", parts: 1, by: "binary" }],
  ["photon", { base: "Photon OS", parts: 2, by: "either" }],
  ["azurelinux", { base: "Azure Linux", parts: 1, by: "source" }],
  ["mariner", { base: "Azure Linux", parts: 1, by: "source" }],
  ["openeuler", { base: "openEuler", parts: 9, by: "either" }],
  ["mageia", { base: "Mageia", parts: 1, by: "either" }],
  ["opensuse-leap", { base: "openSUSE:Leap", parts: 2, by: "either" }],
  ["opensuse-tumbleweed", { base: "openSUSE:Tumbleweed", parts: 0, by: "either" }],
]);

/** The distributions, by their `ID`, whose advisories can be told. */
export function isKnownDistribution({ id }: Distribution): boolean {
  return SYSTEMS.has(id.toLowerCase()) || id.toLowerCase().startsWith("sles");
}

function ecosystemsOf(distribution: Distribution): readonly SystemEcosystem[] {
  const id = distribution.id.toLowerCase();
  if (id === "sles" || id === "sled") {
    return [{ ecosystem: suseEcosystem(distribution), by: "either" }];
  }
  const system = SYSTEMS.get(id);
  if (system === undefined) return [];
  const { base, parts, by } = system;
  const release = distribution.version
    .replace(/^v|-ESM$/gi, "")
    .split(".")
    .slice(0, parts)
    .join(".");
  if (parts === 0) return [{ ecosystem: base, by }];
  const standard = { ecosystem: `${base}${base === "openSUSE:Leap" ? " " : ":"}${release}`, by };
  if (!/-ESM$/i.test(distribution.version)) return [standard];
  // Only releases with long term support have extended maintenance.
  const isLts = /^\d*[02468][.]04$/.test(release);
  return [...(isLts ? [standard] : []), { ecosystem: `Ubuntu:Pro:${release}`, by }];
}

function suseEcosystem({ version }: Distribution): string {
  const [major = "", minor = "0"] = version.split(".");
  return `SUSE:Linux Enterprise Server ${major}${minor === "0" ? "" : ` SP${minor}`}`;
}
