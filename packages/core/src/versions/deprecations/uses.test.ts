import { expect, test } from "vitest";
import { snapshotOf } from "../../../testing/snapshot.ts";
import { isJsonObject, type JsonObject } from "../../kubernetes/json.ts";
import type { KubernetesObject } from "../../kubernetes/object.ts";
import { collectCalls, metricUses } from "./calls.ts";
import { apiUsesIn } from "./index.ts";
import type { ApiUse } from "./uses.ts";

function object(apiVersion: string, kind: string, rest: JsonObject = {}): KubernetesObject {
  const { metadata, ...others } = rest;
  const given = metadata !== undefined && isJsonObject(metadata) ? metadata : {};
  return { apiVersion, kind, metadata: { name: "web", ...given }, ...others };
}

/** An object as a cluster has it. */
function live(apiVersion: string, kind: string, metadata: JsonObject): KubernetesObject {
  return object(apiVersion, kind, { metadata: { uid: "1", resourceVersion: "1", ...metadata } });
}

function lineOf(use: ApiUse): string {
  const { group, version, resource, state, removedIn, signal, confidence } = use;
  return `${group}/${version} ${resource} ${state} ${removedIn ?? "-"} ${signal} ${confidence}`;
}

function usesIn(target: number, ...objects: readonly KubernetesObject[]): readonly string[] {
  return apiUsesIn({ snapshot: snapshotOf(objects), target }).map(lineOf);
}

const APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

function applied(apiVersion: string, kind: string): JsonObject {
  return { annotations: { [APPLIED]: JSON.stringify({ apiVersion, kind }) } };
}

function writer(
  manager: string,
  apiVersion: string,
  day: string,
  operation = "Update",
): JsonObject {
  return { manager, operation, apiVersion, time: `2022-01-${day}T00:00:00Z` };
}

test.each([
  [24, ["policy/v1beta1 poddisruptionbudgets deprecated 1.25 manifest high"]],
  [25, ["policy/v1beta1 poddisruptionbudgets removed 1.25 manifest high"]],
  [20, []],
])("a manifest counts from the minor that deprecates its version: for 1.%i %j", (target, uses) => {
  expect(usesIn(target, object("policy/v1beta1", "PodDisruptionBudget"))).toStrictEqual(uses);
});

test("the version of a GET says nothing", () => {
  expect(
    usesIn(
      30,
      live("policy/v1beta1", "PodDisruptionBudget", {}),
      live("extensions/v1beta1", "Ingress", { name: "other" }),
    ),
  ).toStrictEqual([]);
});

test.each([
  [
    "the annotation is left from before another took over",
    {
      ...applied("policy/v1beta1", "PodDisruptionBudget"),
      managedFields: [
        writer("kubectl-client-side-apply", "policy/v1beta1", "01"),
        writer("argocd-controller", "policy/v1", "02", "Apply"),
      ],
    },
    [],
  ],
  [
    "the annotation is left although all that is written is new",
    {
      ...applied("policy/v1beta1", "PodDisruptionBudget"),
      managedFields: [writer("kubectl-edit", "policy/v1", "02")],
    },
    [],
  ],
  ["the annotation is new", applied("policy/v1", "PodDisruptionBudget"), []],
  [
    "an old client created it and a new one writes it",
    {
      managedFields: [
        writer("Go-http-client", "policy/v1beta1", "01"),
        writer("helm", "policy/v1", "02"),
      ],
    },
    [],
  ],
  [
    "a part of Kubernetes wrote it, which is upgraded with it",
    { managedFields: [writer("kube-controller-manager", "policy/v1beta1", "03")] },
    [],
  ],
  [
    "who wrote last in the same second is not known",
    {
      managedFields: [writer("a", "policy/v1beta1", "03"), writer("b", "policy/v1", "03")],
    },
    [],
  ],
  [
    "kubectl wrote it last, in the old version",
    {
      ...applied("policy/v1beta1", "PodDisruptionBudget"),
      managedFields: [writer("kubectl-client-side-apply", "policy/v1beta1", "03")],
    },
    [
      "policy/v1beta1 poddisruptionbudgets removed 1.25 last-applied medium",
      "policy/v1beta1 poddisruptionbudgets removed 1.25 managed-fields medium",
    ],
  ],
  [
    "nobody says who wrote it",
    applied("policy/v1beta1", "PodDisruptionBudget"),
    ["policy/v1beta1 poddisruptionbudgets removed 1.25 last-applied low"],
  ],
  [
    "some client wrote it once",
    { managedFields: [writer("Go-http-client", "policy/v1beta1", "01")] },
    ["policy/v1beta1 poddisruptionbudgets removed 1.25 managed-fields low"],
  ],
] as const)("of an object in a cluster the last writer counts: %s", (_, metadata, uses) => {
  expect(usesIn(25, live("policy/v1", "PodDisruptionBudget", metadata))).toStrictEqual(uses);
});

