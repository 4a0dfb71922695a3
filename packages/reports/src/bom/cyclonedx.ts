import type { Package } from "@watertight/core/images";
import { type JsonObject, stringifyJson } from "@watertight/core/kubernetes";
import { safeJson } from "../json/safe-json.ts";
import { type Bill, type BillPart, imagePurl, isOfSystem, layerOf, wholeVersion } from "./bill.ts";
import { referencesOf, uuidOf } from "./identity.ts";
import { isSpdxLicence } from "./licences.ts";

const SUBJECT = "subject";
const TYPES = { image: "container", folder: "application", cluster: "platform" } as const;
const PART_TYPES = { image: "container", component: "application", node: "device" } as const;

/** A bill of materials as CycloneDX 1.6 (ECMA-424) in JSON; what could not be read makes its composition incomplete. */
export function cyclonedx(bill: Bill): string {
  const references = referencesOf(bill.packages.map(({ purl }) => purl));
  const packages = bill.packages.map((found, index) =>
    packageComponent(found, references[index] ?? "", bill),
  );
  const parts = bill.parts.map(partComponent);
  const system = systemComponent(bill);
  const content: JsonObject = {
    version: 1,
    metadata: {
      timestamp: `${bill.day}T00:00:00Z`,
      tools: { components: [{ type: "application", ...bill.tool }] },
      component: subjectComponent(bill),
      properties: properties(
        bill.notRead.map(({ path, reason }) => ["watertight:notRead", `${path}: ${reason}`]),
      ),
    },
    components: [...system, ...parts, ...packages],
    dependencies: [
      { ref: SUBJECT, dependsOn: [...parts.map(refOf), ...system.map(refOf), ...references] },
    ],
    compositions: [
      { aggregate: bill.notRead.length === 0 ? "complete" : "incomplete", assemblies: [SUBJECT] },
    ],
  };
  return `${safeJson({
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    serialNumber: `urn:uuid:${uuidOf(stringifyJson(content))}`,
    ...content,
  })}\n`;
}

function refOf(component: JsonObject): string {
  const reference = component["bom-ref"];
  return typeof reference === "string" ? reference : "";
}

function subjectComponent({ subject }: Bill): JsonObject {
  const purl = subject.kind === "image" ? imagePurl(subject.name, subject.version) : "";
  return {
    type: TYPES[subject.kind],
    "bom-ref": SUBJECT,
    name: subject.name,
    ...(subject.version === "" ? {} : { version: subject.version }),
    ...(purl === "" ? {} : { purl }),
  };
}

function systemComponent({ distribution }: Bill): readonly JsonObject[] {
  if (!distribution) return [];
  const { id, version, name } = distribution;
  return [
    {
      type: "operating-system",
      "bom-ref": "operating-system",
      name: id,
      ...(version === "" ? {} : { version }),
      ...(name === "" ? {} : { description: name }),
    },
  ];
}

function partComponent(part: BillPart, index: number): JsonObject {
  return {
    type: PART_TYPES[part.kind],
    "bom-ref": `${part.kind}-${index + 1}`,
    name: part.name,
    ...(part.version === "" ? {} : { version: part.version }),
    ...(part.purl === "" ? {} : { purl: part.purl }),
    properties: properties(part.properties.map(([name, value]) => [`watertight:${name}`, value])),
  };
}

function packageComponent(found: Package, reference: string, { layers }: Bill): JsonObject {
  const { namespace, name, line, source } = found;
  const version = wholeVersion(found);
  return {
    type: "library",
    "bom-ref": reference,
    ...(namespace === "" || isOfSystem(found) ? {} : { group: namespace }),
    name,
    ...(version === "" ? {} : { version }),
    ...licencesOf(found),
    purl: found.purl,
    properties: properties([
      ["watertight:path", found.path],
      ["watertight:line", line === undefined ? "" : String(line)],
      ["watertight:layer", layerOf(found, layers)],
      ["watertight:source", source ? `${source.name} ${source.version}` : ""],
      ["watertight:installedBy", found.installedBy ?? ""],
    ]),
  };
}

function licencesOf({ licences }: Package): JsonObject {
  if (licences.length === 0) return {};
  return {
    licenses: [...new Set(licences)].map((each) => ({
      license: isSpdxLicence(each) ? { id: each } : { name: each },
    })),
  };
}

function properties(pairs: readonly (readonly [string, string])[]): readonly JsonObject[] {
  return pairs.filter(([, value]) => value !== "").map(([name, value]) => ({ name, value }));
}
