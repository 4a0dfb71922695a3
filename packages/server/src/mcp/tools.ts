import type { Asker } from "../api/asker.ts";
import { readParameters } from "../api/parameters.ts";
import type { Answer, Parameter, Route } from "../api/route.ts";

/** A question that an assistant may ask: a route of the API, in its words. */
export interface Tool {
  readonly name: string;
  readonly description: string;
  readonly parameters: readonly Parameter[];
  readonly ask: (asker: Asker, values: ReadonlyMap<string, readonly string[]>) => Promise<Answer>;
}

/** Operation of the API, and what it is called here. */
const TOOLS: Readonly<Record<string, string>> = {
  listClusters: "list_clusters",
  getCluster: "get_cluster",
  listFindings: "list_findings",
  countFindings: "count_findings",
  getFinding: "get_finding",
  listEvents: "list_changes",
  listObjects: "list_objects",
  getObject: "get_object",
  listIncidents: "list_incidents",
  getIncident: "get_incident",
  listExceptions: "list_exceptions",
  getPaths: "attack_paths",
  getBlastRadius: "blast_radius",
  getFixes: "smallest_fixes",
  getTenancy: "tenancy",
};

/** The tools of an assistant: all read, none writes, and each answers what the API would answer the same asker. */
export function toolsOf(routes: readonly Route[]): readonly Tool[] {
  return routes.flatMap((route): readonly Tool[] => {
    const name = TOOLS[route.id];
    if (name === undefined || route.method !== "get") return [];
    return [
      {
        name,
        description: `${route.summary}.`,
        parameters: route.parameters,
        ask: (asker, values) => askRoute(route, asker, values),
      },
    ];
  });
}

function askRoute(
  route: Route,
  asker: Asker,
  values: ReadonlyMap<string, readonly string[]>,
): Promise<Answer> {
  const path = new Map<string, string>();
  const query = new URLSearchParams();
  for (const [name, all] of values) {
    const isPath = route.parameters.some((each) => each.name === name && each.in === "path");
    if (isPath) path.set(name, all[0] ?? "");
    else for (const value of all) query.append(name, value);
  }
  const missing = route.parameters.find((each) => each.in === "path" && !path.get(each.name));
  if (missing) {
    return Promise.resolve({
      problem: { status: 400, detail: `The parameter "${missing.name}" is missing.` },
    });
  }
  const read = readParameters(route, path, query);
  if ("wrong" in read) return Promise.resolve({ problem: { status: 400, detail: read.wrong } });
  return route.answer({ asker, values: read.values, body: "" });
}
