import { isJsonObject, type JsonObject, objectAt, textAt } from "@watertight/core/kubernetes";
import { type Ask, createAsk } from "../control-plane/index.ts";
import { ACCOUNTS, account, pod, SPACES, TOKEN } from "./random-escalations.ts";

/** What walks know of a cluster: who is cluster-admin in it, and what there is. */
export interface Ground {
  readonly url: string;
  readonly authority: string;
  /** Of the administrator, who looks and prepares. */
  readonly admin: Ask;
  /** Accounts that are cluster-admin, as `namespace/name`. */
  readonly bosses: ReadonlySet<string>;
  /** Pods and token Secrets, with the accounts that they are of. */
  readonly pods: readonly Held[];
  readonly secrets: readonly Held[];
  /** ClusterRoles that give everything. */
  readonly everything: readonly string[];
  /** The ClusterRoles of ClusterRoleBindings, and of those that name the walker. */
  readonly boundRoles: readonly string[];
  readonly bindings: readonly { readonly name: string; readonly role: string }[];
  /** Names that rules say. */
  readonly names: readonly string[];
  /** Whether a user of this name is cluster-admin, beside system:masters. */
  readonly users: readonly string[];
}

export interface Held {
  readonly namespace: string;
  readonly name: string;
  readonly account: string;
}

/** Whether one step leads to cluster-admin: tried with the identity that takes it, and changing nothing. */
export type Walk = (ask: Ask, me: string, ground: Ground) => Promise<boolean>;

const APPLY = { "Content-Type": "application/apply-patch+yaml" };
const DRY = "dryRun=All";
const EVERYTHING = [{ verbs: ["*"], apiGroups: ["*"], resources: ["*"] }];
const RBAC = "/apis/rbac.authorization.k8s.io/v1";

/** A user, and every account. */
const SOMEBODY: readonly string[] = [
  "jane",
  ...SPACES.flatMap((space) => ACCOUNTS.map((name) => usernameOf(`${space}/${name}`))),
];

