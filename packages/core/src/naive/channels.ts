import { allowedBy } from "./access.ts";
import { escapeIn, isSure, refusesEscapes } from "./escape.ts";
import { items, nameOf, type Objects, ofKind, text } from "./json.ts";
import { CLOSED, type NaiveAnswer, type NaivePair } from "./model.ts";
import { passes, portsToTry, unknownPolicy } from "./network.ts";
import {
  leadingService,
  openGateway,
  servesAdmission,
  sharedHost,
  sharedSecret,
  sharedVolume,
} from "./objects-of-tenants.ts";
import { mayRun } from "./placement.ts";
import { type NaivePod, podsOf } from "./pods.ts";
import { accountsOf, rightsBetween } from "./rights.ts";

type Read = (objects: Objects, pair: NaivePair) => NaiveAnswer;

/** Every channel once more, one packet, one request, one pod at a time. */
export const NAIVE_CHANNELS: ReadonlyMap<string, Read> = new Map<string, Read>([
  ["network", packets],
  ["api-read", (objects, pair) => rightsBetween(objects, pair, "read")],
  ["api-write", (objects, pair) => rightsBetween(objects, pair, "write")],
  ["api-become", (objects, pair) => rightsBetween(objects, pair, "become")],
  ["cluster-objects", (objects, pair) => rightsBetween(objects, pair, "cluster")],
  ["nodes", escapes],
  ["volumes", sharedVolume],
  ["host-paths", hostPaths],
  ["ingress", sharedHost],
  ["gateways", openGateway],
  ["admission", servesAdmission],
  ["registries", (objects, pair) => sharedSecret(objects, pair, true)],
  ["secrets", (objects, pair) => sharedSecret(objects, pair, false)],
  ["services", leadingService],
]);

function podsIn(objects: Objects, namespaces: readonly string[]): readonly NaivePod[] {
  return podsOf(objects).filter((pod) => namespaces.includes(pod.namespace));
}

function packets(objects: Objects, { from, to }: NaivePair): NaiveAnswer {
  const unknown = unknownPolicy(objects);
  if (unknown !== undefined) return { open: "unknown", witness: `${unknown} is not read here` };
  let doubt = CLOSED;
  for (const source of podsIn(objects, from)) {
    for (const destination of podsIn(objects, to)) {
      const found = packetsBetween(objects, source, destination);
      if (found.open === "yes") return found;
      if (found.open === "unknown") doubt = found;
    }
  }
  return doubt;
}

function packetsBetween(objects: Objects, from: NaivePod, to: NaivePod): NaiveAnswer {
  let doubt = CLOSED;
  for (const protocol of ["TCP", "UDP", "SCTP"]) {
    for (const port of portsToTry(objects, to)) {
      const open = passes(objects, { from, to, protocol, port });
      const witness = `${label(from)} to ${label(to)} on ${protocol} ${port}`;
      if (open === "yes") return { open, witness };
      if (open === "unknown") doubt = { open, witness };
    }
  }
  return doubt;
}

function label({ kind, namespace, name }: NaivePod): string {
  return `${kind} ${namespace}/${name}`;
}

function escapes(objects: Objects, { from, to }: NaivePair): NaiveAnswer {
  const others = podsIn(objects, to).filter(({ isOwned }) => !isOwned);
  if (others.length === 0) return CLOSED;
  const there = podsIn(objects, from).flatMap((pod): readonly Escaping[] => {
    const escape = pod.isOwned ? undefined : escapeIn(pod.spec);
    return escape === undefined ? [] : [{ pod, escape, sure: isSure(escape) }];
  });
  const found = [...there, ...creatable(objects, from)].map((each) =>
    meeting(objects, each, others),
  );
  return (
    found.find(({ open }) => open === "yes") ??
    found.find(({ open }) => open === "unknown") ??
    CLOSED
  );
}

interface Escaping {
  readonly pod: NaivePod;
  readonly escape: string;
  readonly sure: boolean;
}