test("a status that a controller of somebody's writes in the old version is a use of its own", () => {
  const managedFields = [
    writer("helm", "networking.k8s.io/v1", "02"),
    { ...writer("ingress", "networking.k8s.io/v1beta1", "01"), subresource: "status" },
  ];
  expect(usesIn(22, live("networking.k8s.io/v1", "Ingress", { managedFields }))).toStrictEqual([
    "networking.k8s.io/v1beta1 ingresses removed 1.22 managed-fields low",
  ]);
});

function webhook(apiGroups: readonly string[], apiVersions: readonly string[], resource: string) {
  const rules = [{ apiGroups, apiVersions, resources: [resource], operations: ["CREATE"] }];
  return object("admissionregistration.k8s.io/v1", "ValidatingWebhookConfiguration", {
    webhooks: [{ name: "a.b", rules }],
  });
}

test.each([
  ["only what goes", webhook(["policy"], ["v1beta1"], "poddisruptionbudgets"), true],
  ["what stays too", webhook(["policy"], ["v1beta1", "v1"], "poddisruptionbudgets"), false],
  ["every version", webhook(["policy"], ["*"], "poddisruptionbudgets"), false],
  ["a subresource", webhook(["policy"], ["v1beta1"], "poddisruptionbudgets/status"), true],
  ["all of a version that goes", webhook(["policy"], ["v1beta1"], "*"), true],
  ["all, and a version that stays", webhook(["policy"], ["v1beta1", "v1"], "*"), false],
  ["what no table knows", webhook(["example.com"], ["v1beta1"], "widgets"), false],
])("a webhook's rule counts if nothing is left of it: %s", (_, configuration, counts) => {
  const signals = usesIn(25, configuration).map((line) => line.split(" ").slice(-2).join(" "));
  expect(signals).toStrictEqual(counts ? ["webhook-rule high"] : []);
});

function role(rule: JsonObject, labels: JsonObject = {}): KubernetesObject {
  return object("rbac.authorization.k8s.io/v1", "ClusterRole", {
    metadata: { labels },
    rules: [{ verbs: ["get"], ...rule }],
  });
}

test("a role's rule counts if it names what its group has in no version", () => {
  const extensions = { apiGroups: ["extensions"], resources: ["ingresses", "ingresses/status"] };
  expect(
    usesIn(
      25,
      role({ apiGroups: ["policy"], resources: ["podsecuritypolicies", "poddisruptionbudgets"] }),
      role(extensions),
      role(extensions, { "kubernetes.io/bootstrapping": "rbac-defaults" }),
      role({ apiGroups: ["*"], resources: ["*"] }),
      role({ nonResourceURLs: ["/apis/policy/v1beta1/*", "/apis/policy/v1", "/healthz"] }),
    ),
  ).toStrictEqual([
    "extensions/v1beta1 ingresses removed 1.22 rbac-rule low",
    "policy/v1beta1 * removed 1.25 rbac-rule low",
    "policy/v1beta1 podsecuritypolicies removed 1.25 rbac-rule low",
  ]);
});

test("a stored version counts that its definition does not serve any more", () => {
  const definition = object("apiextensions.k8s.io/v1", "CustomResourceDefinition", {
    spec: {
      group: "shop.example",
      names: { plural: "widgets" },
      versions: [
        { name: "v1", served: true, storage: true },
        { name: "v1beta1", served: true, deprecated: true },
        { name: "v1alpha1", served: false },
      ],
    },
    status: { storedVersions: ["v1alpha1", "v1beta1", "v1", "v0"] },
  });
  expect(usesIn(36, definition)).toStrictEqual([
    "shop.example/v0 widgets removed - stored-version high",
    "shop.example/v1alpha1 widgets removed - stored-version high",
    "shop.example/v1beta1 widgets deprecated - stored-version high",
  ]);
});

