import type { Admitted, PodSecurityFacts } from "../access/escalation/pod-security-facts.ts";
import type { PodSpec, SecurityContext } from "../kubernetes/api/types.ts";
import { containersOf } from "../kubernetes/containers.ts";
import { decodeStructure } from "../kubernetes/decode.ts";
import type { FieldPath } from "../kubernetes/field-path.ts";
import { hostPathVolumesOf } from "../kubernetes/host-paths.ts";
import { type JsonValue } from "../kubernetes/json.ts";
import { listAt, objectAt, textsAt, valueAt } from "../kubernetes/json-fields.ts";
import { stringMapOf } from "../kubernetes/object.ts";
import { type Labels, selectsLabels } from "../kubernetes/selectors.ts";
import {
  DEFAULT_POD_SECURITY_CONFIGURATION,
  type PodSecurityConfiguration,
} from "../pod-security/configuration.ts";
import { type PodSecurityLevel, policyOf } from "../pod-security/policy.ts";
import type { Snapshot, SnapshotObject } from "../snapshot/snapshot.ts";

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
    listAt(object.object, "webhooks")
      .filter((webhook) => rulesMatchPods(listAt(webhook, "rules")))
      .map((webhook) => guard(object, valueAt(webhook, "namespaceSelector"))),
  );
  const policies = snapshot.ofKind(ADMISSION, "ValidatingAdmissionPolicy").flatMap((object) => {
    const constraints = objectAt(object.object, "spec", "matchConstraints");
    const matches = rulesMatchPods(listAt(constraints, "resourceRules"));
    return matches ? [guard(object, valueAt(constraints, "namespaceSelector"))] : [];
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
  const decoded = decodeStructure("LabelSelector", objectAt(selector)).value;
  return {
    name: `${kind} ${name}`,
    concerns: (labels) => selectsLabels(decoded, labels),
  };
}

function rulesMatchPods(rules: readonly JsonValue[]): boolean {
  return rules.some((rule) => {
    const has = (field: string, ...wanted: string[]): boolean =>
      textsAt(rule, field).some((item) => wanted.includes(item));
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
    const escape = contextEscapeOf(container.securityContext ?? {}, spec.hostPID === true);
    if (!escape) continue;
    const [path, message] = escape;
    return {
      path: ["spec", ...fieldPath, "securityContext", ...path],
      message: `container "${container.name}" ${message}`,
    };
  }
  return undefined;
}

function contextEscapeOf(
  { privileged, windowsOptions, capabilities }: SecurityContext,
  hostPID: boolean,
): readonly [path: FieldPath, message: string] | undefined {
  if (privileged === true) return [["privileged"], "is privileged"];
  if (windowsOptions?.hostProcess === true) {
    return [["windowsOptions", "hostProcess"], "is a process of the host"];
  }
  const added = (capabilities?.add ?? []).map((name) => name.replace(/^CAP_/, ""));
  const index = added.findIndex((name) => ESCAPING.has(name) || (hostPID && name === "SYS_PTRACE"));
  const name = added[index];
  return name === undefined
    ? undefined
    : [["capabilities", "add", index], `has the capability ${name}`];
}

/** Sockets of container runtimes; a read-only mount does not stop a connection. */
const SOCKETS = [
  "/run/containerd/containerd.sock",
  "/run/cri-dockerd.sock",
  "/run/crio/crio.sock",
  "/run/docker.sock",
  "/run/k3s/containerd/containerd.sock",
].flatMap((path) => [path, `/var${path}`]);

/** Directories whose reading alone gives the keys of the node or of its pods. */
const KEYS = ["/etc/kubernetes", "/root", "/var/lib/etcd", "/var/lib/kubelet"];

/** Directories in which whoever writes has programs of the node run as root. */
const RUN_BY_ROOT = [
  ...KEYS,
  "/boot",
  "/dev",
  "/etc",
  "/etc/cron.d",
  "/etc/systemd",
  "/lib",
  "/opt/cni/bin",
  "/proc",
  "/usr",
  "/usr/bin",
  "/usr/local/bin",
  "/var/lib/containerd",
  "/var/lib/docker",
  "/var/spool/cron",
];

function hostPathEscapeOf(spec: PodSpec): Escape {
  for (const { index, name, path } of hostPathVolumesOf(spec)) {
    const mounts = [...containersOf(spec)].flatMap(({ container }) =>
      (container.volumeMounts ?? []).filter((mount) => mount.name === name),
    );
    if (mounts.length === 0) continue;
    const isWritten = mounts.some(({ readOnly }) => readOnly !== true);
    if (!opensNode(path, isWritten)) continue;
    const message = `mounts ${path} of the node${isWritten ? ", writable" : ""}`;
    return { path: ["spec", "volumes", index, "hostPath", "path"], message };
  }
  return undefined;
}

function opensNode(path: string, isWritten: boolean): boolean {
  const holds = (directory: string): boolean => isWithin(directory, path);
  if (SOCKETS.some(holds) || KEYS.some((keys) => holds(keys) || isWithin(path, keys))) return true;
  return isWritten && RUN_BY_ROOT.some(holds);
}

/** Whether a path is a directory or lies in it. */
function isWithin(path: string, directory: string): boolean {
  return path === directory || path.startsWith(directory === "/" ? "/" : `${directory}/`);
}
