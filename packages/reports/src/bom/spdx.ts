import type { Package } from "@watertight/core/images";
import { type JsonObject, stringifyJson, textAt } from "@watertight/core/kubernetes";
import { safeJson } from "../json/safe-json.ts";
import { type Bill, type BillPart, imagePurl, layerOf, wholeName, wholeVersion } from "./bill.ts";
import { uuidOf } from "./identity.ts";
import { isSpdxLicence } from "./licences.ts";

const DOCUMENT = "SPDXRef-DOCUMENT";
const SUBJECT = "SPDXRef-Subject";
const PURPOSES = { image: "CONTAINER", folder: "SOURCE", cluster: "OTHER" } as const;
const PART_PURPOSES = { image: "CONTAINER", component: "APPLICATION", node: "DEVICE" } as const;

/** A bill of materials as SPDX 2.3 in JSON; what could not be read stands in the comment of the document. */
export function spdx(bill: Bill): string {
  const { subject, tool } = bill;
  const packages = [
    subjectPackage(bill),
    ...systemPackage(bill),
    ...bill.parts.map(partPackage),
    ...bill.packages.map((found, index) => packageEntry(found, index, bill)),
  ];
  const identifiers = packages.map((each) => textAt(each, "SPDXID"));
  const content: JsonObject = {
    SPDXID: DOCUMENT,
    spdxVersion: "SPDX-2.3",
    dataLicense: "CC0-1.0",
    name: subject.name,
    creationInfo: {
      created: `${bill.day}T00:00:00Z`,
      creators: [`Tool: ${tool.name}-${tool.version}`],
    },
    ...(bill.notRead.length === 0
      ? {}
      : {
          comment: `Not complete. ${bill.notRead.map(({ path, reason }) => `${path}: ${reason}.`).join(" ")}`,
        }),
    packages,
    relationships: [
      {
        spdxElementId: DOCUMENT,
        relationshipType: "DESCRIBES",
        relatedSpdxElement: SUBJECT,
      },
      ...identifiers.slice(1).map((relatedSpdxElement) => ({
        spdxElementId: SUBJECT,
        relationshipType: "CONTAINS",
        relatedSpdxElement,
      })),
    ],
  };
  return `${safeJson({
    ...content,
    documentNamespace: `urn:uuid:${uuidOf(stringifyJson(content))}`,
  })}\n`;
}

function entry(identifier: string, name: string, version: string): JsonObject {
  return {
    SPDXID: identifier,
    name,
    ...(version === "" ? {} : { versionInfo: version }),
    downloadLocation: "NOASSERTION",
    filesAnalyzed: false,
    licenseConcluded: "NOASSERTION",
    copyrightText: "NOASSERTION",
  };
}

function withPurl(purl: string): JsonObject {
  return purl === ""
    ? {}
    : {
        externalRefs: [
          {
            referenceCategory: "PACKAGE-MANAGER",
            referenceType: "purl",
            referenceLocator: purl,
          },
        ],
      };
}

function subjectPackage({ subject }: Bill): JsonObject {
  return {
    ...entry(SUBJECT, subject.name, subject.version),
    licenseDeclared: "NOASSERTION",
    primaryPackagePurpose: PURPOSES[subject.kind],
    ...withPurl(subject.kind === "image" ? imagePurl(subject.name, subject.version) : ""),
  };
}

function systemPackage({ distribution }: Bill): readonly JsonObject[] {
  if (!distribution) return [];
  return [
    {
      ...entry("SPDXRef-OperatingSystem", distribution.id, distribution.version),
      licenseDeclared: "NOASSERTION",
      primaryPackagePurpose: "OPERATING_SYSTEM",
    },
  ];
}

function partPackage(part: BillPart, index: number): JsonObject {
  const said = part.properties.map(([name, value]) => `${name}: ${value}`).join("; ");
  return {
    ...entry(`SPDXRef-${part.kind}-${index + 1}`, part.name, part.version),
    licenseDeclared: "NOASSERTION",
    primaryPackagePurpose: PART_PURPOSES[part.kind],
    ...(said === "" ? {} : { comment: said }),
    ...withPurl(part.purl),
  };
}

function packageEntry(found: Package, index: number, { layers }: Bill): JsonObject {
  const { path, line, licences } = found;
  const place = line === undefined ? path : `${path}:${line}`;
  const layer = layerOf(found, layers);
  return {
    ...entry(`SPDXRef-Package-${index + 1}`, wholeName(found), wholeVersion(found)),
    sourceInfo: layer === "" ? place : `${place}, layer ${layer}`,
    licenseDeclared: declared(licences),
    ...(licences.length === 0 ? {} : { licenseComments: licences.join("; ") }),
    ...withPurl(found.purl),
  };
}

/** An expression only where every licence is one of the list; else what is written stands in the comment alone. */
function declared(licences: readonly string[]): string {
  if (licences.length === 0 || !licences.every(isSpdxLicence)) return "NOASSERTION";
  return [...new Set(licences)].join(" AND ");
}
