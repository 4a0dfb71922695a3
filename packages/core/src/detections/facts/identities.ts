import type { AuditEvent, AuditUser } from "../../audit/events/event.ts";
import { textsAt } from "../../kubernetes/json-fields.ts";
import { SYSTEM_NAMESPACES } from "../../snapshot/completeness.ts";
import type { DetectionSettings } from "../settings.ts";
import { matchesName } from "./names.ts";

const ANONYMOUS: ReadonlySet<string> = new Set(["system:anonymous", "system:unauthenticated"]);

/** Whether nobody in particular asked. */
export function isAnonymous({ user }: AuditEvent): boolean {
  return ANONYMOUS.has(user.username);
}

const SERVICE_ACCOUNT = "system:serviceaccount:";
const NODE = "system:node:";
/** What a control plane calls itself, and what clouds run in it. */
const SYSTEM_USERS: ReadonlySet<string> = new Set([
  "system:kube-controller-manager",
  "system:kube-scheduler",
  "system:apiserver",
  "system:kube-proxy",
  "system:addon-manager",
  "system:cloud-controller-manager",
  "system:cluster-autoscaler",
  "system:volume-scheduler",
  "system:vpa-recommender",
  "system:managed-certificate-controller",
  "system:glbc",
  "aksService",
  "acsService",
  "nodeclient",
]);
const SYSTEM_PREFIXES = ["eks:", "aks:", "system:gke-", "system:gcp-", "system:konnectivity"];
/** Google's own service accounts that run a cluster (https://cloud.google.com/iam/docs/service-agents). */
const GOOGLE_AGENT =
  /^(?:container-engine-robot@|service-\d+@(?:container-engine-robot|gcp-sa-gkenode|gcp-sa-gkehub)\.).*\.iam\.gserviceaccount\.com$|^service-\d+@container-engine-robot\.iam\.gserviceaccount\.com$/;
/** Namespaces that clouds keep for themselves beside Kubernetes' own. */
const CLOUD_NAMESPACES: ReadonlySet<string> = new Set([
  "gke-system",
  "gke-managed-system",
  "gke-managed-filestorecsi",
  "gke-gmp-system",
  "gmp-system",
  "gmp-public",
  "gke-connect",
  "config-management-system",
  "calico-system",
  "tigera-operator",
  "azure-arc",
  "amazon-guardduty",
]);

/** Whether a namespace belongs to the platform. */
export function isPlatformNamespace(namespace: string, settings: DetectionSettings): boolean {
  return (
    SYSTEM_NAMESPACES.has(namespace) ||
    CLOUD_NAMESPACES.has(namespace) ||
    settings.systemNamespaces.some((each) => matchesName(namespace, each))
  );
}

/** Namespace and name of a service account; undefined of any other user. */
export function serviceAccountOf(
  username: string,
): { readonly namespace: string; readonly name: string } | undefined {
  if (!username.startsWith(SERVICE_ACCOUNT)) return undefined;
  const [namespace = "", name = ""] = username.slice(SERVICE_ACCOUNT.length).split(":");
  return { namespace, name };
}

/** Whether a user is the kubelet of a node. */
export function isNode(username: string): boolean {
  return username.startsWith(NODE);
}

/** Whether a user is part of the platform: the control plane, nodes, accounts in its namespaces, the cloud's own, and what is configured. */
export function isSystemUser(username: string, settings: DetectionSettings): boolean {
  let known = knownUsers.get(settings);
  if (known === undefined) {
    known = new Map();
    knownUsers.set(settings, known);
  }
  const before = known.get(username);
  if (before !== undefined) return before;
  const answer = isOfSystem(username, settings);
  if (known.size >= KNOWN) known.clear();
  known.set(username, answer);
  return answer;
}

/** Logs have few users, each many times. */
const KNOWN = 10_000;
const knownUsers = new WeakMap<DetectionSettings, Map<string, boolean>>();

function isOfSystem(username: string, settings: DetectionSettings): boolean {
  if (SYSTEM_USERS.has(username) || isNode(username)) return true;
  const account = serviceAccountOf(username);
  if (account !== undefined && isPlatformNamespace(account.namespace, settings)) return true;
  if (SYSTEM_PREFIXES.some((prefix) => username.startsWith(prefix))) return true;
  return GOOGLE_AGENT.test(username) || isConfigured(username, settings);
}

function isConfigured(username: string, { systemIdentities }: DetectionSettings): boolean {
  return systemIdentities.some((each) => matchesName(username, each));
}

/** Whether the platform works on itself: one of its users, in one of its namespaces or on what is in none. */
export function isPlatformWork(
  { user, impersonatedUser }: AuditEvent,
  namespace: string,
  settings: DetectionSettings,
): boolean {
  if (impersonatedUser !== undefined || !isSystemUser(user.username, settings)) return false;
  return (
    namespace === "" ||
    isPlatformNamespace(namespace, settings) ||
    isConfigured(user.username, settings)
  );
}

/** Controllers of workloads: what they create somebody else has asked for. */
const WORKLOAD_CONTROLLERS: ReadonlySet<string> = new Set(
  [
    "cronjob-controller",
    "daemon-set-controller",
    "deployment-controller",
    "job-controller",
    "replicaset-controller",
    "replication-controller",
    "statefulset-controller",
  ].map((name) => `${SERVICE_ACCOUNT}kube-system:${name}`),
);

/** Whether one of Kubernetes' controllers carries out what a workload says. */
export function isWorkloadController(username: string): boolean {
  // A control plane without accounts for its controllers has them all under one name.
  return WORKLOAD_CONTROLLERS.has(username) || username === "system:kube-controller-manager";
}

/** Who acts, for words: the impersonated behind the one who impersonates, and the pod that an account is used by. */
export function whoIs({ user, impersonatedUser }: AuditEvent): string {
  const name = user.username === "" ? "somebody" : user.username;
  const pod = podBehind(user);
  const from = pod === undefined ? "" : ` (pod ${pod})`;
  if (impersonatedUser === undefined) return `${name}${from}`;
  return `${name}${from} as ${impersonatedUser.username || "somebody else"}`;
}

/** The pod whose token was used, which the API server writes since 1.22 for tokens that are bound. */
export function podBehind({ username, extra }: AuditUser): string | undefined {
  const pod = textsAt(extra, "authentication.kubernetes.io/pod-name")[0];
  if (pod === undefined) return undefined;
  const namespace = serviceAccountOf(username)?.namespace ?? "";
  return namespace === "" ? pod : `${namespace}/${pod}`;
}
