import type { JsonObject, JsonValue } from "../../kubernetes/json.ts";
import { readXml, type XmlElement } from "./xml.ts";

/** Whether a text may be a bill of materials of CycloneDX in XML. */
export function isCycloneDxXml(text: string): boolean {
  return /^\ufeff?\s*</.test(text) && text.includes("cyclonedx.org/schema/bom");
}

/** The same document in JSON (CycloneDX, bom-1.6.xsd and bom-1.6.schema.json), as far as it is asked; a sentence where it is no XML. */
export function cycloneDxOfXml(text: string): JsonObject | string {
  const bom = readXml(text);
  if (typeof bom === "string") return bom;
  if (bom.name !== "bom") return `its root is ${bom.name} and not bom`;
  const metadata = child(bom, "metadata");
  return {
    bomFormat: "CycloneDX",
    specVersion: /\/bom\/([\d.]+)/.exec(bom.attributes.get("xmlns") ?? "")?.[1] ?? "",
    serialNumber: bom.attributes.get("serialNumber") ?? "",
    metadata: metadata === undefined ? {} : metadataOf(metadata),
    components: listOf(bom, "components", "component").map(componentOf),
    vulnerabilities: listOf(bom, "vulnerabilities", "vulnerability").map(vulnerabilityOf),
  };
}

function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((each) => each.name === name);
}

function listOf(element: XmlElement | undefined, list: string, name: string): XmlElement[] {
  return (child(element, list)?.children ?? []).filter((each) => each.name === name);
}

function text(element: XmlElement | undefined, ...path: readonly string[]): string {
  return path.reduce(child, element)?.text.trim() ?? "";
}

/** These children as members, in the letters of both forms. */
function texts(element: XmlElement, ...names: readonly string[]): JsonObject {
  return Object.fromEntries(
    names.flatMap((name): [string, string][] => {
      const value = text(element, name);
      return value === "" ? [] : [[name, value]];
    }),
  );
}

function metadataOf(metadata: XmlElement): JsonObject {
  const component = child(metadata, "component");
  const tools = child(metadata, "tools");
  return {
    timestamp: text(metadata, "timestamp"),
    tools: [...listOf(metadata, "tools", "tool"), ...listOf(tools, "components", "component")].map(
      (tool) => texts(tool, "vendor", "name", "version"),
    ),
    ...(component !== undefined && { component: componentOf(component) }),
    supplier: { name: text(metadata, "supplier", "name") },
  };
}

function componentOf(component: XmlElement): JsonObject {
  return {
    type: component.attributes.get("type") ?? "",
    "bom-ref": component.attributes.get("bom-ref") ?? "",
    ...texts(component, "group", "name", "version", "purl"),
    licenses: (child(component, "licenses")?.children ?? []).map(licenceOf),
    properties: listOf(component, "properties", "property").map((property) => ({
      name: property.attributes.get("name") ?? "",
      value: property.text.trim(),
    })),
    components: listOf(component, "components", "component").map(componentOf),
  };
}

function licenceOf(choice: XmlElement): JsonValue {
  return choice.name === "expression"
    ? { expression: choice.text.trim() }
    : { license: texts(choice, "id", "name") };
}

function vulnerabilityOf(vulnerability: XmlElement): JsonObject {
  const analysis = child(vulnerability, "analysis");
  return {
    ...texts(vulnerability, "id", "description", "recommendation"),
    source: { name: text(vulnerability, "source", "name") },
    references: listOf(vulnerability, "references", "reference").map((one) => texts(one, "id")),
    ratings: listOf(vulnerability, "ratings", "rating").map(ratingOf),
    ...(analysis !== undefined && {
      analysis: texts(analysis, "state", "justification", "detail"),
    }),
    affects: listOf(vulnerability, "affects", "target").map((target) => texts(target, "ref")),
  };
}

function ratingOf(rating: XmlElement): JsonObject {
  const score = text(rating, "score");
  const number = Number(score);
  return {
    ...texts(rating, "severity", "method", "vector"),
    ...(score !== "" && !Number.isNaN(number) && { score: number }),
  };
}