test("an autoscaler that names a Deployment of extensions scales nothing any more", () => {
  const autoscaler = (apiVersion: string): KubernetesObject =>
    object("autoscaling/v2", "HorizontalPodAutoscaler", {
      spec: { scaleTargetRef: { apiVersion, kind: "Deployment", name: "web" } },
    });
  expect(
    usesIn(25, autoscaler("extensions/v1beta1"), autoscaler("apps/v1beta1"), autoscaler("apps/v1")),
  ).toStrictEqual(["extensions/v1beta1 deployments removed 1.16 reference high"]);
});

test("the metric of the API server says what was asked for", () => {
  const line = (labels: string, value: string): string =>
    `apiserver_requested_deprecated_apis{${labels}} ${value}`;
  const text = [
    "# TYPE apiserver_requested_deprecated_apis gauge",
    line(
      'group="policy",removed_release="1.25",resource="poddisruptionbudgets",subresource="",version="v1beta1"',
      "1",
    ),
    line(
      'group="policy",removed_release="1.25",resource="poddisruptionbudgets",subresource="status",version="v1beta1"',
      "1",
    ),
    line(
      'group="batch",removed_release="1.25",resource="cronjobs",subresource="",version="v1beta1"',
      "0",
    ),
    line(
      'group="shop.example",removed_release="",resource="widgets",subresource="",version="v1beta1"',
      "1",
    ),
    'apiserver_request_total{group="policy",resource="podsecuritypolicies",version="v1beta1"} 9',
  ].join("\n");
  expect(metricUses(text, 24).map(lineOf)).toStrictEqual([
    "policy/v1beta1 poddisruptionbudgets deprecated 1.25 metric high",
    "policy/v1beta1 poddisruptionbudgets/status deprecated 1.25 metric high",
    "shop.example/v1beta1 widgets deprecated - metric high",
  ]);
  expect(metricUses(text, 25).map(({ state }) => state)).toStrictEqual([
    "removed",
    "removed",
    "deprecated",
  ]);
});

function event(username: string, rest: JsonObject = {}): JsonObject {
  return {
    ...{ kind: "Event", apiVersion: "audit.k8s.io/v1", verb: "list", userAgent: "old/1.0" },
    user: { username },
    objectRef: { apiGroup: "policy", apiVersion: "v1beta1", resource: "poddisruptionbudgets" },
    annotations: { "k8s.io/deprecated": "true", "k8s.io/removed-release": "1.25" },
    requestReceivedTimestamp: "2026-01-01T00:00:00Z",
    ...rest,
  };
}

test("the audit log says who asks, by what its own annotations say", () => {
  const calls = collectCalls(25);
  const account = "system:serviceaccount:shop:web";
  const taken = [
    event(account, { auditID: "1", stage: "ResponseStarted" }),
    event(account, { auditID: "1", stage: "ResponseComplete" }),
    event(account, {
      auditID: "2",
      verb: "watch",
      requestReceivedTimestamp: "2026-01-02T00:00:00Z",
    }),
    event("ann", { auditID: "3", annotations: {} }),
    event("ann", {
      ...{ auditID: "4", annotations: {} },
      objectRef: { apiGroup: "policy", apiVersion: "v1", resource: "poddisruptionbudgets" },
    }),
    event("system:serviceaccount:kube-system:generic-garbage-collector", {
      ...{ auditID: "5", userAgent: "kube-controller-manager/v1.24.0 (linux/amd64)" },
    }),
    { kind: "Event", apiVersion: "v1" },
  ].map((each) => calls.take(each));
  expect(taken).toStrictEqual([true, true, true, true, true, true, false]);
  expect(
    calls
      .uses()
      .map((use) => [lineOf(use), use.caller?.entity, use.caller?.verbs, use.caller?.requests]),
  ).toStrictEqual([
    [
      "policy/v1beta1 poddisruptionbudgets removed 1.25 audit high",
      "serviceaccount/shop/web",
      ["list", "watch"],
      2,
    ],
    ["policy/v1beta1 poddisruptionbudgets removed 1.25 audit high", "user/ann", ["list"], 1],
    [
      "policy/v1beta1 poddisruptionbudgets removed 1.25 audit low",
      "serviceaccount/kube-system/generic-garbage-collector",
      ["list"],
      1,
    ],
  ]);
});
