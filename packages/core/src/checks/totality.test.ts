import fc from "fast-check";
import { expect, it } from "vitest";
import { evaluateAll, surroundingsOf } from "../../testing/checks.ts";
import { runs } from "../../testing/runs.ts";
import { snapshotOf } from "../../testing/snapshot.ts";
import type { PodSpec } from "../kubernetes/api/types.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import type { PodTemplate } from "../kubernetes/pod-template.ts";
import { speaksOf } from "../scan/routes.ts";
import type { Check, ObjectCheck, PodCheck } from "./check.ts";
import { builtInChecks } from "./index.ts";
import { EXAMPLE_PARAMETERS } from "./parameters.ts";

const checks = builtInChecks(EXAMPLE_PARAMETERS);
const podChecks = checks.filter((check): check is PodCheck => check.on === "pod");
const objectChecks = checks.filter((check): check is ObjectCheck => check.on === "object");

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null) Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}

/** Records in which every field may be absent. */
function some(
  fields: Record<string, fc.Arbitrary<unknown>>,
): fc.Arbitrary<Record<string, unknown>> {
  return fc.record(fields, { requiredKeys: [] });
}

const words = fc.constantFrom(
  "",
  "Unconfined",
  "RuntimeDefault",
  "ALL",
  "SYS_ADMIN",
  "default",
  "web",
  "/etc/../",
  "nginx:latest",
  "a/b@",
);
const ids = fc.constantFrom(-1, 0, 1, 9999, 10_000, 2 ** 53);
const profile = some({ type: words });
const security = some({
  allowPrivilegeEscalation: fc.boolean(),
  appArmorProfile: profile,
  capabilities: some({ add: fc.array(words), drop: fc.array(words) }),
  fsGroup: ids,
  privileged: fc.boolean(),
  procMount: words,
  readOnlyRootFilesystem: fc.boolean(),
  runAsGroup: ids,
  runAsNonRoot: fc.boolean(),
  runAsUser: ids,
  seLinuxOptions: some({ type: words, user: words, role: words }),
  seccompProfile: profile,
  supplementalGroups: fc.array(ids),
  supplementalGroupsPolicy: words,
  sysctls: fc.array(some({ name: words, value: words })),
  windowsOptions: some({ hostProcess: fc.boolean() }),
});
const handler = some({ httpGet: some({ host: words }), tcpSocket: some({ host: words }) });
const quantities = some({
  cpu: fc.constantFrom("0", "1", 0, 2),
  memory: fc.string(),
  "ephemeral-storage": fc.constantFrom("1Gi", "0", "x"),
});
const commands = fc.array(
  fc.constantFrom(
    "",
    "sh",
    "/bin/bash",
    "-l",
    "sudo x",
    "sshd",
    "--git",
    "kube-apiserver",
    "etcd",
    "--anonymous-auth",
  ),
);
const resources = some({ limits: quantities, requests: quantities });
const containers = fc.array(
  some({
    args: commands,
    command: commands,
    env: fc.array(some({ name: fc.constantFrom("", "GITSYNC_GIT"), value: words })),
    image: words,
    imagePullPolicy: words,
    lifecycle: some({ postStart: handler, preStop: handler }),
    livenessProbe: handler,
    name: words,
    ports: fc.array(some({ hostPort: ids, containerPort: ids, protocol: words })),
    resources,
    securityContext: security,
    volumeMounts: fc.array(some({ name: words, readOnly: fc.boolean(), subPath: words })),
  }),
  { maxLength: 2 },
);
const specs = some({
  automountServiceAccountToken: fc.boolean(),
  containers,
  enableServiceLinks: fc.boolean(),
  ephemeralContainers: containers,
  hostAliases: fc.array(some({ ip: words, hostnames: fc.array(words) })),
  hostIPC: fc.boolean(),
  hostNetwork: fc.boolean(),
  hostPID: fc.boolean(),
  hostUsers: fc.boolean(),
  imagePullSecrets: fc.array(some({ name: words })),
  initContainers: containers,
  os: some({ name: fc.constantFrom("linux", "windows") }),
  resources,
  securityContext: security,
  serviceAccountName: words,
  shareProcessNamespace: fc.boolean(),
  volumes: fc.array(
    some({
      name: words,
      hostPath: some({ path: words }),
      nfs: some({}),
      emptyDir: some({}),
      ephemeral: some({ volumeClaimTemplate: some({ spec: some({}) }) }),
    }),
  ),
}) as fc.Arbitrary<PodSpec>;
const pods: fc.Arbitrary<PodTemplate> = fc.record({
  path: fc.constant([]),
  metadata: fc.record({
    labels: fc.dictionary(words, words),
    annotations: fc.dictionary(words, words),
  }),
  spec: specs,
});

