import { isJsonObject, type JsonObject, type JsonValue } from "../../kubernetes/json.ts";
import { listAt, objectAt, textAt, textsAt } from "../../kubernetes/json-fields.ts";
import { isCsaf, productsOf } from "../feeds/csaf.ts";
import { justificationOfCycloneDx } from "./cyclonedx-justification.ts";
import type { VexProduct, VexStatement, VexStatus } from "./statement.ts";

/** The statements of a VEX document: OpenVEX, CSAF's profile, or CycloneDX; undefined for what is none. */
export function readVex(document: JsonValue): readonly VexStatement[] | undefined {
  if (!isJsonObject(document)) return undefined;
  if (/openvex/i.test(textAt(document, "@context"))) return readOpenVex(document);
  if (isCsaf(document)) return readCsaf(document);
  if (document["bomFormat"] === "CycloneDX") return readCycloneDx(document);
  return undefined;
}

/** OpenVEX (openvex/spec); version 0.0.1 has vulnerabilities and products as plain texts. */
function readOpenVex(document: JsonObject): readonly VexStatement[] {
  return listAt(document, "statements").flatMap((statement) => {
    const status = textAt(statement, "status");
    if (!isStatus(status)) return [];
    const vulnerability = objectAt(statement, "vulnerability");
    const ids = [
      textAt(statement, "vulnerability"),
      textAt(vulnerability, "name"),
      textAt(vulnerability, "@id"),
      ...textsAt(vulnerability, "aliases"),
    ];
    return [
      {
        vulnerabilities: known(ids.map((id) => id.replace(/^.*\//, ""))),
        status,
        justification: textAt(statement, "justification"),
        detail:
          textAt(statement, "impact_statement") ||
          textAt(statement, "action_statement") ||
          textAt(statement, "status_notes"),
        products: listAt(statement, "products").flatMap(productsOfOpenVex),
        author: textAt(document, "author"),
        timestamp: textAt(statement, "timestamp") || textAt(document, "timestamp"),
      },
    ];
  });
}

function known(ids: readonly string[]): readonly string[] {
  return [...new Set(ids.filter((id) => id !== ""))];
}

function isStatus(text: string): text is VexStatus {
  return ["not_affected", "affected", "fixed", "under_investigation"].includes(text);
}

function productsOfOpenVex(product: JsonValue): readonly VexProduct[] {
  if (typeof product === "string") return [{ id: product, subcomponents: [] }];
  const subcomponents = listAt(product, "subcomponents").flatMap(namesOf);
  return namesOf(product).map((id) => ({ id, subcomponents }));
}

/** What a product or component goes by: its id, its package URL, its digests. */
function namesOf(product: JsonValue): readonly string[] {
  if (typeof product === "string") return [product];
  const hashes = Object.entries(objectAt(product, "hashes")).flatMap(([name, value]) =>
    typeof value === "string" ? [`${name.replace("-", "")}:${value}`] : [],
  );
  return known([textAt(product, "@id"), textAt(product, "identifiers", "purl"), ...hashes]);
}

const CSAF_STATUS: readonly (readonly [string, VexStatus])[] = [
  ["known_not_affected", "not_affected"],
  ["fixed", "fixed"],
  ["first_fixed", "fixed"],
  ["known_affected", "affected"],
  ["under_investigation", "under_investigation"],
];

function readCsaf(document: JsonObject): readonly VexStatement[] {
  const products = productsOf(document);
  return listAt(document, "vulnerabilities").flatMap((vulnerability) =>
    CSAF_STATUS.flatMap(([name, status]) => {
      const ids = textsAt(vulnerability, "product_status", name);
      if (ids.length === 0) return [];
      const flag = flagOf(vulnerability, ids);
      return [
        {
          vulnerabilities: known([
            textAt(vulnerability, "cve"),
            ...listAt(vulnerability, "ids").map((id) => textAt(id, "text")),
          ]),
          status,
          justification: status === "not_affected" ? textAt(flag, "label") : "",
          detail: detailOf(vulnerability, ids),
          products: ids.map((id) => ({ id: products.get(id)?.purl || id, subcomponents: [] })),
          author: textAt(document, "document", "publisher", "name"),
          timestamp: textAt(document, "document", "tracking", "current_release_date"),
        },
      ];
    }),
  );
}

function flagOf(vulnerability: JsonValue, ids: readonly string[]): JsonValue {
  return (
    listAt(vulnerability, "flags").find((flag) =>
      textsAt(flag, "product_ids").some((id) => ids.includes(id)),
    ) ?? null
  );
}

function detailOf(vulnerability: JsonValue, ids: readonly string[]): string {
  const threat = listAt(vulnerability, "threats").find(
    (item) =>
      textAt(item, "category") === "impact" &&
      textsAt(item, "product_ids").some((id) => ids.includes(id)),
  );
  return textAt(threat ?? null, "details");
}

const ANALYSIS: ReadonlyMap<string, VexStatus> = new Map([
  ["not_affected", "not_affected"],
  ["false_positive", "not_affected"],
  ["resolved", "fixed"],
  ["resolved_with_pedigree", "fixed"],
  ["exploitable", "affected"],
  ["in_triage", "under_investigation"],
]);

function readCycloneDx(document: JsonObject): readonly VexStatement[] {
  const purls = new Map(
    listAt(document, "components").map((component) => [
      textAt(component, "bom-ref"),
      textAt(component, "purl"),
    ]),
  );
  return listAt(document, "vulnerabilities").flatMap((item) => {
    const status = ANALYSIS.get(textAt(item, "analysis", "state"));
    if (status === undefined) return [];
    const refs = listAt(item, "affects").map((affect) =>
      textAt(affect, "ref").replace(/^urn:cdx:[^#]*#/, ""),
    );
    return [
      {
        vulnerabilities: known([
          textAt(item, "id"),
          ...listAt(item, "references").map((one) => textAt(one, "id")),
        ]),
        status,
        justification: justificationOfCycloneDx(textAt(item, "analysis", "justification")),
        detail: textAt(item, "analysis", "detail"),
        products: refs.map((ref) => ({ id: purls.get(ref) || ref, subcomponents: [] })),
        author: textAt(document, "metadata", "supplier", "name"),
        timestamp: textAt(document, "metadata", "timestamp"),
      },
    ];
  });
}