function meeting(
  objects: Objects,
  { pod, escape, sure }: Escaping,
  others: readonly NaivePod[],
): NaiveAnswer {
  const nodes = ofKind(objects, "", "Node");
  const words = `${label(pod)}: ${escape}`;
  if (nodes.length === 0) return { open: "unknown", witness: `${words}, and there is no node` };
  const shared = nodes.find(
    (node) => mayRun(pod, node) && others.some((each) => mayRun(each, node)),
  );
  if (!shared) return CLOSED;
  return { open: sure ? "yes" : "unknown", witness: `${words} on node ${nameOf(shared)}` };
}

/** Pods that an account of the tenant may create: on every node, with everything. */
function creatable(objects: Objects, from: readonly string[]): readonly Escaping[] {
  const accounts = accountsOf(objects, from);
  const isGuarded = [
    ["admissionregistration.k8s.io", "ValidatingWebhookConfiguration"],
    ["admissionregistration.k8s.io", "ValidatingAdmissionPolicy"],
    ["kyverno.io", "ClusterPolicy"],
    ["policies.kyverno.io", "ValidatingPolicy"],
    ["templates.gatekeeper.sh", "ConstraintTemplate"],
  ].some(([group = "", kind = ""]) => ofKind(objects, group, kind).length > 0);
  return from.flatMap((namespace) => {
    const object = ofKind(objects, "", "Namespace").find((each) => nameOf(each) === namespace);
    if (refusesEscapes(object)) return [];
    const holder = accounts.find((account) =>
      MAKING.some(({ verb, group, resource }) =>
        allowedBy(objects, account, { verb, group, resource, name: "", namespace }),
      ),
    );
    if (!holder) return [];
    return [
      {
        pod: everywhere(namespace),
        escape: `${holder.namespace}/${holder.name} may create it`,
        sure: !isGuarded,
      },
    ];
  });
}

const MAKING = [
  { verb: "create", group: "", resource: "pods" },
  ...["create", "update", "patch"].flatMap((verb) => [
    { verb, group: "", resource: "replicationcontrollers" },
    ...["deployments", "daemonsets", "statefulsets", "replicasets"].map((resource) => ({
      verb,
      group: "apps",
      resource,
    })),
    ...["jobs", "cronjobs"].map((resource) => ({ verb, group: "batch", resource })),
  ]),
];

function everywhere(namespace: string): NaivePod {
  return {
    kind: "Pod",
    name: "new",
    namespace,
    labels: new Map(),
    annotations: new Map(),
    spec: { tolerations: [{ operator: "Exists" }] },
    isOwned: false,
    isFromCluster: false,
    phase: "",
    addresses: [],
  };
}

function hostPaths(objects: Objects, { from, to }: NaivePair): NaiveAnswer {
  const nodes = ofKind(objects, "", "Node");
  const others = podsIn(objects, to).filter(({ isOwned }) => !isOwned);
  for (const own of podsIn(objects, from).filter(({ isOwned }) => !isOwned)) {
    const other = others.find(
      (each) =>
        overlapping(own, each) !== false &&
        (nodes.length === 0 || nodes.some((node) => mayRun(own, node) && mayRun(each, node))),
    );
    const open = nodes.length === 0 ? "unknown" : "yes";
    if (other)
      return { open, witness: `${label(own)} and ${label(other)} mount the same of a node` };
  }
  return CLOSED;
}

function overlapping(own: NaivePod, other: NaivePod): string | false {
  for (const a of mountsOf(own))
    for (const b of mountsOf(other)) {
      const isInside = a.path.startsWith(b.path) || b.path.startsWith(a.path);
      if (isInside && (a.isWritten || b.isWritten)) return a.path;
    }
  return false;
}

function mountsOf({
  spec,
}: NaivePod): readonly { readonly path: string; readonly isWritten: boolean }[] {
  return items(spec, "volumes").flatMap((volume) => {
    const path = text(volume, "hostPath.path");
    if (path === "") return [];
    const isWritten = [...items(spec, "containers"), ...items(spec, "initContainers")].some(
      (container) =>
        items(container, "volumeMounts").some(
          (mount) =>
            text(mount, "name") === text(volume, "name") &&
            !(
              typeof mount === "object" &&
              mount !== null &&
              "readOnly" in mount &&
              mount["readOnly"] === true
            ),
        ),
    );
    return [{ path: `${path.replace(/\/+$/, "")}/`, isWritten }];
  });
}
