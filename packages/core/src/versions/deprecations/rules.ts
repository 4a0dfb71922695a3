import type { FieldPath } from "../../kubernetes/field-path.ts";
import type { JsonObject } from "../../kubernetes/json.ts";
import { listAt, textAt, textsAt, valueAt } from "../../kubernetes/json-fields.ts";
import { stringMapOf } from "../../kubernetes/object.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";
import {
  type ApiLifecycle,
  isServedAtAll,
  isServedIn,
  lifecycleOfResource,
  lifecyclesOfGroup,
  minorText,
} from "./lifecycles.ts";
import { type ApiUse, type UsesAsked, usesOf } from "./uses.ts";

/** A rule of a webhook or of an admission policy: what it is asked about. */
interface AdmissionRule {
  readonly entry: SnapshotObject;
  readonly path: FieldPath;
  readonly signal: ApiUse["signal"];
  readonly rule: JsonObject;
  readonly name: string;
}

/**
 * Rules of webhooks and admission policies of which nothing is left at the target: requests in the versions that stay pass by them,
 * `matchPolicy: Equivalent` too, for it converts only to what is served.
 */
export function admissionRuleUses({ snapshot, target }: UsesAsked): readonly ApiUse[] {
  const group = "admissionregistration.k8s.io";
  const webhooks = ["ValidatingWebhookConfiguration", "MutatingWebhookConfiguration"].flatMap(
    (kind) => snapshot.ofKind(group, kind).flatMap(webhookRules),
  );
  const policies = ["ValidatingAdmissionPolicy", "MutatingAdmissionPolicy"].flatMap((kind) =>
    snapshot.ofKind(group, kind).flatMap(policyRules),
  );
  return [...webhooks, ...policies].flatMap((rule) => usesOfRule(rule, target));
}

function webhookRules(entry: SnapshotObject): readonly AdmissionRule[] {
  return listAt(entry.object, "webhooks").flatMap((webhook, at) =>
    listAt(webhook, "rules").flatMap((rule, index) =>
      ruleOf(rule, {
        entry,
        path: ["webhooks", at, "rules", index],
        signal: "webhook-rule",
        name: `webhook ${textAt(webhook, "name")}`,
      }),
    ),
  );
}

function policyRules(entry: SnapshotObject): readonly AdmissionRule[] {
  const field = ["spec", "matchConstraints", "resourceRules"];
  return listAt(entry.object, ...field).flatMap((rule, index) =>
    ruleOf(rule, { entry, path: [...field, index], signal: "policy-rule", name: "the policy" }),
  );
}

function ruleOf(
  rule: ReturnType<typeof listAt>[number],
  rest: Omit<AdmissionRule, "rule">,
): readonly AdmissionRule[] {
  return typeof rule === "object" && rule !== null && !Array.isArray(rule)
    ? [{ ...rest, rule: rule as JsonObject }]
    : [];
}

function usesOfRule(asked: AdmissionRule, target: number): readonly ApiUse[] {
  const { rule, entry, path, signal, name } = asked;
  const versions = textsAt(rule, "apiVersions");
  if (versions.includes("*")) return [];
  const resources = namesOfResources(textsAt(rule, "resources"));
  return textsAt(rule, "apiGroups").flatMap((group) =>
    resources.flatMap((resource) => {
      const going = goingOf(group, versions, resource, target);
      return going.flatMap((lifecycle) =>
        usesOf(lifecycle, target, {
          signal,
          confidence: "high",
          resource,
          object: entry.reference,
          path: [...path, "apiVersions"],
          message: `${name} names ${versions.map((version) => `${group}/${version}`).join(", ")} only: it is not asked about ${resource} any more`,
        }),
      );
    }),
  );
}

/** The versions that a rule names of a resource, if the target serves none of them; none where it serves one. */
function goingOf(
  group: string,
  versions: readonly string[],
  resource: string,
  target: number,
): readonly ApiLifecycle[] {
  const known = versions.flatMap((version) => {
    const lifecycle = lifecycleNamed(group, version, resource, target);
    return lifecycle ? [lifecycle] : [];
  });
  const [first] = known;
  if (!first) return [];
  const isLeft = versions.some((version) =>
    resource === "*"
      ? !known.some((each) => each.version === version)
      : isServedIn(first, version, target),
  );
  return isLeft ? [] : known.filter(({ removedIn }) => removedIn <= target);
}

