import { isJsonList, type JsonObject } from "../kubernetes/json.ts";
import { objectAt } from "../kubernetes/json-fields.ts";
import type { PlacedFact } from "../snapshot/facts.ts";
import type { Inventory } from "./inventory.ts";
import { type CloudResource, find, scalarText, textOf } from "./resource.ts";

/** OS Login is set for the project, and cannot be for a pool. */
export function osLogin(pool: CloudResource, inventory: Inventory): PlacedFact {
  for (const project of inventory.of("gcp-project")) {
    const entry = projectEntry(project, "enable-oslogin");
    if (entry !== undefined) return { value: entry.toLowerCase() === "true", at: project.at };
  }
  // Of Terraform's resources one item says nothing of others, and all of the metadata says everything.
  const project = inventory.of("gcp-project").find(showsAllMetadata);
  return project
    ? { value: false, at: project.at }
    : { unknown: "the metadata of the project are not in the input", at: pool.at };
}

function showsAllMetadata(project: CloudResource): boolean {
  if (project.shape === "api") return true;
  const { value, unknown } = find(project, "metadata");
  return value !== undefined && !unknown;
}

/** An entry of the metadata that all instances of a project have. */
function projectEntry(project: CloudResource, key: string): string | undefined {
  if (textOf(project, "key") === key) return textOf(project, "value");
  const items = find(project, "commonInstanceMetadata.items").value;
  if (isJsonList(items)) {
    const item = items.map((each) => objectAt(each)).find((each) => each["key"] === key);
    return item ? scalarText(item["value"]) : undefined;
  }
  const map: JsonObject = objectAt(find(project, "metadata").value ?? null);
  return Object.hasOwn(map, key) ? scalarText(map[key]) : undefined;
}
