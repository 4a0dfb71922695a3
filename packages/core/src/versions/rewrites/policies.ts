import type { Edit } from "../../kubernetes/edit.ts";
import type { JsonObject } from "../../kubernetes/json.ts";
import { textAt } from "../../kubernetes/json-fields.ts";
import {
  type At,
  byDefault,
  has,
  itemsBelow,
  objectBelow,
  picked,
  type Rewriting,
  renamed,
  whole,
  without,
  written,
} from "./rewrite.ts";

/** A label that no pod has: what `policy/v1` is told for the selector that selected nothing in `policy/v1beta1`. */
const NO_POD = "pdb.kubernetes.io/deprecated-v1beta1-empty-selector-match";

/** A PodDisruptionBudget of `policy/v1beta1`, where an empty selector selects nothing: pkg/apis/policy/v1beta1/conversion.go. */
export const disruptionBudget: Rewriting = (object) => {
  const spec = objectBelow(whole(object), "spec");
  const selector = spec && objectBelow(spec, "selector");
  if (!spec || !selector || isUsed(selector)) return [];
  return [written(spec, "selector", { matchExpressions: [{ key: NO_POD, operator: "Exists" }] })];
};

function isUsed({ value }: At): boolean {
  const { matchLabels, matchExpressions } = value;
  const labels = typeof matchLabels === "object" && matchLabels !== null ? matchLabels : {};
  const expressions = Array.isArray(matchExpressions) ? matchExpressions : [];
  return Object.keys(labels).length + expressions.length > 0;
}

/** Webhooks of `admissionregistration.k8s.io/v1beta1`: what it took for granted is written, as v1 takes the opposite for granted. */
export const webhooks: Rewriting = (object) => {
  const all = itemsBelow(whole(object), "webhooks");
  const open = all.find(
    ({ value }) => !["None", "NoneOnDryRun"].includes(textAt(value, "sideEffects")),
  );
  if (open) {
    return {
      problem: `whether webhook ${textAt(open.value, "name")} has side effects is not said, and v1 wants to know`,
    };
  }
  return all.flatMap((webhook) => [
    ...byDefault(webhook, "admissionReviewVersions", ["v1beta1"]),
    ...byDefault(webhook, "failurePolicy", "Ignore"),
    ...byDefault(webhook, "matchPolicy", "Exact"),
    ...byDefault(webhook, "timeoutSeconds", 30),
  ]);
};

/** Bindings of `rbac.authorization.k8s.io/v1alpha1`, whose subjects have an `apiVersion`: pkg/apis/rbac/v1alpha1/conversion.go. */
export const bindingAlpha1: Rewriting = (object) =>
  itemsBelow(whole(object), "subjects").flatMap(subjectEdits);

const RBAC = "rbac.authorization.k8s.io";

function subjectEdits(subject: At): readonly Edit[] {
  const { kind, name } = subject.value;
  const isOfRbac = kind === "User" || kind === "Group";
  const isEverybody = kind === "User" && name === "*";
  return [
    ...without(subject, "apiVersion"),
    ...(isOfRbac ? [written(subject, "apiGroup", RBAC)] : []),
    ...(isEverybody
      ? [written(subject, "kind", "Group"), written(subject, "name", "system:authenticated")]
      : []),
  ];
}

/** A RuntimeClass of `node.k8s.io/v1alpha1`, whose fields are below `spec`. */
export const runtimeClassAlpha1: Rewriting = (object) => {
  const root = whole(object);
  const spec = objectBelow(root, "spec");
  if (!spec) return without(root, "spec");
  const members = picked(spec, {
    runtimeHandler: "handler",
    overhead: "overhead",
    scheduling: "scheduling",
  });
  return [
    ...without(root, "spec"),
    ...Object.entries(members).map(([key, value]) => written(root, key, value)),
  ];
};

/** An EndpointSlice of `discovery.k8s.io/v1beta1`: pkg/apis/discovery/v1beta1/conversion.go. */
export const endpointSlice: Rewriting = (object) =>
  itemsBelow(whole(object), "endpoints").flatMap((endpoint) => {
    const topology = objectBelow(endpoint, "topology");
    if (!topology) return without(endpoint, "topology");
    const { "topology.kubernetes.io/zone": zone, ...rest } = topology.value;
    return [
      ...without(endpoint, "topology"),
      ...(zone === undefined ? [] : [written(endpoint, "zone", zone)]),
      ...(Object.keys(rest).length === 0 ? [] : [written(endpoint, "deprecatedTopology", rest)]),
    ];
  });

/** A PriorityLevelConfiguration before `v1beta3`, which renamed the shares. */
export const priorityLevelBeta2: Rewriting = (object) => {
  const limited = objectBelow(whole(object), "spec", "limited");
  return limited ? renamed(limited, "assuredConcurrencyShares", "nominalConcurrencyShares") : [];
};

/** A CertificateSigningRequest of `v1beta1`; whose signer is meant, v1 no longer guesses. */
export const signingRequest: Rewriting = (object) => {
  const spec = objectBelow(whole(object), "spec");
  if (!spec || !has(spec, "signerName")) return { problem: "v1 wants to be told the signerName" };
  if (spec.value["signerName"] === "kubernetes.io/legacy-unknown") {
    return { problem: "v1 has no signer kubernetes.io/legacy-unknown" };
  }
  return byDefault(spec, "usages", ["digital signature", "key encipherment"]);
};

const OF_REQUEST = [
  "deviceClassName",
  "selectors",
  "allocationMode",
  "count",
  "adminAccess",
  "tolerations",
  "capacity",
];

/** Claims of `resource.k8s.io/v1beta1`, whose requests become `exactly`. */
export const resourceClaimBeta1: Rewriting = (object) => requestsOf(whole(object), ["spec"]);

export const resourceClaimTemplateBeta1: Rewriting = (object) =>
  requestsOf(whole(object), ["spec", "spec"]);

function requestsOf(root: At, at: readonly string[]): readonly Edit[] {
  return itemsBelow(root, ...at, "devices", "requests").flatMap((request) => {
    const exactly: JsonObject = picked(
      request,
      Object.fromEntries(OF_REQUEST.map((name) => [name, name])),
    );
    if (Object.keys(exactly).length === 0) return [];
    return [...without(request, ...OF_REQUEST), written(request, "exactly", exactly)];
  });
}

/** A ResourceSlice of `v1beta1`, whose devices have all below `basic`. */
export const resourceSliceBeta1: Rewriting = (object) =>
  itemsBelow(whole(object), "spec", "devices").flatMap((device) => {
    const basic = objectBelow(device, "basic");
    if (!basic) return [];
    return [
      ...without(device, "basic"),
      ...Object.entries(basic.value).map(([key, value]) => written(device, key, value)),
    ];
  });
