import type { Admitted, PodSecurityFacts } from "./access/escalation/pod-security-facts.ts";
import { hostPathVolumesOf } from "./checks/host-paths.ts";
import { type SensitiveHostPath, sensitiveHostPath } from "./checks/sensitive-host-paths.ts";
import type { PodSpec } from "./kubernetes/api/types.ts";
import { containersOf } from "./kubernetes/containers.ts";
import { decodeStructure } from "./kubernetes/decode.ts";
import type { FieldPath } from "./kubernetes/field-path.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "./kubernetes/json.ts";
import { stringMapOf } from "./kubernetes/object.ts";
import { type Labels, selectsLabels } from "./kubernetes/selectors.ts";
import {
  DEFAULT_POD_SECURITY_CONFIGURATION,
  type PodSecurityConfiguration,
} from "./pod-security/configuration.ts";
import { type PodSecurityLevel, policyOf } from "./pod-security/policy.ts";
import type { Snapshot, SnapshotObject } from "./snapshot/snapshot.ts";

/** What Pod Security and the pods themselves say, for engines that may not ask another engine. */
export function podSecurityFactsOf(
  snapshot: Snapshot,
  configuration: PodSecurityConfiguration = DEFAULT_POD_SECURITY_CONFIGURATION,
): PodSecurityFacts {
  const namespaces = new Map(
    snapshot.ofKind("", "Namespace").map((object) => [object.reference.name, object]),
  );
  const guards = guardsOf(snapshot);
  const isWhole = snapshot.assumptions.wholeCluster.value;

  function admitted(namespace: string, forbiddenBy: readonly PodSecurityLevel[]): Admitted {
    const object = namespaces.get(namespace);
    if (!object && !isWhole) {
      return {
        verdict: "unknown",
        reason: `the input does not show Namespace ${namespace}, so not its Pod Security labels`,
      };
    }
    // The name is a label that every Namespace has (pkg/apis/core/v1/defaults.go).
    const labels = {
      ...stringMapOf(object?.object ?? {}, "labels"),
      "kubernetes.io/metadata.name": namespace,
    };
    const isExempt = configuration.exemptions.namespaces.includes(namespace);
    const { level } = policyOf(labels, configuration.defaults).policy.enforce;
    if (!isExempt && forbiddenBy.includes(level)) {
      return { verdict: "no", reason: `namespace ${namespace} enforces ${level}` };
    }
    const guard = guards.find(({ concerns }) => concerns(labels));
    return guard
      ? { verdict: "unknown", reason: `unless ${guard.name} refuses the pod` }
      : { verdict: "yes", reason: "" };
  }

  return {
    privileged: (namespace) => admitted(namespace, ["baseline", "restricted"]),
    root: (namespace) => admitted(namespace, ["restricted"]),
    escapeOf: ({ spec }) => escapeOf(spec),
  };
}

/** Something besides Pod Security that may refuse a pod. */
interface Guard {
  readonly name: string;
  readonly concerns: (namespaceLabels: Labels) => boolean;
}

const ADMISSION = "admissionregistration.k8s.io";

function guardsOf(snapshot: Snapshot): readonly Guard[] {
  const webhooks = snapshot.ofKind(ADMISSION, "ValidatingWebhookConfiguration").flatMap((object) =>
    listOf(object.object["webhooks"])
      .filter((webhook) => rulesMatchPods(listOf(fieldsOf(webhook)["rules"])))
      .map((webhook) => guard(object, fieldsOf(webhook)["namespaceSelector"])),
  );
  const policies = snapshot.ofKind(ADMISSION, "ValidatingAdmissionPolicy").flatMap((object) => {
    const constraints = fieldsOf(fieldsOf(object.object["spec"])["matchConstraints"]);
    const matches = rulesMatchPods(listOf(constraints["resourceRules"]));
    return matches ? [guard(object, constraints["namespaceSelector"])] : [];
  });
  const others = [
    ...snapshot.ofKind("kyverno.io", "ClusterPolicy"),
    ...snapshot.ofKind("policies.kyverno.io", "ValidatingPolicy"),
    ...snapshot.ofKind("templates.gatekeeper.sh", "ConstraintTemplate"),
  ].map((object) => guard(object, undefined));
  return [...webhooks, ...policies, ...others];
}

