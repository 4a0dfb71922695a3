import type { Distribution, Package } from "../model.ts";
import { printPurl } from "../purl.ts";
import type { FoundPackage } from "./package-file.ts";

const OF_DISTRIBUTIONS: ReadonlySet<string> = new Set(["deb", "rpm", "apk"]);

/** Whose package it is: vendors of the purl specification where they differ from the ID of os-release. */
const VENDORS: ReadonlyMap<string, string> = new Map([
  ["rhel", "redhat"],
  ["opensuse-leap", "opensuse"],
  ["opensuse-tumbleweed", "opensuse"],
  ["sles", "suse"],
  ["amzn", "amazon"],
  ["ol", "oracle"],
]);

/** A package with its package URL; those of an operating system are named after the distribution in which they were found. */
export function withPurl(
  found: FoundPackage,
  distribution: Distribution | undefined,
): Omit<Package, "layer"> {
  const ofSystem = OF_DISTRIBUTIONS.has(found.type);
  const id = distribution?.id ?? "";
  const namespace = ofSystem ? (VENDORS.get(id) ?? id) : found.namespace;
  const purl = printPurl({
    type: found.type,
    namespace,
    name: found.name,
    version: wholeVersion(found),
    qualifiers: ofSystem ? qualifiersOf(found, distribution) : new Map(),
    subpath: "",
  });
  return { ...found, namespace, purl };
}

function qualifiersOf(
  found: FoundPackage,
  distribution: Distribution | undefined,
): ReadonlyMap<string, string> {
  const { id = "", version = "" } = distribution ?? {};
  // Those that are "" are not printed.
  return new Map([
    ["arch", found.arch],
    ["distro", version === "" ? id : `${id}-${version}`],
    ["epoch", found.epoch ? String(found.epoch) : ""],
    ["rpmmod", found.module ?? ""],
    ["upstream", upstreamOf(found)],
  ]);
}

/** As its database shows it: of rpm, version and release without the epoch, which the package URL has apart. */
function wholeVersion({ version, release }: FoundPackage): string {
  return release ? `${version}-${release}` : version;
}

function upstreamOf({ type, name, version, source }: FoundPackage): string {
  if (!source) return "";
  if (type === "rpm") return `${source.name}-${withoutEpoch(source.version)}.src.rpm`;
  if (source.version !== version) return `${source.name}@${source.version}`;
  return source.name === name ? "" : source.name;
}

function withoutEpoch(version: string): string {
  return version.replace(/^\d+:/, "");
}
