import {
  type ApiResource,
  type JsonObject,
  listAt,
  objectAt,
  textAt,
  textsAt,
  valueAt,
} from "@watertight/core/kubernetes";
import { allOf, anyOf, fitsOne, literal, not } from "../cel-text.ts";
import type { Notes } from "../notes.ts";
import {
  ANYTHING,
  isGone,
  type KindSelector,
  type MatchedResource,
  resourcesOf,
} from "../resources.ts";
import { labelsOf, NAMESPACE_LABELS, selectorTest } from "../selectors.ts";
import { CONTROLLERS, filtersOf, isPod } from "./autogen.ts";

/*
 * `match` and `exclude` of a rule, after Kyverno's pkg/engine/utils/match.go: which resources, and under which conditions.
 */

export interface Matching {
  readonly resources: readonly MatchedResource[];
  /** What holds of requests that the rule is for, asked before the rule. */
  readonly condition: string;
  /** The same, of what can only be asked with it: labels of the namespace. */
  readonly guard: string;
  /** Undefined where the rule names none. */
  readonly operations: readonly string[] | undefined;
}

export interface MatchInput {
  readonly rule: JsonObject;
  readonly known: readonly ApiResource[];
  /** Controllers that the rule is written for too. */
  readonly controllers: readonly string[];
  /** The object of a request, whatever is done with it. */
  readonly object: string;
  readonly notes: Notes;
}

const VERSION = /^(?:v\d+(?:(?:alpha|beta)\d+)?|\*)$/;

/** A kind as Kyverno writes it: `Pod`, `v1/Pod`, `Pod/exec`. */
function kindSelector(text: string): KindSelector | undefined {
  const slashes = text.split("/");
  const parts = [...slashes.slice(0, -1), ...(slashes.at(-1) ?? "").split(".")];
  const before = parts.slice(0, groupParts(parts));
  const [kind, subresource, ...more] = parts.slice(before.length);
  if (more.length > 0 || kind === undefined) {
    return;
  }
  const [group, version] = before.length === 1 ? ["*", ...before] : before;
  return { group: group ?? "*", version: version ?? "*", kind, subresource: subresource ?? "" };
}

/** How many parts stand before the kind: group and version, a version alone, or none. */
function groupParts(parts: readonly string[]): number {
  if (parts.length === 4 || (parts.length === 3 && !isVersion(parts))) {
    return 2;
  }
  return isVersion(parts) ? 1 : 0;
}

function isVersion(parts: readonly string[]): boolean {
  const [first = ""] = parts;
  return VERSION.test(first) && (parts.length === 3 || (parts.length === 2 && first !== "*"));
}

function resourcesOfKind(text: string, { known, notes }: MatchInput): readonly MatchedResource[] {
  if (text === "*") {
    return [ANYTHING];
  }
  const selector = kindSelector(text);
  if (selector === undefined || isGone(selector.kind)) {
    return [];
  }
  const found = resourcesOf(selector, known);
  if (found.length === 0 || selector.subresource.includes("*")) {
    notes.refuse(
      `nothing says which resource the kind ${text} is: give the CustomResourceDefinition with the policy`,
    );
  }
  return found;
}

function resourcesOfFilter(filter: JsonObject, input: MatchInput): readonly MatchedResource[] {
  const kinds = textsAt(filter, "resources", "kinds");
  const own = kinds.flatMap((kind) => resourcesOfKind(kind, input));
  if (!kinds.some(isPod)) {
    return own;
  }
  const further = CONTROLLERS.filter(([kind]) => input.controllers.includes(kind));
  return [
    ...own,
    ...further.flatMap(([kind, apiVersion]) =>
      resourcesOf(
        {
          group: apiVersion.split("/").slice(0, -1).join(""),
          version: "v1",
          kind,
          subresource: "",
        },
        input.known,
      ),
    ),
  ];
}

function kindTest(resources: readonly MatchedResource[]): string {
  if (resources.length === 0 || resources.some(({ kind }) => kind === "*")) {
    return "true";
  }
  return fitsOne("request.kind.kind", [...new Set(resources.map(({ kind }) => kind))]);
}

interface FilterTests {
  readonly condition: string;
  readonly guard: string;
}

function subjectTest(filter: JsonObject, notes: Notes): string {
  if (["roles", "clusterRoles"].some((name) => listAt(filter, name).length > 0)) {
    return notes.refuse("no expression asks which roles a user has");
  }
  const subjects = listAt(filter, "subjects");
  const tests = subjects.map((subject) => {
    const name = textAt(subject, "name");
    switch (textAt(subject, "kind")) {
      case "Group":
        return `request.userInfo.groups.exists(g, ${fitsOne("g", [name])})`;
      case "ServiceAccount": {
        const account = `system:serviceaccount:${textAt(subject, "namespace")}:${name}`;
        return fitsOne("request.userInfo.username", [account]);
      }
      default:
        return fitsOne("request.userInfo.username", [name]);
    }
  });
  return subjects.length === 0 ? "true" : anyOf(tests);
}

