import { proofOfGrant } from "../access/proof.ts";
import { resourceRequest } from "../access/request.ts";
import { isPartOfKubernetes } from "../access/rights/subjects.ts";
import type { AllowedSubject } from "../access/who-can.ts";
import type { Cluster } from "../cluster/cluster.ts";
import { formatFieldPath } from "../kubernetes/field-path.ts";
import { asJson, listAt, textAt } from "../kubernetes/json-fields.ts";
import { locateInObject } from "../kubernetes/pod-template.ts";
import { parseAddress } from "../network/addresses.ts";
import { canReach } from "../network/can-reach.ts";
import { escapesOf } from "../node-escape/escapes.ts";
import { opensNode } from "../node-escape/model.ts";
import { showsAll } from "../snapshot/completeness.ts";
import type { SnapshotObject } from "../snapshot/snapshot.ts";
import type { Evidence, VerdictValue } from "../snapshot/verdict.ts";
import type { NodePool, WayIn } from "./model.ts";

/** Ways in that the objects of a cluster show: rights, the network, pods. */
export function waysByObjects(pool: NodePool, cluster: Cluster): readonly WayIn[] {
  return [
    ...RIGHTS.map((right) => byRight(right, cluster)),
    kubeletPort(pool, cluster),
    nodePorts(cluster),
    debugPods(pool, cluster),
    privilegedDaemonSets(cluster),
  ];
}

interface Right {
  readonly way: string;
  /** Any of them suffices. */
  readonly verbs: readonly string[];
  readonly resource: string;
  readonly subresource: string;
  readonly fix: string;
}

const RIGHTS: readonly Right[] = [
  {
    way: "nodes-proxy",
    verbs: ["get", "create"],
    resource: "nodes",
    subresource: "proxy",
    fix: "Give nodes/metrics, nodes/stats or nodes/configz in place of nodes/proxy",
  },
  {
    way: "pods-exec",
    // The kubelet takes WebSockets, which begin with GET.
    verbs: ["create", "get"],
    resource: "pods",
    subresource: "exec",
    fix: "Give exec in the namespaces that need it, for as long as it is needed",
  },
  {
    way: "pods-debug",
    verbs: ["update", "patch"],
    resource: "pods",
    subresource: "ephemeralcontainers",
    fix: "Give ephemeralcontainers to those who debug alone",
  },
];

function byRight(
  { way, verbs, resource, subresource, fix }: Right,
  { access, snapshot }: Cluster,
): WayIn {
  const asked = verbs.flatMap((verb) =>
    access.whoCan(resourceRequest({ verb, resource, subresource })).filter(isNews),
  );
  const allowed = [...new Map(asked.map((each) => [nameOf(each.subject), each])).values()];
  const isKnown = access.bindings.length > 0 || showsAll(snapshot);
  const open: VerdictValue = allowed.length > 0 ? "yes" : isKnown ? "no" : "unknown";
  return {
    way,
    open,
    to: allowed.map(({ subject }) => nameOf(subject)),
    proof: allowed.flatMap(({ grants: [grant] }) => (grant ? proofOfGrant(grant) : [])),
    fix: open === "yes" ? fix : open === "no" ? "" : "Give the roles and bindings of the cluster",
    isLogin: true,
  };
}

/** Kubernetes' own accounts and system:masters are in every cluster. */
function isNews({ subject, grants }: AllowedSubject): boolean {
  return grants.length > 0 && !isPartOfKubernetes(subject);
}

function nameOf({ kind, namespace, name }: AllowedSubject["subject"]): string {
  return kind === "ServiceAccount"
    ? `serviceaccount/${namespace}/${name}`
    : `${kind.toLowerCase()}/${name}`;
}

const KUBELET_PORT = 10_250;

/** The port on which the kubelet runs commands, from pods. */
function kubeletPort({ nodes }: NodePool, { network, snapshot }: Cluster): WayIn {
  const address = nodes
    .flatMap(({ object }) => (object ? (internalAddress(object) ?? []) : []))
    .map(parseAddress)[0];
  const base = { way: "kubelet-port", isLogin: false };
  if (address === undefined) {
    const fix = "Give the Node objects of the running cluster";
    return { ...base, open: "unknown", to: [], proof: [], fix };
  }
  const pods = snapshot.ofKind("", "Pod");
  const reached = pods.flatMap(({ reference: { namespace = "", name } }) => {
    const { family, value } = address;
    const to = { addresses: { family, first: value, last: value } };
    const from = { pod: { namespace, name } };
    const answer = canReach({ from, to, port: KUBELET_PORT, protocol: "TCP" }, network);
    return "found" in answer && answer.found.verdict !== "no"
      ? [{ name: `pod/${namespace}/${name}`, verdict: answer.found }]
      : [];
  });
  const sure = reached.filter(({ verdict }) => verdict.verdict === "yes");
  const [first] = sure.length > 0 ? sure : reached;
  const open: VerdictValue = first
    ? first.verdict.verdict
    : showsAll(snapshot) || pods.length > 0
      ? "no"
      : "unknown";
  return {
    ...base,
    open,
    to: (sure.length > 0 ? sure : reached).map(({ name }) => name),
    proof: first?.verdict.proof ?? [],
    fix:
      open === "no"
        ? ""
        : "Deny egress to the nodes' addresses on port 10250 by a network policy of the cluster",
  };
}

