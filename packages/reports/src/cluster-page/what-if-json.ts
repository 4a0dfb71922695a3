import { type JsonObject, stringifyJson } from "@watertight/core/kubernetes";
import type { Snapshot } from "@watertight/core/snapshot";
import type { ClusterPageInput } from "./input.ts";
import type { PageObjects } from "./objects-json.ts";

/** What a page needs beside the objects to make the cluster again: nothing where it has not all of them. */
export function whatIfDocuments(
  { settings, attacks, looksForPaths }: ClusterPageInput,
  { assumptions }: Snapshot,
  { leftOut }: PageObjects,
): readonly (readonly [name: string, json: string])[] {
  if (!settings || leftOut > 0 || !looksForPaths) return [];
  const { assumeBreach = false, entries = [], goals = [], tenancy = {} } = attacks;
  const { label, named = new Map<string, readonly string[]>() } = tenancy;
  const document = {
    assumptions,
    settings,
    attacks: { assumeBreach, entries, goals, label: label ?? null, named: [...named] },
  };
  // They are plain data: what is undefined is left out.
  return [["what-if", stringifyJson(JSON.parse(JSON.stringify(document)) as JsonObject)]];
}
