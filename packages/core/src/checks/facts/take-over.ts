import type { AccessRole } from "../../access/model.ts";
import { amountsToEverything } from "../../access/rule.ts";
import { type RightAsked, type RightQuestion, rightQuestion } from "./role-rules.ts";

const RBAC = "rbac.authorization.k8s.io";
const CERTIFICATES = "certificates.k8s.io";
const ADMISSION = "admissionregistration.k8s.io";
const CHANGE = ["update", "patch"];
const WRITE = ["create", ...CHANGE];

type Part =
  | "everything"
  | "escalate"
  | "change-cluster-roles"
  | "bind"
  | "write-cluster-role-bindings"
  | "impersonate"
  | "approve"
  | "change-approvals"
  | "create-requests"
  | "proxy-nodes"
  | "create-tokens"
  | "write-webhooks"
  | "create-pods";

const ASKED: Readonly<Record<Exclude<Part, "everything">, Omit<RightAsked, "scope">>> = {
  escalate: { verbs: ["escalate"], resources: [[RBAC, "clusterroles"]] },
  "change-cluster-roles": { verbs: CHANGE, resources: [[RBAC, "clusterroles"]] },
  bind: {
    verbs: ["bind"],
    resources: [[RBAC, "clusterroles"]],
    named: (names) => names.includes("cluster-admin"),
  },
  "write-cluster-role-bindings": { verbs: WRITE, resources: [[RBAC, "clusterrolebindings"]] },
  impersonate: {
    verbs: ["impersonate"],
    resources: [
      ["", "groups"],
      ["", "users"],
      ["", "serviceaccounts"],
    ],
    named: (names) => names.includes("system:masters"),
  },
  approve: {
    verbs: ["approve"],
    resources: [[CERTIFICATES, "signers"]],
    named: (names) =>
      names.some((name) => /^kubernetes\.io\/(?:\*|kube-apiserver-client)$/.test(name)),
  },
  "change-approvals": {
    verbs: CHANGE,
    resources: [[CERTIFICATES, "certificatesigningrequests", "approval"]],
  },
  "create-requests": {
    verbs: ["create"],
    resources: [[CERTIFICATES, "certificatesigningrequests"]],
  },
  "proxy-nodes": { verbs: ["get", "create"], resources: [["", "nodes", "proxy"]] },
  "create-tokens": { verbs: ["create"], resources: [["", "serviceaccounts", "token"]] },
  "write-webhooks": { verbs: WRITE, resources: [[ADMISSION, "mutatingwebhookconfigurations"]] },
  "create-pods": {
    verbs: ["create"],
    resources: [
      ["", "pods"],
      ["", "replicationcontrollers"],
      ["apps", "daemonsets"],
      ["apps", "deployments"],
      ["apps", "replicasets"],
      ["apps", "statefulsets"],
      ["batch", "cronjobs"],
      ["batch", "jobs"],
    ],
  },
};

/** What of taking over the cluster a role gives where it is bound to the cluster. */
export type TakeOverParts = ReadonlySet<Part>;

const QUESTIONS: readonly (readonly [Part, RightQuestion])[] = Object.entries(ASKED).map(
  ([part, asked]) => [part as Part, rightQuestion({ ...asked, scope: "cluster" })],
);

const known = new WeakMap<AccessRole, TakeOverParts>();

export function takeOverPartsOf(role: AccessRole): TakeOverParts {
  const parts = known.get(role) ?? readParts(role);
  known.set(role, parts);
  return parts;
}

function readParts({ rules }: AccessRole): TakeOverParts {
  const parts = new Set<Part>();
  for (const rule of rules) {
    if (amountsToEverything(rule)) parts.add("everything");
    for (const [part, { allowedBy }] of QUESTIONS) {
      if (!parts.has(part) && allowedBy(rule)) parts.add(part);
    }
  }
  return parts;
}

/** One step from these rights to all rights: what it is, a clause without its subject. The first that is there counts. */
const WAYS: readonly (readonly [clause: string, parts: readonly Part[]])[] = [
  ["may do everything", ["everything"]],
  ["may give roles rights that it lacks", ["escalate", "change-cluster-roles"]],
  ["may bind cluster-admin", ["bind", "write-cluster-role-bindings"]],
  ["may act as others", ["impersonate"]],
  [
    "may approve client certificates for any name",
    ["approve", "change-approvals", "create-requests"],
  ],
  ["may run commands in every pod by way of the nodes", ["proxy-nodes"]],
  ["may make tokens of every service account", ["create-tokens"]],
  ["may change what others send to the API server", ["write-webhooks"]],
  ["may run pods as any service account of any namespace", ["create-pods"]],
];

/** How somebody with these rights in the whole cluster takes it over in one step; undefined where in none. */
export function takeOverOf(all: Iterable<TakeOverParts>): string | undefined {
  const parts = new Set([...all].flatMap((each) => [...each]));
  return WAYS.find(([, needed]) => needed.every((part) => parts.has(part)))?.[0];
}