/** The lifecycle that `*` stands for is that of the resource of a group and version that goes last, once all are gone. */
function lifecycleNamed(
  group: string,
  version: string,
  resource: string,
  target: number,
): ApiLifecycle | undefined {
  if (resource !== "*") return lifecycleOfResource(group, version, resource);
  const all = lifecyclesOfGroup(group).filter((each) => each.version === version);
  const [last] = [...all].sort((a, b) => b.removedIn - a.removedIn);
  return last && last.removedIn <= target ? last : undefined;
}

function namesOfResources(resources: readonly string[]): readonly string[] {
  const names = resources.map((resource) => resource.split("/")[0] ?? resource);
  return [...new Set(names.map((name) => (name === "" ? "*" : name)))];
}

/** The label of what the API server itself keeps up to date: it goes with the version that needs it. */
const BOOTSTRAPPING = "kubernetes.io/bootstrapping";

/** Rules of roles that name what no version has any more; whoever holds one may ask for it. */
export function accessRuleUses({ snapshot, target }: UsesAsked): readonly ApiUse[] {
  const group = "rbac.authorization.k8s.io";
  return ["ClusterRole", "Role"]
    .flatMap((kind) => snapshot.ofKind(group, kind))
    .filter(({ object }) => stringMapOf(object, "labels")[BOOTSTRAPPING] === undefined)
    .flatMap((entry) =>
      listAt(entry.object, "rules").flatMap((rule, index) => [
        ...namedResources(rule, target).map((named) => ({
          ...named,
          object: entry.reference,
          path: ["rules", index, "resources"],
        })),
        ...namedPaths(rule, target).map((named) => ({
          ...named,
          object: entry.reference,
          path: ["rules", index, "nonResourceURLs"],
        })),
      ]),
    );
}

function namedResources(
  rule: ReturnType<typeof listAt>[number],
  target: number,
): readonly ApiUse[] {
  const resources = namesOfResources(textsAt(rule, "resources"));
  return textsAt(rule, "apiGroups").flatMap((group) => {
    const gone = lifecyclesOfGroup(group).filter(
      (each) => each.removedIn <= target && !isServedAtAll(each, target),
    );
    if (gone.length === 0) return [];
    const isWhole = gone.length === lifecyclesOfGroup(group).length;
    return resources.flatMap((resource) => {
      const [last] = gone
        .filter((each) => each.resource === resource || (resource === "*" && isWhole))
        .sort((a, b) => b.removedIn - a.removedIn);
      return usesOf(last, target, {
        signal: "rbac-rule",
        confidence: "low",
        resource,
        message: `the rule names ${resource} of ${group}, which has none since ${minorText(last?.removedIn ?? 0)}`,
      });
    });
  });
}

function namedPaths(rule: ReturnType<typeof listAt>[number], target: number): readonly ApiUse[] {
  return textsAt(rule, "nonResourceURLs").flatMap((url) => {
    const [, group, version] = /^\/apis\/([^/*]+)\/([^/*]+)(?:\/|$)/.exec(url) ?? [];
    if (group === undefined || version === undefined) return [];
    return usesOf(lifecycleNamed(group, version, "*", target), target, {
      signal: "rbac-rule",
      confidence: "low",
      resource: "*",
      message: `the rule names ${url}`,
    });
  });
}

/**
 * Versions in which objects of a CustomResourceDefinition may be stored that the definition does not serve, or speaks against: its
 * next release cannot drop them before they are migrated. Kubernetes' own version has no part in it.
 */
export function storedVersionUses({ snapshot }: UsesAsked): readonly ApiUse[] {
  return snapshot.ofKind("apiextensions.k8s.io", "CustomResourceDefinition").flatMap((entry) => {
    const { object, reference } = entry;
    const versions = listAt(object, "spec", "versions");
    const stored = textsAt(object, "status", "storedVersions");
    return stored.flatMap((version, index): readonly ApiUse[] => {
      const declared = versions.find((each) => textAt(each, "name") === version);
      const state = stateOfStored(declared);
      if (state === undefined) return [];
      return [
        {
          group: textAt(object, "spec", "group"),
          version,
          resource: textAt(object, "spec", "names", "plural"),
          state,
          removedIn: null,
          replacement: null,
          signal: "stored-version",
          confidence: "high",
          object: reference,
          path: ["status", "storedVersions", index],
          caller: null,
          manager: null,
          message: `objects may be stored in ${version}, which ${state === "removed" ? "is not served" : "is deprecated"}`,
        },
      ];
    });
  });
}

function stateOfStored(
  declared: ReturnType<typeof listAt>[number] | undefined,
): ApiUse["state"] | undefined {
  if (declared === undefined || valueAt(declared, "served") === false) return "removed";
  if (valueAt(declared, "storage") === true) return undefined;
  return valueAt(declared, "deprecated") === true ? "deprecated" : undefined;
}
