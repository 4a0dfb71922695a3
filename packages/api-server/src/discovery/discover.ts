import { type JsonValue, listAt, textAt, textsAt } from "@watertight/core/kubernetes";
import type { Connection } from "../connect.ts";
import { ClusterFailure } from "../failure.ts";
import { readJson } from "../requests/read-json.ts";
import { legacyGroups } from "./legacy.ts";
import {
  chosenResources,
  type Discovery,
  type OfferedResource,
  type UnavailableGroup,
} from "./resource.ts";

/** What is asked for first and what a server may answer that knows only the older one, or neither. */
const AGGREGATED = ["v2", "v2beta1"]
  .map((version) => `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`)
  .join(",");

/**
 * What a server serves: by aggregated discovery (apidiscovery.k8s.io, two requests), else group by group. A group whose API
 * service is down is named, the others are there.
 */
export async function discover(connection: Connection): Promise<Discovery> {
  const roots = [await rootOf(connection, "/api"), await rootOf(connection, "/apis")];
  const isAggregated = roots.every((root) => textAt(root, "kind") === "APIGroupDiscoveryList");
  const { offered, unavailable } = isAggregated
    ? aggregatedGroups(roots)
    : await legacyGroups(connection, roots);
  return { resources: chosenResources(offered), unavailable };
}

async function rootOf(connection: Connection, path: string): Promise<JsonValue> {
  const answer = await connection.ask({
    path,
    accept: `${AGGREGATED},application/json`,
    read: (got) => readJson(got, connection.silence),
  });
  if ("value" in answer) return answer.value;
  const { status, message } = answer.refusal;
  throw new ClusterFailure(
    "connection",
    `${connection.server} does not say what it serves (${path} answers ${status}: ${message}); is it an API server, and may this identity see ${path} (ClusterRole system:discovery)?`,
  );
}

interface Offers {
  readonly offered: readonly OfferedResource[];
  readonly unavailable: readonly UnavailableGroup[];
}

function aggregatedGroups(roots: readonly JsonValue[]): Offers {
  const offered: OfferedResource[] = [];
  const unavailable: UnavailableGroup[] = [];
  for (const item of roots.flatMap((root) => listAt(root, "items"))) {
    const group = textAt(item, "metadata", "name");
    for (const each of listAt(item, "versions")) {
      const version = textAt(each, "version");
      if (textAt(each, "freshness") === "Stale") {
        unavailable.push({ group, version, reason: "its API service does not answer" });
      }
      for (const resource of listAt(each, "resources")) {
        offered.push(offerOf(resource, { group, version }));
      }
    }
  }
  return { offered, unavailable };
}

function offerOf(
  resource: JsonValue,
  { group, version }: { readonly group: string; readonly version: string },
): OfferedResource {
  const verbs = textsAt(resource, "verbs");
  return {
    group,
    version,
    name: textAt(resource, "resource"),
    kind: textAt(resource, "responseKind", "kind"),
    namespaced: textAt(resource, "scope") === "Namespaced",
    listable: verbs.includes("list"),
    watchable: verbs.includes("watch"),
  };
}
