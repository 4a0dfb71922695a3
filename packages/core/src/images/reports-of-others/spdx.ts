import type { JsonObject, JsonValue } from "../../kubernetes/json.ts";
import { listAt, textAt, textsAt } from "../../kubernetes/json-fields.ts";
import type { Distribution, NotRead, Package } from "../model.ts";
import { packageOfPurl } from "../read-package.ts";
import { type ForeignReport, unreadPackage } from "./model.ts";

/** Whether a document is SPDX 2 or 3 in JSON. */
export function isSpdx(document: JsonObject): boolean {
  return textAt(document, "spdxVersion").startsWith("SPDX-") || isSpdx3(document);
}

function isSpdx3(document: JsonObject): boolean {
  return (
    /spdx\.org\/rdf\/3/.test(textAt(document, "@context")) && listAt(document, "@graph").length > 0
  );
}

export function readSpdx(document: JsonObject): ForeignReport {
  const packages = isSpdx3(document) ? packagesOfGraph(document) : packagesOfDocument(document);
  const [creator = ""] = textsAt(document, "creationInfo", "creators").filter((text) =>
    text.startsWith("Tool: "),
  );
  return reportOf(packages, {
    format: isSpdx3(document) ? "SPDX 3" : textAt(document, "spdxVersion").replace("-", " "),
    reference: textAt(document, "name"),
    scanner: creator.replace("Tool: ", ""),
    created: textAt(document, "creationInfo", "created"),
  });
}

/** What a document lists, and what of it does not say which package it is. */
type Listed = readonly (Package | NotRead)[];

function reportOf(
  listed: Listed,
  said: Pick<ForeignReport, "format" | "reference" | "scanner" | "created">,
): ForeignReport {
  const packages = listed.filter((each) => "purl" in each);
  const distribution = distributionOf(packages);
  return {
    ...said,
    scanner: said.scanner || "SPDX",
    scannerVersion: "",
    digest: /sha256:[0-9a-f]{64}/.exec(said.reference)?.[0] ?? "",
    ...(distribution !== undefined && { distribution }),
    packages,
    findings: [],
    listsPackages: true,
    notRead: listed.flatMap((each) => ("purl" in each ? [] : [each])),
  };
}

function packagesOfDocument(document: JsonObject): Listed {
  return listAt(document, "packages").flatMap((item) => {
    const references = listAt(item, "externalRefs");
    const purl =
      references.find((reference) => textAt(reference, "referenceType") === "purl") ?? null;
    const licence = textAt(item, "licenseConcluded") || textAt(item, "licenseDeclared");
    const name = textAt(item, "name");
    const locator = textAt(purl, "referenceLocator");
    const isCode = CODE.has(textAt(item, "primaryPackagePurpose"));
    if (locator === "") return isCode ? [unreadPackage(name, "")] : [];
    return packageWith(locator, { name, version: textAt(item, "versionInfo"), licence });
  });
}

function packagesOfGraph(document: JsonObject): Listed {
  return listAt(document, "@graph").flatMap((item) => {
    const purl = textAt(item, "software_packageUrl") || purlAmong(item);
    const name = textAt(item, "name");
    const isCode = CODE.has(textAt(item, "software_primaryPurpose").toUpperCase());
    if (purl === "") return isCode ? [unreadPackage(name, "")] : [];
    return packageWith(purl, { name, version: textAt(item, "software_packageVersion") });
  });
}

function purlAmong(item: JsonValue): string {
  const identifiers = listAt(item, "externalIdentifier");
  const purl =
    identifiers.find((one) => textAt(one, "externalIdentifierType") === "packageUrl") ?? null;
  return textAt(purl, "identifier");
}

/** Purposes of what is a package whether or not it has a package URL. */
const CODE: ReadonlySet<string> = new Set(["LIBRARY", "FRAMEWORK"]);

interface Said {
  readonly name: string;
  readonly version: string;
  readonly licence?: string;
}

function packageWith(purl: string, { name, version, licence = "" }: Said): Listed {
  const item = packageOfPurl(purl);
  if (item === undefined) return [unreadPackage(name, purl)];
  // The image itself is a package of SPDX.
  if (item.type === "oci" || item.type === "docker") return [];
  const isSaid = licence !== "" && licence !== "NOASSERTION" && licence !== "NONE";
  return [{ ...item, version: item.version || version, licences: isSaid ? [licence] : [] }];
}

/** SPDX has no operating system: packages of one say in their package URLs which. */
function distributionOf(packages: readonly Package[]): Distribution | undefined {
  for (const { purl, type, namespace } of packages) {
    const ofSystem = type === "deb" || type === "rpm" || type === "apk";
    const found = ofSystem ? distributionIn(purl, namespace) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `distro=debian-12`, `distro=alpine-3.20.1`, `distro=3.20`. */
function distributionIn(purl: string, namespace: string): Distribution | undefined {
  const distro = /[?&]distro=([^&#]+)/.exec(purl)?.[1] ?? "";
  const found = /^(?:([a-z][a-z-]*?)-)?v?(\d[\d.]*)$/i.exec(distro);
  if (found === null) return undefined;
  return { id: found[1] ?? namespace, version: found[2] ?? "", name: "", codename: "" };
}

/** Whether a text is SPDX 2 in its form of tags and values. */
export function isSpdxTagValue(text: string): boolean {
  return /^(?:#[^\n]*\n|\s*\n)*SPDXVersion:\s*SPDX-2/.test(text.slice(0, 2000));
}

/** SPDX in tags and values. */
export function readSpdxTagValue(text: string): ForeignReport {
  const lines = text.split(/\r?\n/).map((line): readonly [string, string] => {
    const colon = line.indexOf(":");
    return [line.slice(0, Math.max(0, colon)), line.slice(colon + 1).trim()];
  });
  const first = (name: string): string => lines.find(([tag]) => tag === name)?.[1] ?? "";
  const tool = lines.find(([tag, value]) => tag === "Creator" && value.startsWith("Tool: "));
  return reportOf(packagesOfLines(lines), {
    format: "SPDX 2 tag-value",
    reference: first("DocumentName"),
    scanner: tool?.[1].slice("Tool: ".length) ?? "",
    created: first("Created"),
  });
}

function packagesOfLines(lines: readonly (readonly [string, string])[]): Listed {
  let version = "";
  let name = "";
  return lines.flatMap(([tag, value]) => {
    if (tag === "PackageName") {
      name = value;
      version = "";
    }
    if (tag === "PackageVersion") version = value;
    const purl = tag === "ExternalRef" ? /\bpurl\s+(\S+)/.exec(value)?.[1] : undefined;
    return purl === undefined ? [] : packageWith(purl, { name, version });
  });
}