/** The steps that can be tried, by the technique that the engine calls them. */
export const WALKS: Readonly<Record<string, Walk>> = {
  impersonate: async (ask, _, { bosses, users, names }) => {
    const whom: readonly Readonly<Record<string, string>>[] = [
      ...[...bosses].map((boss) => ({ "Impersonate-User": usernameOf(boss) })),
      ...users.map((user) => ({ "Impersonate-User": user })),
      // Groups are impersonated with somebody.
      ...[...SOMEBODY, ...names].map((user) => ({
        "Impersonate-User": user,
        "Impersonate-Group": "system:masters",
      })),
    ];
    return someAsync(whom, (headers) => isAdmin(ask, headers));
  },
  "create-token": (ask, _, ground) =>
    someAsync([...ground.bosses], async (boss) => {
      const [space = "", name = ""] = boss.split("/");
      const path = `/api/v1/namespaces/${space}/serviceaccounts/${name}/token`;
      const kind = { apiVersion: "authentication.k8s.io/v1", kind: "TokenRequest" };
      const { json } = await ask("POST", path, { ...kind, spec: {} });
      const token = textAt(json, "status", "token");
      if (token === "") return false;
      const as = createAsk({ url: ground.url, authority: ground.authority }, { token });
      const led = await isAdmin(as);
      as.close();
      return led;
    }),
  "create-workload": (ask, _, { bosses, names }) =>
    someAsync([...bosses], async (boss) => {
      const [space = "", name = ""] = boss.split("/");
      return someAsync(workloadsOf(space, name), async ([path, body]) => {
        const { status } = await ask("POST", `${path}?${DRY}`, body);
        if (status === 201) return true;
        // Who may create by name only does so by applying.
        return someAsync(names, async (each) => {
          const applied = { ...body, metadata: { name: each } };
          const apply = `${path}/${encodeURIComponent(each)}?${DRY}&fieldManager=x`;
          return (await ask("PATCH", apply, applied, APPLY)).status === 201;
        });
      });
    }),
  "exec-in-pod": (ask, _, { pods, bosses }) =>
    someAsync(
      pods.filter((each) => bosses.has(each.account)),
      async ({ namespace, name }) => {
        const path = `/api/v1/namespaces/${namespace}/pods/${name}`;
        const tries = [
          ["POST", `${path}/exec?command=x&stdout=true`],
          ["GET", `${path}/exec?command=x&stdout=true`],
          ["POST", `${path}/attach?stdout=true`],
          ["GET", `${path}/attach?stdout=true`],
        ] as const;
        // No kubelet is there to answer, but what is forbidden does not come so far.
        const isOpen = await someAsync(tries, async ([method, url]) => {
          const { status } = await ask(method, url);
          return status !== 403;
        });
        if (isOpen) return true;
        const { status } = await ask("PATCH", `${path}/ephemeralcontainers?${DRY}`, {
          spec: { ephemeralContainers: [{ name: "e", image: "i" }] },
        });
        if (status === 200) return true;
        return false;
      },
    ),
  "modify-pod": (ask, _, { pods, bosses, admin }) =>
    someAsync(
      pods.filter((each) => bosses.has(each.account)),
      async ({ namespace, name }) => {
        const path = `/api/v1/namespaces/${namespace}/pods/${name}`;
        const containers = [{ name: "main", image: "mine" }];
        const patched = await ask("PATCH", `${path}?${DRY}`, { spec: { containers } });
        if (patched.status === 200) return true;
        const { json } = await admin("GET", path);
        const changed = { ...objectAt(json), spec: { ...objectAt(json, "spec"), containers } };
        return (await ask("PUT", `${path}?${DRY}`, changed)).status === 200;
      },
    ),
  "read-secrets": (ask, _, { secrets, bosses }) =>
    someAsync(
      secrets.filter((each) => bosses.has(each.account)),
      ({ namespace, name }) => {
        const all = `/api/v1/namespaces/${namespace}/secrets`;
        // With a body the query says nothing.
        const foreground = { propagationPolicy: "Foreground", dryRun: ["All"] };
        const tries = [
          ["GET", `${all}/${name}`],
          ["GET", all],
          ["GET", `${all}?watch=1&timeoutSeconds=1`],
          ["GET", `${all}?fieldSelector=metadata.name%3D${name}`],
          ["GET", `${all}?watch=1&timeoutSeconds=1&fieldSelector=metadata.name%3D${name}`],
          ["PATCH", `${all}/${name}?${DRY}`, {}],
          ["DELETE", `${all}/${name}`, foreground],
          ["DELETE", all, foreground],
          ["DELETE", `${all}?fieldSelector=metadata.name%3D${name}`, foreground],
        ] as const;
        const value = Buffer.from(TOKEN).toString("base64");
        return someAsync(tries, async ([method, path, body]) => {
          const { text } = await ask(method, path, body);
          return text.includes(value);
        });
      },
    ),
  bind: (ask, me, { everything, bindings }) => {
    const [namespace = "", name = ""] = me.split("/");
    const subjects = [account(namespace, name)];
    return someAsync(everything, async (role) => {
      const roleRef = { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: role };
      const made = { apiVersion: "rbac.authorization.k8s.io/v1", kind: "ClusterRoleBinding" };
      const body = { ...made, metadata: { name: "mine" }, roleRef, subjects };
      const { status } = await ask("POST", `${RBAC}/clusterrolebindings?${DRY}`, body);
      if (status === 201) return true;
      const own = bindings.filter((each) => each.role === role);
      return someAsync(own, async (each) => {
        const path = `${RBAC}/clusterrolebindings/${each.name}?${DRY}`;
        const patched = await ask("PATCH", path, { subjects });
        if (patched.status === 200) return true;
        const put = { ...body, metadata: { name: each.name } };
        return (await ask("PUT", path, put)).status === 200;
      });
    });
  },
  escalate: (ask, _, { boundRoles }) =>
    someAsync(boundRoles, async (role) => {
      const path = `${RBAC}/clusterroles/${role}?${DRY}`;
      const patched = await ask("PATCH", path, { rules: EVERYTHING });
      if (patched.status === 200) return true;
      const made = { apiVersion: "rbac.authorization.k8s.io/v1", kind: "ClusterRole" };
      const put = { ...made, metadata: { name: role }, rules: EVERYTHING };
      return (await ask("PUT", path, put)).status === 200;
    }),
  // For the name of any user, that of an account too.
  "approve-certificate": (ask, _, { admin, names }) =>
    someAsync(["mine", ...names], async (name) => {
      const requests = "/apis/certificates.k8s.io/v1/certificatesigningrequests";
      const body = {
        apiVersion: "certificates.k8s.io/v1",
        kind: "CertificateSigningRequest",
        metadata: { name },
        spec: {
          signerName: "kubernetes.io/kube-apiserver-client",
          request: REQUEST,
          usages: ["client auth"],
        },
      };
      const made = await ask("POST", `${requests}?${DRY}`, body);
      const applied =
        made.status === 201
          ? made
          : await ask(
              "PATCH",
              `${requests}/${encodeURIComponent(name)}?${DRY}&fieldManager=x`,
              body,
              APPLY,
            );
      if (applied.status !== 201) return false;
      return approves(ask, admin, { path: requests, body, name });
    }),
};

