import { decodeStructure } from "../kubernetes/decode.ts";
import type { JsonValue } from "../kubernetes/json.ts";
import { listAt, objectAt, textAt, textsAt, valueAt } from "../kubernetes/json-fields.ts";
import { namespaceOf, stringMapOf } from "../kubernetes/object.ts";
import { compileSelector, type Labels } from "../kubernetes/selectors.ts";
import type { Snapshot, SnapshotObject } from "../snapshot/snapshot.ts";
import type { Blocker, Unknown } from "./model.ts";
import type { RunningPod } from "./pods.ts";

const GROUP = "admissionregistration.k8s.io";

/** What admission and aggregation hold against an upgrade. */
export interface Lockouts {
  readonly webhooks: readonly Blocker[];
  readonly apiServices: readonly Blocker[];
  readonly unknown: readonly Unknown[];
}

/**
 * Webhooks that must be asked about pods and that only pods of one node answer: once that node is drained, no pod is made, their own
 * neither. API services that do not answer now keep namespaces from being deleted and discovery from being whole.
 */
export function lockoutsIn(snapshot: Snapshot, pods: readonly RunningPod[]): Lockouts {
  const found = ["ValidatingWebhookConfiguration", "MutatingWebhookConfiguration"].flatMap((kind) =>
    snapshot
      .ofKind(GROUP, kind)
      .flatMap((entry) =>
        listAt(entry.object, "webhooks").flatMap((webhook, index) =>
          webhookLockout({ entry, webhook, index }, snapshot, pods),
        ),
      ),
  );
  return {
    webhooks: found.filter((each): each is Blocker => "nodes" in each),
    apiServices: snapshot.ofKind("apiregistration.k8s.io", "APIService").flatMap(apiServiceFault),
    unknown: [
      ...found.filter((each): each is Unknown => !("nodes" in each)),
      ...policiesAsked(snapshot),
    ],
  };
}

interface Webhook {
  readonly entry: SnapshotObject;
  readonly webhook: JsonValue;
  readonly index: number;
}

function webhookLockout(
  { entry, webhook, index }: Webhook,
  snapshot: Snapshot,
  pods: readonly RunningPod[],
): readonly (Blocker | Unknown)[] {
  const service = objectAt(webhook, "clientConfig", "service");
  const namespace = textAt(service, "namespace");
  const name = textAt(service, "name");
  if (name === "" || !mustAnswer(webhook, entry) || !asksAboutPods(webhook)) return [];
  const backends = podsBehind(snapshot, pods, namespace, name);
  if (!backends) return [];
  const nodes = [...new Set(backends.filter(({ isReady }) => isReady).map(({ node }) => node))];
  const concerned = backends.filter(({ labels }) =>
    meansPodIn(webhook, namespace, labels, snapshot),
  );
  if (nodes.length > 1 || concerned.length === 0) return [];
  const reason = `webhook ${textAt(webhook, "name")} must be asked about pods, and ${whoAnswers(backends, nodes)}`;
  const path = ["webhooks", index, "failurePolicy"];
  if (listAt(webhook, "matchConditions").length > 0) {
    return [
      {
        kind: "webhook",
        object: entry.reference,
        reason: `${reason}; its matchConditions may leave them out`,
      },
    ];
  }
  return [
    {
      kind: "webhook",
      object: entry.reference,
      caller: undefined,
      nodes,
      reason,
      proof: [
        { object: entry.reference, path, message: reason },
        ...backends.map((pod) => ({
          object: pod.entry.reference,
          path: ["spec", "nodeName"],
          message: `answers on node ${pod.node}`,
        })),
      ],
      fix: {
        message: `Run it with replicas on two nodes, or leave namespace ${namespace} out by its namespaceSelector.`,
        edits: [],
        proven: undefined,
      },
    },
  ];
}

function whoAnswers(backends: readonly RunningPod[], nodes: readonly string[]): string {
  if (nodes.length === 0) return "no pod that answers is ready";
  return backends.length === 1
    ? `one pod alone answers, on node ${nodes[0]}`
    : `all pods that answer are on node ${nodes[0]}`;
}

