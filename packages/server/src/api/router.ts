import { clusterRoutes } from "./cluster-routes.ts";
import { documentRoutes } from "./document-routes.ts";
import { findingRoutes } from "./finding-routes.ts";
import type { Knowledge } from "./knowledge.ts";
import type { Route } from "./route.ts";
import { verbRoutes } from "./verb-routes.ts";

/** All questions that the API answers. */
export function routesOf(knowledge: Knowledge): readonly Route[] {
  return [
    ...clusterRoutes(knowledge),
    ...findingRoutes(knowledge),
    ...documentRoutes(knowledge),
    ...verbRoutes(knowledge),
  ];
}

/** The route of a method and path, with the values in the path; `methods`: what the path would take. */
export interface Found {
  readonly route: Route | undefined;
  readonly values: ReadonlyMap<string, string>;
  readonly methods: readonly string[];
}

/** Finds routes by their paths; where a word and a parameter would do, the word does. */
export function createRouter(
  routes: readonly Route[],
): (method: string, path: string) => Found | undefined {
  const split = routes.map((route) => ({ route, parts: route.path.slice(1).split("/") }));
  return (method, path) => {
    const given = partsOf(path);
    if (!given) return undefined;
    const matching = split
      .filter(({ parts }) => matches(parts, given))
      .toSorted((a, b) => parametersIn(a.parts) - parametersIn(b.parts));
    const [first] = matching;
    if (!first) return undefined;
    const same = matching.filter(({ route }) => route.path === first.route.path);
    const found = same.find(({ route }) => route.method === method.toLowerCase());
    const entries = first.parts.flatMap((part, at) =>
      isParameter(part) ? [[part.slice(1, -1), given[at] ?? ""] as const] : [],
    );
    return {
      route: found?.route,
      values: new Map(entries),
      methods: same.map(({ route }) => route.method.toUpperCase()),
    };
  };
}

function partsOf(path: string): readonly string[] | undefined {
  try {
    return path.slice(1).split("/").map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

function matches(parts: readonly string[], given: readonly string[]): boolean {
  return (
    parts.length === given.length &&
    parts.every((part, at) => (isParameter(part) ? given[at] !== "" : part === given[at]))
  );
}

function isParameter(part: string): boolean {
  return part.startsWith("{");
}

function parametersIn(parts: readonly string[]): number {
  return parts.filter(isParameter).length;
}