// An absent namespaceSelector of admission means every namespace.
function guard(
  { reference: { kind, name } }: SnapshotObject,
  selector: JsonValue | undefined,
): Guard {
  const decoded = isJsonObject(selector) ? decodeStructure("LabelSelector", selector).value : {};
  return {
    name: `${kind} ${name}`,
    concerns: (labels) => selectsLabels(decoded, labels),
  };
}

function rulesMatchPods(rules: readonly JsonValue[]): boolean {
  return rules.map(fieldsOf).some((rule) => {
    const has = (field: string, ...wanted: string[]): boolean =>
      listOf(rule[field]).some((item) => typeof item === "string" && wanted.includes(item));
    return (
      has("resources", "pods", "*", "*/*", "pods/*") &&
      has("operations", "CREATE", "*") &&
      has("apiGroups", "", "*")
    );
  });
}

/** Capabilities with which root in a container is root on the node. */
const ESCAPING = new Set(["ALL", "SYS_ADMIN", "SYS_MODULE", "SYS_RAWIO", "DAC_READ_SEARCH"]);

type Escape = ReturnType<PodSecurityFacts["escapeOf"]>;

/** The field by which a pod opens its node, the widest first. */
function escapeOf(spec: PodSpec): Escape {
  // In a user namespace of its own, root in the container is nobody on the node; what is mounted is mounted all the same.
  const escape = spec.hostUsers === false ? undefined : containerEscapeOf(spec);
  return escape ?? hostPathEscapeOf(spec);
}

function containerEscapeOf(spec: PodSpec): Escape {
  for (const { container, fieldPath } of containersOf(spec)) {
    const { securityContext } = container;
    const at = (...rest: FieldPath): FieldPath => [
      "spec",
      ...fieldPath,
      "securityContext",
      ...rest,
    ];
    const name = `container "${container.name ?? ""}"`;
    if (securityContext?.privileged === true) {
      return { path: at("privileged"), message: `${name} is privileged` };
    }
    if (securityContext?.windowsOptions?.hostProcess === true) {
      return { path: at("windowsOptions", "hostProcess"), message: `${name} is a host process` };
    }
    const added = (securityContext?.capabilities?.add ?? []).map((one) => one.replace(/^CAP_/, ""));
    const index = added.findIndex(
      (one) => ESCAPING.has(one) || (one === "SYS_PTRACE" && spec.hostPID === true),
    );
    if (index >= 0) {
      const message = `${name} has the capability ${added[index] ?? ""}`;
      return { path: at("capabilities", "add", index), message };
    }
  }
  return undefined;
}

/** Paths whose reading alone gives keys. */
const KEYS = new Set([
  "/",
  "/etc/kubernetes",
  "/etc/kubernetes/pki",
  "/root",
  "/var/lib/etcd",
  "/var/lib/kubelet",
  "/var/lib/kubelet/pki",
]);

function hostPathEscapeOf(spec: PodSpec): Escape {
  for (const { index, name, path } of hostPathVolumesOf(spec)) {
    const sensitive = sensitiveHostPath(path, []);
    if (sensitive?.severity !== "critical" || !opensNode(spec, name, sensitive)) continue;
    const message = `mounts ${sensitive.gives}, ${path}`;
    return { path: ["spec", "volumes", index, "hostPath", "path"], message };
  }
  return undefined;
}

function opensNode(spec: PodSpec, volume: string, sensitive: SensitiveHostPath): boolean {
  const mounts = [...containersOf(spec)].flatMap(({ container }) =>
    (container.volumeMounts ?? []).filter(({ name }) => name === volume),
  );
  if (mounts.length === 0) return false;
  if (sensitive.reportedBy === "container-runtime-socket" || KEYS.has(sensitive.path)) return true;
  return mounts.some(({ readOnly }) => readOnly !== true);
}

function fieldsOf(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return isList(value) ? value : [];
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}
