import type { ApiResource } from "../../../kubernetes/resources.ts";
import { matchesResource, withoutStars } from "../evaluate.ts";
import type { AuditedResources, AuditRule } from "../model.ts";

/** Something that can be asked for, but for its namespace. */
export type What = NamedResource | { readonly path: string };

/** A resource with the name of an object; "" for none. */
export interface NamedResource {
  readonly group: string;
  readonly resource: string;
  readonly subresource: string;
  readonly name: string;
  /** Stands for whatever it will be: what a rule asks of namespaces is asked apart. */
  readonly namespace: "";
  /** `either`: requests for it are for one namespace or for all. */
  readonly scope: "cluster" | "either";
  /** Whether an API server is known to serve it. */
  readonly isKnown: boolean;
}

/** Paths that servers have, in the order in which they make good examples. */
const PATHS = [
  "/version",
  "/api",
  "/apis",
  "/openapi/v2",
  "/healthz",
  "/livez",
  "/readyz",
  "/metrics",
  "/logs",
  "/debug/pprof/profile",
];

/** A custom resource that nobody has named. */
const UNHEARD: Pick<NamedResource, "group" | "resource"> = {
  group: "example.com",
  resource: "widgets",
};

/** All that the rules can tell apart, known resources and paths first. */
export function everythingOf(
  rules: readonly AuditRule[],
  known: readonly ApiResource[],
  isWanted: (what: What) => boolean = () => true,
): readonly What[] {
  const entries = rules.flatMap(({ resources }) => resources);
  const { served, keys } = servedOf(known);
  const named = [...entries.flatMap((entry) => namedBy(entry, known)), ...crossed(entries)].filter(
    (each) => !keys.has(keyOf(each)),
  );
  // What is not wanted may not stand for what is.
  const all = [...served, ...madeUp(UNHEARD.group, UNHEARD.resource), ...named].filter(isWanted);
  const paths = pathsOf(rules).map((path) => ({ path }));
  return [...all, ...withNames(all, entries), ...paths.filter(isWanted)];
}

function keyOf({ group, resource, subresource }: NamedResource): string {
  return `${group}\n${resource}\n${subresource}`;
}

interface Served {
  readonly served: readonly NamedResource[];
  readonly keys: ReadonlySet<string>;
}

const remembered = new WeakMap<readonly ApiResource[], Served>();

function servedOf(known: readonly ApiResource[]): Served {
  const before = remembered.get(known);
  if (before) return before;
  const served = known.flatMap(servedBy);
  const made = { served, keys: new Set(served.map(keyOf)) };
  remembered.set(known, made);
  return made;
}

function servedBy({
  group,
  name,
  namespaced,
  subresources,
}: ApiResource): readonly NamedResource[] {
  // The server takes the name of a namespace for the namespace of the request.
  const hasNamespace = namespaced || (group === "" && name === "namespaces");
  const scope = hasNamespace ? "either" : "cluster";
  return ["", ...subresources].map((subresource) => ({
    ...{ group, resource: name, subresource, name: "", namespace: "", isKnown: true, scope },
  }));
}

/** Resources with the names that rules ask for: of those that the same entries match, one. */
function withNames(
  all: readonly NamedResource[],
  entries: readonly AuditedResources[],
): readonly NamedResource[] {
  const asking = entries.filter(({ resourceNames }) => resourceNames.length > 0);
  const examples = new Map<string, NamedResource>();
  for (const each of asking.length === 0 ? [] : all) {
    if (namesFor(each, asking).length === 0) continue;
    const matched = entries.map((entry) => matchesResource({ ...entry, resourceNames: [] }, each));
    const key = [each.scope, each.isKnown, each.subresource === "", ...matched].join();
    if (!examples.has(key)) examples.set(key, each);
  }
  return [...examples.values()].flatMap((each) =>
    namesFor(each, asking).map((name) => ({ ...each, name })),
  );
}

/** The names that rules ask of a resource. */
function namesFor(each: NamedResource, asking: readonly AuditedResources[]): readonly string[] {
  const names = asking
    .filter((entry) => matchesResource({ ...entry, resourceNames: [] }, each))
    .flatMap(({ resourceNames }) => resourceNames);
  // An empty name is one that requests without a name have, so that one with a name is another.
  const further = names.includes("") ? ["some-object"] : [];
  return [...new Set([...names, ...further])].filter((name) => name !== "");
}

function madeUp(group: string, resource: string, subresource = ""): readonly NamedResource[] {
  const each = {
    group,
    resource,
    name: "",
    namespace: "",
    scope: "either",
    isKnown: false,
  } as const;
  return subresource === ""
    ? [
        { ...each, subresource: "" },
        { ...each, subresource: "status" },
      ]
    : [{ ...each, subresource }];
}

/** What an entry of a rule speaks of, whether or not it is served. */
function namedBy(entry: AuditedResources, known: readonly ApiResource[]): readonly NamedResource[] {
  const patterns = entry.resources.length === 0 ? ["*"] : entry.resources;
  return patterns.flatMap((pattern) => {
    const [resource = "", ...rest] = pattern.split("/");
    const subresource = rest.join("/");
    const groups = entry.group === "*" ? groupsWith(resource, known) : [entry.group];
    const shown = resource === "*" || resource === "" ? UNHEARD.resource : resource;
    const below = subresource === "*" ? "" : subresource;
    return groups.flatMap((group) => madeUp(group, shown, below));
  });
}

// Beyond it, of what no server has anyway only what entries name themselves is tried.
const MOST_CROSSED = 600;

/** Every group with every resource and subresource that entries name: nobody is kept from asking for what there is not. */
function crossed(entries: readonly AuditedResources[]): readonly NamedResource[] {
  const words = (part: 0 | 1, unheard: string): readonly string[] => {
    const named = entries.flatMap(({ resources }) =>
      resources.map((each) => each.split("/")[part] ?? ""),
    );
    return [...new Set([unheard, ...named])].filter((word) => word !== "" && word !== "*");
  };
  const groups = [...new Set([UNHEARD.group, ...entries.map(({ group }) => group)])].filter(
    (group) => group !== "*",
  );
  const [resources, subresources] = [words(0, UNHEARD.resource), words(1, "status")];
  if (groups.length * resources.length * subresources.length > MOST_CROSSED) return [];
  return groups.flatMap((group) =>
    resources.flatMap((resource) => [
      ...madeUp(group, resource),
      ...subresources.flatMap((subresource) => madeUp(group, resource, subresource)),
    ]),
  );
}

function groupsWith(resource: string, known: readonly ApiResource[]): readonly string[] {
  const groups = known.filter(({ name }) => name === resource).map(({ group }) => group);
  return groups.length > 0 ? groups : [UNHEARD.group];
}

function pathsOf(rules: readonly AuditRule[]): readonly string[] {
  const urls = rules.flatMap(({ nonResourceURLs }) => nonResourceURLs);
  const exact = urls.filter((url) => !url.endsWith("*"));
  const begun = urls.filter((url) => url.endsWith("*")).map((url) => withoutStars(url) || "/");
  const longer = begun.map((path) => `${path}${path.endsWith("/") ? "" : "/"}more`);
  return [...new Set([...PATHS, ...exact, ...begun, ...longer, "/unheard/of"])];
}
