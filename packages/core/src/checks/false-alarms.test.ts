import { expect, it } from "vitest";
import {
  ACCOUNT,
  CHECKS,
  configMapOf,
  deploymentIn,
  type FalseAlarm,
  foundBy,
  objectOf,
  podOf,
  podWith,
  SECRET,
  SERVICE,
  WEB,
} from "../../testing/false-alarm-objects.ts";
import { snapshotOf } from "../../testing/snapshot.ts";
import { createCluster } from "../cluster/cluster.ts";
import type { JsonObject } from "../kubernetes/json.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { scan } from "../scan/scan.ts";
import { clusterRole, rule } from "./writing/rbac-examples.ts";

// What users of other scanners call false alarms, and checks that never fire. The number before each is its own in the list of
// their complaints, which is in packages/cli/src/journeys/complaints.test.ts; the issue beside it says who complained where.

function cronJob(podSpec: JsonObject): KubernetesObject {
  const template = { spec: { containers: [{ name: "main" }], ...podSpec } };
  return objectOf("batch/v1", "CronJob", "nightly", {
    spec: { schedule: "0 3 * * *", jobTemplate: { spec: { template } } },
  });
}

const HARDENED = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ["ALL"] },
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  runAsUser: 20000,
  runAsGroup: 20000,
  seccompProfile: { type: "RuntimeDefault" },
};

const MAIN = "Pod/web spec.containers[0]";
const JOB_POD = "CronJob/nightly spec.jobTemplate.spec.template.spec";

it.each<[string, FalseAlarm]>([
  [
    "1: a container that says itself that it is not root needs nothing of its pod", // kubescape #2296, #19
    {
      check: "run-as-non-root-missing",
      right: [podOf({ securityContext: { runAsNonRoot: true } })],
      wrong: [podOf({ securityContext: { allowPrivilegeEscalation: false } })],
      finds: [`${MAIN}.securityContext.runAsNonRoot`],
    },
  ],
  [
    "1: the containers of a CronJob inherit what its pod says of root", // kubescape #1606
    {
      check: "run-as-non-root-missing",
      right: [cronJob({ securityContext: { runAsNonRoot: true } })],
      wrong: [cronJob({ securityContext: { fsGroup: 20000 } })],
      finds: [`${JOB_POD}.containers[0].securityContext.runAsNonRoot`],
    },
  ],
  [
    "2: a pod that says all that a security context can say has one", // regolibrary #500
    {
      check: "container-security-context-missing",
      right: [podOf({ securityContext: HARDENED })],
      wrong: [podOf({})],
      finds: [`${MAIN}.securityContext`],
    },
  ],
  [
    "2: sysctls are read under the name that they have", // regolibrary #500
    {
      check: "unsafe-sysctl",
      right: [
        podWith({
          securityContext: { sysctls: [{ name: "net.ipv4.tcp_syncookies", value: "1" }] },
        }),
      ],
      wrong: [podWith({ securityContext: { sysctls: [{ name: "kernel.msgmax", value: "1" }] } })],
      finds: ["Pod/web spec.securityContext.sysctls[0].name"],
    },
  ],
  [
    "2: a missing seccomp profile is found wherever the cluster runs", // regolibrary #498
    {
      check: "seccomp-missing",
      right: [podOf({ securityContext: HARDENED })],
      wrong: [podOf({ securityContext: { ...HARDENED, seccompProfile: null } })],
      finds: [`${MAIN}.securityContext.seccompProfile`],
    },
  ],
  [
    "2: bounds of the configuration are compared as quantities", // regolibrary #536
    {
      check: "resource-out-of-bounds",
      right: [podOf({ resources: { requests: { cpu: "0.01" }, limits: { memory: "8192Mi" } } })],
      wrong: [podOf({ resources: { requests: { cpu: "9m" }, limits: { memory: "9G" } } })],
      finds: [`${MAIN}.resources.requests.cpu`, `${MAIN}.resources.limits.memory`],
    },
  ],
  [
    "3: a role that reads pods and their logs runs no command in them", // kubescape #224
    {
      check: "pods-exec",
      right: [
        clusterRole("view", rule(["get", "list", "watch", "create"], "", ["pods", "pods/log"])),
        clusterRole("elsewhere", rule(["create"], "example.com", ["pods/exec"])),
      ],
      wrong: [clusterRole("debug", rule(["create"], "", ["pods", "pods/exec"]))],
      finds: ["ClusterRole/debug rules[0].resources[1]"],
    },
  ],
  [
    "6: user ids of the pod are those of its containers", // trivy #1187, #8210
    {
      check: "low-user-id",
      right: [
        podWith({ securityContext: { runAsUser: 20000 } }),
        cronJob({ securityContext: { runAsUser: 20000 } }),
      ],
      wrong: [
        podWith({ securityContext: { runAsUser: 1000 } }),
        cronJob({ securityContext: { runAsUser: 1000 } }),
      ],
      finds: ["Pod/web spec.securityContext.runAsUser", `${JOB_POD}.securityContext.runAsUser`],
    },
  ],
  [
    "6: group ids of the pod are those of its containers", // trivy #1187, #8210
    {
      check: "low-group-id",
      right: [podWith({ securityContext: { runAsGroup: 20000 } })],
      wrong: [podWith({ securityContext: { runAsGroup: 100 } })],
      finds: ["Pod/web spec.securityContext.runAsGroup"],
    },
  ],
  [
    "6: a pod that names a user that is not root does not run as root", // trivy #8210
    {
      check: "run-as-root",
      right: [podWith({ securityContext: { runAsUser: 20000 } })],
      wrong: [podOf({ securityContext: { runAsUser: 0 } }, { securityContext: HARDENED })],
      finds: [`${MAIN}.securityContext.runAsUser`],
    },
  ],
  [
    "7: a pod whose containers each have a security context needs none itself", // trivy #9329
    {
      check: "pod-security-context-missing",
      right: [podOf({ securityContext: HARDENED })],
      wrong: [podOf({ securityContext: { readOnlyRootFilesystem: true } })],
      finds: ["Pod/web spec.securityContext"],
    },
  ],
])("%s", (_, { check, right, wrong, finds, assumptions, wrongIn = assumptions }) => {
  expect(foundBy(check, right, assumptions)).toEqual([]);
  expect(foundBy(check, wrong, wrongIn)).toEqual(finds);
});