/** Whether somebody approves a request that is there. */
async function approves(
  ask: Ask,
  admin: Ask,
  { path, body, name }: { readonly path: string; readonly body: JsonObject; readonly name: string },
): Promise<boolean> {
  const { json } = await admin("POST", path, body);
  const condition = { type: "Approved", status: "True", reason: "x", message: "x" };
  const approved = { ...objectAt(json), status: { conditions: [condition] } };
  const approval = `${path}/${encodeURIComponent(name)}/approval?${DRY}`;
  const put = await ask("PUT", approval, approved);
  const patch = await ask("PATCH", approval, { status: { conditions: [condition] } });
  await admin("DELETE", `${path}/${encodeURIComponent(name)}`);
  return put.status === 200 || patch.status === 200;
}

/** Whether somebody may do everything. */
async function isAdmin(ask: Ask, headers: Readonly<Record<string, string>> = {}): Promise<boolean> {
  const kind = { apiVersion: "authorization.k8s.io/v1", kind: "SelfSubjectAccessReview" };
  const resourceAttributes = { verb: "*", group: "*", resource: "*" };
  const path = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
  const { json } = await ask("POST", path, { ...kind, spec: { resourceAttributes } }, headers);
  return isJsonObject(json) && objectAt(json, "status")["allowed"] === true;
}

function usernameOf(name: string): string {
  return `system:serviceaccount:${name.replace("/", ":")}`;
}

async function someAsync<Item>(
  items: readonly Item[],
  isSo: (item: Item) => Promise<boolean>,
): Promise<boolean> {
  for (const item of items) if (await isSo(item)) return true;
  return false;
}

/** Everything that runs a Pod, as this account. */
function workloadsOf(
  space: string,
  serviceAccountName: string,
): readonly (readonly [path: string, body: JsonObject])[] {
  const own = pod(space, "mine", serviceAccountName);
  const labels = { app: "mine" };
  const metadata = { name: "mine" };
  const podSpec = objectAt(own, "spec");
  const template = { metadata: { labels }, spec: podSpec };
  const once = { spec: { ...podSpec, restartPolicy: "Never" } };
  const spec = { selector: { matchLabels: labels }, template };
  const of = (group: string, kind: string, more: JsonObject): readonly [string, JsonObject] => {
    const root = group === "v1" ? "/api/v1" : `/apis/${group}`;
    const path = `${root}/namespaces/${space}/${kind.toLowerCase()}s`;
    return [path, { apiVersion: group, kind, metadata, spec: more }];
  };
  return [
    [`/api/v1/namespaces/${space}/pods`, own],
    of("v1", "ReplicationController", { selector: labels, template }),
    of("apps/v1", "Deployment", spec),
    of("apps/v1", "StatefulSet", { ...spec, serviceName: "mine" }),
    of("apps/v1", "DaemonSet", spec),
    of("apps/v1", "ReplicaSet", spec),
    of("batch/v1", "Job", { template: once }),
    of("batch/v1", "CronJob", { schedule: "* * * * *", jobTemplate: { spec: { template: once } } }),
  ];
}

/** A request of a certificate of the user root, base64 of PEM. */
const REQUEST: string = [
  "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0KTUlIS01IRUNBUUF3RHpFTk1Bc0dBMVVFQXd3RWNtOXZkREJaTUJN",
  "R0J5cUdTTTQ5QWdFR0NDcUdTTTQ5QXdFSApBMElBQkhWTUtFcm9LZTdSckovaUorOGxqQU9SNlQ3eXJSdWlsVmQxQ3hwa284WTBr",
  "OXFBSDRpbGJNcUNKaWVPCmVvMTlBWVA0dWtZWm4vT01wemp0NjRXSld2S2dBREFLQmdncWhrak9QUVFEQWdOSkFEQkdBaUVBMVls",
  "WFFUb0cKSUd2ZHR0MHphUWZ3Z0NRampkbC9ySDF3K09rZ25MV3VpczRDSVFDelIyTGZyM1NRRzNtNTI3ckUwY0JyZHkzOAorcEtv",
  "Z2dtcWo0SGhhM0pDZFE9PQotLS0tLUVORCBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0K",
].join("");
