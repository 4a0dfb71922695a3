import { isJsonObject, type JsonObject } from "../../kubernetes/json.ts";
import { listAt, textAt } from "../../kubernetes/json-fields.ts";
import type { Enrichment } from "./event.ts";

/**
 * What Panther adds to the events that it exports (https://docs.panther.com/enrichment): `p_enrichment` has a member for each source, in
 * which each field that matched has its rows. Of IPinfo the owner of an address counts; any other source that matched is a list by its name.
 */
export function enrichmentOf(event: JsonObject): Enrichment | undefined {
  const enrichment = event["p_enrichment"];
  if (!isJsonObject(enrichment)) return undefined;
  const names = Object.keys(enrichment);
  return {
    owners: names
      .filter((name) => name.startsWith("ipinfo_asn"))
      .flatMap((name) => ownersIn(enrichment[name] ?? null)),
    lists: names.filter((name) => !name.startsWith("ipinfo")),
  };
}

function ownersIn(source: JsonObject[string]): Enrichment["owners"] {
  if (!isJsonObject(source)) return [];
  return Object.keys(source)
    .flatMap((field) => listAt(source, field))
    .map((row) => ({ address: textAt(row, "p_match"), domain: textAt(row, "domain") }));
}