function nameTest(object: string, names: readonly string[]): string {
  const name = `${object}.metadata.?name.orValue('')`;
  const generated = `${object}.metadata.?generateName.orValue('')`;
  return fitsOne(`(${name} != '' ? ${name} : ${generated})`, names);
}

function annotationTests(object: string, annotations: JsonObject, notes: Notes): string {
  const own = `${object}.metadata.?annotations.orValue({})`;
  return selectorTest(own, { matchLabels: annotations }, notes);
}

const KNOWN = new Set(
  "annotations kinds name names namespaceSelector namespaces operations selector".split(" "),
);

function filterTests(filter: JsonObject, isOnly: boolean, input: MatchInput): FilterTests {
  const { object, notes } = input;
  const resources = objectAt(filter, "resources");
  const unknown = Object.keys(resources).filter((key) => !KNOWN.has(key));
  if (unknown.length > 0) {
    notes.refuse(`match and exclude are not translated with ${unknown.join(", ")}`);
  }
  const names = [textAt(resources, "name"), ...textsAt(resources, "names")].filter(
    (each) => each !== "",
  );
  const namespaces = textsAt(resources, "namespaces");
  const operations = textsAt(resources, "operations");
  const inNamespaces = valueAt(resources, "namespaceSelector");
  const selector = valueAt(resources, "selector");
  return {
    condition: allOf([
      isOnly ? "true" : kindTest(resourcesOfFilter(filter, input)),
      isOnly || operations.length === 0
        ? "true"
        : `request.operation in ${literal([...operations])}`,
      names.length === 0 ? "true" : nameTest(object, names),
      namespaces.length === 0 ? "true" : fitsOne("request.namespace", namespaces),
      annotationTests(object, objectAt(resources, "annotations"), notes),
      selector === undefined ? "true" : selectorTest(labelsOf(object), selector, notes),
      subjectTest(filter, notes),
    ]),
    guard:
      inNamespaces === undefined
        ? "true"
        : allOf([
            "request.kind.kind != 'Namespace'",
            selectorTest(NAMESPACE_LABELS, inNamespaces, notes),
          ]),
  };
}

/** What a rule matches. */
export function matchingOf(input: MatchInput): Matching {
  const filters = filtersOf(objectAt(input.rule, "match"));
  const resources = filters.flatMap((filter) => resourcesOfFilter(filter, input));
  if (resources.length === 0) {
    input.notes.refuse("the rule names no kind that is served");
  }
  const matched = matchTests(filters, input);
  const excluded = excludeTests(input);
  const hasGuard = [...matched.tests, ...excluded.tests].some(({ guard }) => guard !== "true");
  const asked = allOf([matched.joined(hasGuard), excluded.joined(hasGuard)]);
  return {
    resources,
    condition: hasGuard ? "true" : asked,
    guard: hasGuard ? asked : "true",
    operations: operationsOf(filters),
  };
}

interface JoinedTests {
  readonly tests: readonly FilterTests[];
  readonly joined: (withGuards: boolean) => string;
}

function textsOf(tests: readonly FilterTests[], withGuards: boolean): readonly string[] {
  return tests.map(({ condition, guard }) => (withGuards ? allOf([condition, guard]) : condition));
}

function matchTests(filters: readonly JsonObject[], input: MatchInput): JoinedTests {
  const isAny = listAt(input.rule, "match", "any").length > 0;
  const isOnly = filters.length === 1 || (isAny && filters.every(isOfKindsAlone));
  const tests = filters.map((filter) => filterTests(filter, isOnly, input));
  const join = isAny ? anyOf : allOf;
  return {
    tests,
    joined: (withGuards) =>
      isOnly && tests.length > 1 ? "true" : join(textsOf(tests, withGuards)),
  };
}

function excludeTests(input: MatchInput): JoinedTests {
  const exclude = objectAt(input.rule, "exclude");
  const tests = filtersOf(exclude).map((filter) => filterTests(filter, false, input));
  const join = listAt(exclude, "all").length > 0 ? allOf : anyOf;
  return {
    tests,
    joined: (withGuards) => (tests.length === 0 ? "true" : not(join(textsOf(tests, withGuards)))),
  };
}

function isOfKindsAlone(filter: JsonObject): boolean {
  const names = [...Object.keys(filter), ...Object.keys(objectAt(filter, "resources"))];
  return names.every((name) => name === "resources" || name === "kinds");
}

function operationsOf(filters: readonly JsonObject[]): readonly string[] | undefined {
  const each = filters.map((filter) => textsAt(filter, "resources", "operations"));
  return each.some((list) => list.length === 0) ? undefined : [...new Set(each.flat())];
}