// Absent it is Fail in v1, and Ignore in v1beta1.
function mustAnswer(webhook: JsonValue, { object }: SnapshotObject): boolean {
  const policy = textAt(webhook, "failurePolicy");
  return policy === "Fail" || (policy === "" && object.apiVersion !== `${GROUP}/v1beta1`);
}

function asksAboutPods(webhook: JsonValue): boolean {
  return listAt(webhook, "rules").some((rule) => {
    const has = (field: string, ...wanted: readonly string[]): boolean =>
      textsAt(rule, field).some((each) => each === "*" || wanted.includes(each));
    const resources = textsAt(rule, "resources");
    return (
      has("apiGroups", "") &&
      has("apiVersions", "v1") &&
      has("operations", "CREATE") &&
      resources.some((each) => ["*", "*/*", "pods"].includes(each)) &&
      textAt(rule, "scope") !== "Cluster"
    );
  });
}

function meansPodIn(
  webhook: JsonValue,
  namespace: string,
  labels: Labels,
  snapshot: Snapshot,
): boolean {
  const entry = snapshot
    .ofKind("", "Namespace")
    .find(({ reference }) => reference.name === namespace);
  const own = {
    ...(entry ? stringMapOf(entry.object, "labels") : {}),
    "kubernetes.io/metadata.name": namespace,
  };
  return (
    selectedBy(valueAt(webhook, "namespaceSelector"), own) &&
    selectedBy(valueAt(webhook, "objectSelector"), labels)
  );
}

function selectedBy(value: JsonValue | undefined, labels: Labels): boolean {
  if (value === undefined || value === null) return true;
  return compileSelector(decodeStructure("LabelSelector", value).value).selects(labels);
}

/** Undefined where the service is not shown, or says itself where it leads. */
function podsBehind(
  snapshot: Snapshot,
  pods: readonly RunningPod[],
  namespace: string,
  name: string,
): readonly RunningPod[] | undefined {
  const service = snapshot
    .ofKind("", "Service")
    .find(({ reference }) => reference.name === name && namespaceOf(reference) === namespace);
  const selector = service && Object.entries(objectAt(service.object, "spec", "selector"));
  if (!selector || selector.length === 0 || pods.length === 0) return undefined;
  return pods.filter(
    (pod) =>
      pod.namespace === namespace &&
      !pod.isTerminated &&
      selector.every(([key, value]) => pod.labels[key] === value),
  );
}

function apiServiceFault({ object, reference }: SnapshotObject): readonly Blocker[] {
  const conditions = listAt(object, "status", "conditions");
  const index = conditions.findIndex((each) => textAt(each, "type") === "Available");
  if (index < 0 || textAt(conditions[index], "status") !== "False") return [];
  const namespace = textAt(object, "spec", "service", "namespace");
  const name = textAt(object, "spec", "service", "name");
  const reason = `service ${namespace}/${name}, which serves it, does not answer`;
  const path = ["status", "conditions", index, "status"];
  return [
    {
      kind: "api-service",
      object: reference,
      caller: undefined,
      nodes: [],
      reason,
      proof: [{ object: reference, path, message: "it is not available" }],
      fix: {
        message: "Have its service answer again, or delete the APIService if nobody needs it.",
        edits: [],
        proven: undefined,
      },
    },
  ];
}

/** Admission policies that are asked about evictions or nodes: their expressions are not evaluated here. */
function policiesAsked(snapshot: Snapshot): readonly Unknown[] {
  return snapshot.ofKind(GROUP, "ValidatingAdmissionPolicy").flatMap(({ object, reference }) => {
    const rules = listAt(object, "spec", "matchConstraints", "resourceRules");
    const asked = rules.some((rule) =>
      textsAt(rule, "resources").some((each) =>
        ["*", "*/*", "pods/*", "pods/eviction", "nodes"].includes(each),
      ),
    );
    const mustHold = (textAt(object, "spec", "failurePolicy") || "Fail") === "Fail";
    return asked && mustHold
      ? [
          {
            kind: "admission-policy",
            object: reference,
            reason:
              "it is asked about nodes or evictions, and whether it lets them pass is not evaluated",
          },
        ]
      : [];
  });
}