function internalAddress({ object }: SnapshotObject): string | undefined {
  const addresses = listAt(asJson(object), "status", "addresses");
  const found = addresses.find((each) => textAt(each, "type") === "InternalIP");
  return found === undefined ? undefined : textAt(found, "address");
}

/** Ports that every node opens for Services. */
function nodePorts({ snapshot }: Cluster): WayIn {
  const proof = snapshot.ofKind("", "Service").flatMap(({ object, reference }): Evidence[] => {
    const type = textAt(asJson(object), "spec", "type");
    if (type !== "NodePort" && type !== "LoadBalancer") return [];
    const ports = listAt(asJson(object), "spec", "ports");
    return ports.map((port, index) => {
      const number = (port as { readonly nodePort?: unknown } | null)?.nodePort;
      return {
        object: reference,
        path: ["spec", "ports", index],
        message: `it opens ${typeof number === "number" ? `port ${number}` : "a port"} on every node`,
      };
    });
  });
  const open: VerdictValue = proof.length > 0 ? "yes" : showsAll(snapshot) ? "no" : "unknown";
  return {
    way: "node-ports",
    open,
    to: proof.length > 0 ? ["whoever reaches the nodes' addresses"] : [],
    proof,
    fix:
      open === "yes"
        ? "Use Services of type ClusterIP behind a gateway, and a firewall before 30000-32767"
        : "",
    isLogin: false,
  };
}

/** Pods that were made to look into a node, and containers that were added to pods to look into them. */
function debugPods({ nodes }: NodePool, { snapshot }: Cluster): WayIn {
  const names = nodes.map(({ name }) => name);
  const proof = snapshot.ofKind("", "Pod").flatMap(({ object, reference }): Evidence[] => {
    const pod = asJson(object);
    const node = textAt(pod, "spec", "nodeName");
    if (node !== "" && !names.includes(node)) return [];
    if (/^node-debugger-/.test(reference.name)) {
      return [
        {
          object: reference,
          path: ["metadata", "name"],
          message: `it was made by kubectl debug node/${node}`,
        },
      ];
    }
    const added = listAt(pod, "spec", "ephemeralContainers").length;
    return added === 0
      ? []
      : [
          {
            object: reference,
            path: ["spec", "ephemeralContainers"],
            message: `${added} containers were added to it`,
          },
        ];
  });
  const open: VerdictValue =
    proof.length > 0
      ? "yes"
      : snapshot.ofKind("", "Pod").length > 0 || showsAll(snapshot)
        ? "no"
        : "unknown";
  return {
    way: "debug-pods",
    open,
    to: proof.map(({ object: { namespace, name } }) => `pod/${namespace || "default"}/${name}`),
    proof,
    fix: open === "yes" ? "Delete the debug pods, and restart pods with added containers" : "",
    isLogin: true,
  };
}

/** DaemonSets that are as good as root on each of their nodes. */
function privilegedDaemonSets({ snapshot }: Cluster): WayIn {
  const sets = snapshot.ofKind("apps", "DaemonSet");
  const proof = sets.flatMap(({ reference, podTemplates }) =>
    podTemplates.flatMap((template): Evidence[] =>
      escapesOf(template)
        .filter(({ gives, certainty }) => opensNode(gives) && certainty === "yes")
        .slice(0, 1)
        .map(({ path, message }) => {
          const whole = locateInObject(template, path);
          return {
            object: reference,
            path: whole,
            message: `${message} (${formatFieldPath(whole)})`,
          };
        }),
    ),
  );
  const open: VerdictValue =
    proof.length > 0 ? "yes" : sets.length > 0 || showsAll(snapshot) ? "no" : "unknown";
  return {
    way: "privileged-daemonsets",
    open,
    to: [
      ...new Set(
        proof.map(
          ({ object: { namespace, name } }) => `daemonset/${namespace || "default"}/${name}`,
        ),
      ),
    ],
    proof,
    fix:
      open === "yes"
        ? "Take away what these DaemonSets do not need, and keep their namespaces to their operators"
        : "",
    isLogin: false,
  };
}