// trivy #4922
it("4: nobody is asked for a security context who describes no pod", () => {
  const running = CHECKS.filter(({ topic }) => topic === "pod-security");
  const kinds = (objects: readonly KubernetesObject[]): Set<string> =>
    new Set(
      Array.from(
        scan(createCluster(snapshotOf(objects)), running),
        (finding) => finding.object.kind,
      ),
    );
  const schema = {
    properties: { securityContext: { type: "object" }, containers: { type: "array" } },
  };
  const others = [
    clusterRole("view", rule(["get"], "", ["pods"])),
    configMapOf({ "pod.yaml": "kind: Pod\nspec: {containers: [{name: main}]}\n" }),
    SERVICE,
    ACCOUNT,
    objectOf("apiextensions.k8s.io/v1", "CustomResourceDefinition", "webs.example.com", {
      spec: { versions: [{ name: "v1", schema: { openAPIV3Schema: schema } }] },
    }),
  ];
  expect([...kinds(others)]).toEqual([]);
  expect([...kinds([...others, deploymentIn("shop", WEB)])]).toEqual(["Deployment"]);
});

// trivy #8635
it.each([
  ["namespace-quota-missing", "ResourceQuota", { hard: { pods: "10" } }],
  [
    "namespace-limit-range-missing",
    "LimitRange",
    { limits: [{ type: "Container", default: { memory: "1Gi" } }] },
  ],
])("5: %s is found once, at the Namespace, whatever is in it", (check, kind, spec) => {
  const namespace = { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } };
  const content = [SERVICE, ACCOUNT, SECRET, deploymentIn("shop", WEB), podWith({}), cronJob({})];
  expect(foundBy(check, content)).toEqual([]);
  expect(foundBy(check, [namespace, ...content, objectOf("v1", kind, "bounds", { spec })])).toEqual(
    [],
  );
  expect(foundBy(check, [namespace, ...content])).toEqual(["Namespace/shop metadata.name"]);
});

// trivy #7737
it("7: a port below 1024 weighs what its page says, and one that anybody may open nothing", () => {
  const running = CHECKS.filter(({ id }) => id === "privileged-port");
  const weights = (each: KubernetesObject): string[] =>
    Array.from(
      scan(createCluster(snapshotOf([each])), running),
      ({ path, severity }) => `${severity} ${path}`,
    );
  expect(weights(podOf({ ports: [{ containerPort: 8080 }] }))).toEqual([]);
  expect(weights(podOf({ ports: [{ containerPort: 80 }] }))).toEqual([
    "info spec.containers[0].ports[0].containerPort",
  ]);
});
