import { isJsonObject, type JsonObject, type JsonValue } from "../../kubernetes/json.ts";
import { textAt } from "../../kubernetes/json-fields.ts";
import { parseJson } from "./parse.ts";

/** The text that a record of a diagnostic setting carries (Event Hub, storage account, AzureDiagnostics of a workspace); undefined where it is no such record. */
export function logOfRecord(record: JsonObject): string | undefined {
  const category = textAt(record, "category") || textAt(record, "Category");
  if (typeof record["log_s"] === "string") return record["log_s"];
  if (category === "" && textAt(record, "operationName") === "") return undefined;
  const properties = record["properties"] ?? record["Properties"];
  const read = typeof properties === "string" ? parseJson(properties) : properties;
  return isJsonObject(read) && typeof read["log"] === "string" ? read["log"] : undefined;
}

/** Whether a record is of a log that holds audit events; the others are what components print. */
export function isAuditCategory(record: JsonObject): boolean {
  const category = textAt(record, "category") || textAt(record, "Category");
  return category === "" || category.startsWith("kube-audit");
}

/** The cluster's name, the last part of the resource's ID. */
export function clusterOfRecord(record: JsonObject): string {
  const id =
    textAt(record, "resourceId") || textAt(record, "ResourceId") || textAt(record, "_ResourceId");
  return id.slice(id.lastIndexOf("/") + 1).toLowerCase();
}

/** Columns of the tables AKSAudit and AKSAuditAdmin (https://learn.microsoft.com/azure/azure-monitor/reference/tables/aksaudit), by the field that each holds. */
const COLUMNS: readonly (readonly [column: string, field: string])[] = [
  ["Annotations", "annotations"],
  ["AuditId", "auditID"],
  ["Level", "level"],
  ["ObjectRef", "objectRef"],
  ["RequestObject", "requestObject"],
  ["RequestReceivedTime", "requestReceivedTimestamp"],
  ["RequestUri", "requestURI"],
  ["ResponseObject", "responseObject"],
  ["ResponseStatus", "responseStatus"],
  ["SourceIps", "sourceIPs"],
  ["Stage", "stage"],
  ["StageReceivedTime", "stageTimestamp"],
  ["User", "user"],
  ["UserAgent", "userAgent"],
  ["Verb", "verb"],
  ["ImpersonatedUser", "impersonatedUser"],
];
/** What stands in place of a body that was too long. */
const SKIPPED = "skipped-too-big-size-object";

/** A row of the tables of their own as the event that it was; undefined where it is no such row. */
export function eventOfRow(row: JsonObject): { event: JsonObject; cut: boolean } | undefined {
  if (typeof row["AuditId"] !== "string" && typeof row["Verb"] !== "string") return undefined;
  let cut = false;
  const entries = COLUMNS.flatMap(([column, field]): [string, JsonValue][] => {
    const value = row[column];
    if (value === undefined || value === null || value === "") return [];
    if (value === SKIPPED) {
      cut = true;
      return [];
    }
    return [[field, structured(value)]];
  });
  return { event: Object.fromEntries(entries), cut };
}

/** Dynamic columns are JSON, or the text of it where the table went through an export. */
function structured(value: JsonValue): JsonValue {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return value;
  return parseJson(value) ?? value;
}
