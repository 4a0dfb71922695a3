import { type AccessRequest, resourceRequest } from "../access/request.ts";
import type { AccessUser } from "../access/user.ts";
import { serviceAccountUser } from "../access/user.ts";
import type { Toleration } from "../kubernetes/api/types.ts";
import type { JsonObject } from "../kubernetes/json.ts";
import { asJson } from "../kubernetes/json-fields.ts";
import type { PlacementNode, PlacementPod } from "../placement/index.ts";
import type { AdmissionQuestion } from "./admission.ts";
import { podOf } from "./crafted-pods.ts";

/** A way in which somebody brings pods into a namespace, and who the API server then sees ask for the pod. */
export interface PodWay {
  readonly requests: readonly AccessRequest[];
  readonly operation: "CREATE" | "UPDATE";
  /** The controller that makes the pods, and the kind of object that they belong to; undefined: whoever has the right does it himself. */
  readonly maker: { readonly user: AccessUser; readonly kind: string } | undefined;
}

interface Controlled {
  readonly group: string;
  readonly resources: readonly string[];
  readonly account: string;
  readonly kind: string;
}

/** Which controller of kube-controller-manager makes the pods of what. */
const CONTROLLED: readonly Controlled[] = [
  {
    ...{ group: "apps", resources: ["deployments", "replicasets"] },
    ...{ account: "replicaset-controller", kind: "ReplicaSet" },
  },
  {
    ...{ group: "apps", resources: ["daemonsets"] },
    ...{ account: "daemon-set-controller", kind: "DaemonSet" },
  },
  {
    ...{ group: "apps", resources: ["statefulsets"] },
    ...{ account: "statefulset-controller", kind: "StatefulSet" },
  },
  {
    ...{ group: "batch", resources: ["jobs", "cronjobs"] },
    ...{ account: "job-controller", kind: "Job" },
  },
  {
    ...{ group: "", resources: ["replicationcontrollers"] },
    ...{ account: "replication-controller", kind: "ReplicationController" },
  },
];

/** Every way to bring a pod of one's own choosing into a namespace. */
export function podWays(namespace: string): readonly PodWay[] {
  return [
    {
      requests: [resourceRequest({ verb: "create", resource: "pods", namespace })],
      ...{ operation: "CREATE", maker: undefined },
    },
    ...CONTROLLED.map(({ group, resources, account, kind }): PodWay => {
      const verbs = ["create", "update", "patch"];
      return {
        requests: resources.flatMap((resource) =>
          verbs.map((verb) => resourceRequest({ verb, group, resource, namespace })),
        ),
        operation: "CREATE",
        maker: { user: serviceAccountUser("kube-system", account), kind },
      };
    }),
    // A pod that waits for a node takes further tolerations: ValidatePodUpdate of pkg/apis/core/validation.
    {
      requests: ["update", "patch"].map((verb) =>
        resourceRequest({ verb, resource: "pods", namespace }),
      ),
      ...{ operation: "UPDATE", maker: undefined },
    },
  ];
}

/** A pod with which somebody tries to come to a node. */
export interface TriedPod {
  /** A lower-case clause: `tolerates everything and names its node`. */
  readonly words: string;
  readonly pod: PlacementPod;
}

type Form = (taint: { key: string; value: string; effect: string }) => Toleration;

/** Each way to tolerate a taint; what `ToleratesTaint` of k8s.io/api/core/v1 tells apart. */
const FORMS: readonly (readonly [words: string, form: Form])[] = [
  ["tolerates everything", () => ({ operator: "Exists" })],
  ["tolerates every taint of an effect", ({ effect }) => ({ operator: "Exists", effect })],
  ["tolerates the keys of its taints", ({ key }) => ({ key, operator: "Exists" })],
  [
    "tolerates the keys and effects of its taints",
    ({ key, effect }) => ({ key, operator: "Exists", effect }),
  ],
  ["tolerates its taints", ({ key, value, effect }) => ({ key, operator: "Equal", value, effect })],
  ["tolerates its taints, whatever their effect", ({ key, value }) => ({ key, value })],
];

/** Pods that pass the taints of a node in every form, with the node named and without; the plainest last. */
export function pastTaintsOf(
  { name, taints }: Pick<PlacementNode, "name" | "taints">,
  namespace: string,
): readonly TriedPod[] {
  const all = taints.map(({ key = "", value = "", effect = "" }) => ({ key, value, effect }));
  const tolerating = FORMS.map(
    ([words, form]) => [words, all.length === 0 ? [form(NO_TAINT)] : all.map(form)] as const,
  );
  return [...tolerating, ["tolerates nothing", []] as const].flatMap(([words, tolerations]) => [
    {
      words: `${words} and names its node`,
      pod: podOf(namespace, { nodeName: name, tolerations, containers: [] }),
    },
    { words, pod: podOf(namespace, { tolerations, containers: [] }) },
  ]);
}

const NO_TAINT = { key: "none", value: "", effect: "NoExecute" };

/** A request by which a pod comes into being, or takes what it has besides a plain one. */
export function requestFor(
  { operation, maker }: PodWay,
  { spec, namespace }: PlacementPod,
  user: AccessUser,
): AdmissionQuestion {
  const owner = { apiVersion: "apps/v1", kind: maker?.kind ?? "", name: "made", uid: "made" };
  const metadata: JsonObject = {
    ...(maker ? { generateName: "made-" } : { name: "made" }),
    namespace,
    ...(maker && { ownerReferences: [{ ...owner, controller: true }] }),
  };
  const pod = (own: JsonObject): JsonObject => ({
    ...{ apiVersion: "v1", kind: "Pod", metadata },
    spec: own,
  });
  const whole = asJson(spec);
  const { tolerations: _, ...before } = whole;
  return {
    operation,
    user: maker?.user ?? user,
    resource: { group: "", version: "v1", name: "pods" },
    subresource: "",
    object: pod(whole),
    oldObject: operation === "UPDATE" ? pod(before) : null,
  };
}