const KINDS: readonly (readonly [string, string])[] = [
  ["v1", "Pod"],
  ["v1", "Namespace"],
  ["v1", "ServiceAccount"],
  ["v1", "LimitRange"],
  ["v1", "PersistentVolumeClaim"],
  ["apps/v1", "StatefulSet"],
  ["agents.x-k8s.io/v1alpha1", "Sandbox"],
  ["constraints.gatekeeper.sh/v1beta1", "K8sAllowedRepos"],
  ["v1", "ResourceQuota"],
  ["networking.k8s.io/v1", "NetworkPolicy"],
  ["rbac.authorization.k8s.io/v1", "RoleBinding"],
  ["rbac.authorization.k8s.io/v1", "ClusterRoleBinding"],
  ["rbac.authorization.k8s.io/v1", "ClusterRole"],
  ["rbac.authorization.k8s.io/v1", "Role"],
  ["v1", "ConfigMap"],
  ["v1", "Secret"],
  ["v1", "Service"],
  ["apps/v1", "Deployment"],
  ["apps/v1", "StatefulSet"],
  ["batch/v1", "CronJob"],
  ["batch/v1", "Job"],
  ["policy/v1", "PodDisruptionBudget"],
  ["autoscaling/v2", "HorizontalPodAutoscaler"],
  ["scheduling.k8s.io/v1", "PriorityClass"],
  ["storage.k8s.io/v1", "StorageClass"],
  ["admissionregistration.k8s.io/v1", "ValidatingWebhookConfiguration"],
  ["admissionregistration.k8s.io/v1", "MutatingWebhookConfiguration"],
  ["admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicy"],
  ["admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicyBinding"],
  ["apiserver.config.k8s.io/v1", "AdmissionConfiguration"],
  ["apiserver.config.k8s.io/v1", "AuthenticationConfiguration"],
  ["apiserver.config.k8s.io/v1", "AuthorizationConfiguration"],
  ["apiserver.config.k8s.io/v1", "EncryptionConfiguration"],
  ["audit.k8s.io/v1", "Policy"],
  ["facts.watertight.dev/v1alpha1", "APIServer"],
  ["facts.watertight.dev/v1alpha1", "Certificate"],
  ["facts.watertight.dev/v1alpha1", "Pipeline"],
  ["v1", "Node"],
  ["security.openshift.io/v1", "SecurityContextConstraints"],
  ["extensions/v1beta1", "Ingress"],
  ["networking.k8s.io/v1", "Ingress"],
  ["gateway.networking.k8s.io/v1", "HTTPRoute"],
  ["monitoring.coreos.com/v1", "ServiceMonitor"],
  ["v1", "Endpoints"],
  ["argoproj.io/v1alpha1", "AppProject"],
  ["argoproj.io/v1alpha1", "Rollout"],
  ["argoproj.io/v1alpha1", "Workflow"],
  ["example.com/v1", "Database"],
  ["facts.watertight.dev/v1alpha1", "CloudCluster"],
  ["facts.watertight.dev/v1alpha1", "CloudNodePool"],
  ["facts.watertight.dev/v1alpha1", "CloudNode"],
  ["facts.watertight.dev/v1alpha1", "CloudAdmin"],
];
const kinds = fc.constantFrom(...KINDS);
const objects = fc
  .tuple(kinds, words, fc.oneof(fc.jsonValue(), specs), fc.jsonValue())
  .map(([[apiVersion, kind], namespace, spec, rest]) => {
    const metadata = { name: "web", namespace, labels: rest };
    const webhooks = [rest, { rules: [spec], clientConfig: spec, objectSelector: rest }];
    const access = { roleRef: rest, rules: webhooks, aggregationRule: rest };
    const more = { ...access, subjects: rest, data: rest, resources: webhooks, webhooks };
    return { apiVersion, kind, metadata, spec, ...more } as KubernetesObject;
  });

function stringify(violations: readonly unknown[]): string {
  return JSON.stringify(violations);
}

/** Checks that do not say the same twice. */
function unsteady<One extends Check>(
  list: readonly One[],
  answers: (check: One) => string,
): readonly string[] {
  return list.filter((check) => answers(check) !== answers(check)).map(({ id }) => id);
}

it("shows every check of objects something that it speaks of", () => {
  const spec = { template: { spec: { containers: [] } } };
  const { objects: shown } = snapshotOf(
    KINDS.map(([apiVersion, kind]) => ({ apiVersion, kind, metadata: { name: "web" }, spec })),
  );
  const unseen = objectChecks.filter((check) => !shown.some((entry) => speaksOf(check, entry)));
  expect(unseen.map(({ id }) => id)).toEqual([]);
});

it("is pure and total, every check of pods", () => {
  fc.assert(
    fc.property(pods, fc.array(objects, { maxLength: 4 }), (pod, others) => {
      const frozen = deepFreeze(structuredClone(pod));
      const around = surroundingsOf({ spec: frozen.spec }, others);
      const answers = (check: PodCheck): string =>
        stringify(Array.from(check.evaluate(frozen, around)));
      expect(unsteady(podChecks, answers)).toEqual([]);
    }),
    runs(60),
  );
});

it("is pure and total, every check of objects", () => {
  fc.assert(
    fc.property(fc.array(objects, { maxLength: 6 }), (list) => {
      const snapshot = snapshotOf(deepFreeze(structuredClone(list)));
      const answers = (check: ObjectCheck): string => stringify(evaluateAll(check, snapshot));
      expect(unsteady(objectChecks, answers)).toEqual([]);
    }),
    runs(60),
  );
});
