import type { JsonObject, JsonValue } from "../../kubernetes/json.ts";
import { listAt, objectAt, textAt, valueAt } from "../../kubernetes/json-fields.ts";
import { RATINGS, type Rating, ratingOfWord } from "../matching/severity.ts";
import type { Distribution, NotRead, Package } from "../model.ts";
import { packageOfPurl } from "../read-package.ts";
import { type ForeignFinding, type ForeignReport, unreadPackage } from "./model.ts";

/** Whether a document is a CycloneDX bill of materials in JSON. */
export function isCycloneDx(document: JsonObject): boolean {
  return document["bomFormat"] === "CycloneDX";
}

export function readCycloneDx(document: JsonObject): ForeignReport {
  const components = componentsOf(document);
  const byRef = new Map<string, Package>();
  const packages: Package[] = [];
  const notRead: NotRead[] = [];
  for (const component of components) {
    const item = packageOf(component);
    if (item === undefined) {
      const purl = textAt(component, "purl");
      const isPackage = purl !== "" || CODE.has(textAt(component, "type"));
      if (isPackage) notRead.push(unreadPackage(textAt(component, "name"), purl));
      continue;
    }
    packages.push(item);
    byRef.set(textAt(component, "bom-ref") || item.purl, item);
    byRef.set(item.purl, item);
  }
  const distribution = distributionOf(components);
  const root = objectAt(document, "metadata", "component");
  const { name, version } = toolOf(document);
  return {
    scanner: name || "CycloneDX",
    scannerVersion: version,
    format: `CycloneDX ${textAt(document, "specVersion")}`,
    reference: textAt(root, "name"),
    digest: digestOf(root),
    ...(distribution !== undefined && { distribution }),
    packages,
    findings: listAt(document, "vulnerabilities").flatMap((item) => findingsOf(item, byRef)),
    listsPackages: true,
    created: textAt(document, "metadata", "timestamp"),
    notRead,
  };
}

/** Components that are packages whether or not they have a package URL; an `application` may be a lockfile. */
const CODE: ReadonlySet<string> = new Set(["library", "framework"]);

/** Components, and those within them. */
function componentsOf(document: JsonObject): readonly JsonValue[] {
  const found: JsonValue[] = [];
  const open = listAt(document, "components").toReversed();
  for (let component = open.pop(); component !== undefined; component = open.pop()) {
    found.push(component);
    open.push(...listAt(component, "components").toReversed());
  }
  return found;
}

function packageOf(component: JsonValue): Package | undefined {
  const item = packageOfPurl(textAt(component, "purl"));
  if (item === undefined) return undefined;
  const properties = new Map(
    listAt(component, "properties").map((property) => [
      textAt(property, "name"),
      textAt(property, "value"),
    ]),
  );
  const source = sourceOf(properties) ?? item.source;
  return {
    ...item,
    version: item.version || textAt(component, "version"),
    path:
      properties.get("aquasecurity:trivy:FilePath") ?? properties.get("syft:location:0:path") ?? "",
    licences: licencesOf(component),
    ...(source !== undefined && { source }),
  };
}

/** The source package as Trivy and Syft note it. */
function sourceOf(properties: ReadonlyMap<string, string>): Package["source"] {
  const name =
    properties.get("aquasecurity:trivy:SrcName") ?? properties.get("syft:metadata:source");
  if (name === undefined || name === "") return undefined;
  const release = properties.get("aquasecurity:trivy:SrcRelease");
  const epoch = properties.get("aquasecurity:trivy:SrcEpoch");
  const base =
    properties.get("aquasecurity:trivy:SrcVersion") ??
    properties.get("syft:metadata:sourceVersion") ??
    "";
  const version = release === undefined ? base : `${base}-${release}`;
  return { name, version: epoch === undefined || epoch === "0" ? version : `${epoch}:${version}` };
}

function licencesOf(component: JsonValue): readonly string[] {
  return listAt(component, "licenses").flatMap((choice) => {
    const text =
      textAt(choice, "expression") ||
      textAt(choice, "license", "id") ||
      textAt(choice, "license", "name");
    return text === "" ? [] : [text];
  });
}

function distributionOf(components: readonly JsonValue[]): Distribution | undefined {
  const system = components.find((component) => textAt(component, "type") === "operating-system");
  if (system === undefined) return undefined;
  return {
    id: textAt(system, "name").toLowerCase(),
    version: textAt(system, "version"),
    name: "",
    codename: "",
  };
}

function toolOf(document: JsonObject): { readonly name: string; readonly version: string } {
  const tools = valueAt(document, "metadata", "tools") ?? null;
  const [first = null] = [...listAt(tools), ...listAt(tools, "components")];
  return { name: textAt(first, "name"), version: textAt(first, "version") };
}

function digestOf(root: JsonObject): string {
  const ofPurl = /@(sha256:[0-9a-f]{64})/.exec(decoded(textAt(root, "purl")))?.[1];
  const version = textAt(root, "version");
  return ofPurl ?? (version.startsWith("sha256:") ? version : "");
}

function decoded(text: string): string {
  return text.replaceAll(/%3a/gi, ":");
}

/** Analyses that say that there is nothing to do. */
const HARMLESS = new Set(["not_affected", "false_positive", "resolved", "resolved_with_pedigree"]);

function findingsOf(
  item: JsonValue,
  byRef: ReadonlyMap<string, Package>,
): readonly ForeignFinding[] {
  const ratings = listAt(item, "ratings");
  const scores = ratings.flatMap((rating) => {
    const score = valueAt(rating, "score");
    return typeof score === "number" ? [score] : [];
  });
  const state = textAt(item, "analysis", "state");
  const detail = textAt(item, "analysis", "detail") || textAt(item, "analysis", "justification");
  const common = {
    vulnerability: textAt(item, "id"),
    aliases: listAt(item, "references")
      .map((reference) => textAt(reference, "id"))
      .filter((id) => id !== ""),
    fixed: fixIn(textAt(item, "recommendation")),
    severity: worst(ratings.map((rating) => ratingOfWord(textAt(rating, "severity")))),
    ...(scores.length > 0 && { score: Math.max(...scores) }),
    status:
      state === ""
        ? ""
        : [state.replaceAll("_", " "), detail].filter((part) => part !== "").join(": "),
    suppressed: HARMLESS.has(state),
    source: textAt(item, "source", "name"),
  };
  return textsOfAffects(item).flatMap((reference) => {
    const found = byRef.get(reference) ?? packageOfPurl(reference);
    return found === undefined ? [] : [{ ...common, package: found }];
  });
}

function textsOfAffects(item: JsonValue): readonly string[] {
  // A reference into another bill of materials ends in the component (urn:cdx:…#ref).
  return listAt(item, "affects").map((affect) =>
    textAt(affect, "ref").replace(/^urn:cdx:[^#]*#/, ""),
  );
}

function worst(ratings: readonly Rating[]): Rating {
  return RATINGS.findLast((rating) => ratings.includes(rating)) ?? "unknown";
}

/** `Upgrade NAME to version 1.2.3` of Trivy and others. */
function fixIn(recommendation: string): string {
  return /\bto version ([^\s;]+)/.exec(recommendation)?.[1] ?? "";
}
