import type { JsonObject, JsonValue } from "../../src/kubernetes/json.ts";
import type { KubernetesObject } from "../../src/kubernetes/object.ts";
import { pick, type Random, some } from "./random.ts";
import { labelSelector, metadata } from "./shared-parts.ts";
import { VOLUMES } from "./volume-objects.ts";

/** A valid Pod. */
export function randomPod(random: Random): KubernetesObject {
  const template = podTemplate(random);
  const meta = metadata(random, true);
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { ...meta, ...(template["metadata"] as JsonObject) },
    spec: template["spec"] ?? {},
  };
}

/** A valid template of pods, as a rule with the label `app: web`. */
export function podTemplate(random: Random): JsonObject {
  return {
    metadata: {
      labels: { app: "web", tier: "front" },
      ...some(random, 0.15, { annotations: () => annotations(random) }),
    },
    spec: podSpec(random),
  };
}

function annotations(random: Random): JsonObject {
  return pick<JsonObject>(random, [
    { "seccomp.security.alpha.kubernetes.io/pod": "runtime/default" },
    { "container.seccomp.security.alpha.kubernetes.io/main": "localhost/a" },
    { "container.apparmor.security.beta.kubernetes.io/main": "localhost/a" },
    { "container.apparmor.security.beta.kubernetes.io/main": "runtime/default" },
    { "controller.kubernetes.io/pod-deletion-cost": "-10" },
  ]);
}

function podSpec(random: Random): JsonObject {
  const os = random() < 0.1 ? { os: { name: pick(random, ["linux", "windows"]) } } : {};
  return {
    ...os,
    containers: [container(random, "main"), ...(random() < 0.4 ? [container(random, "side")] : [])],
    volumes: [
      { name: "data", emptyDir: {} },
      { name: "claim", persistentVolumeClaim: { claimName: "c" } },
    ],
    ...some(random, 0.15, {
      volumes: () => [
        { name: "data" },
        { name: "claim", persistentVolumeClaim: { claimName: "c" } },
        { name: "extra", ...pick(random, VOLUMES) },
        { name: "more", ...pick(random, VOLUMES) },
      ],
      initContainers: () => [
        { ...container(random, "init"), ...some(random, 0.5, { restartPolicy: () => "Always" }) },
      ],
      securityContext: () => podSecurityContext(random),
      affinity: () => affinity(random),
      tolerations: () => [
        { key: "a", operator: "Exists", effect: "NoExecute", tolerationSeconds: 5 },
        { key: "a", value: "b" },
        { operator: "Exists" },
      ],
      topologySpreadConstraints: () => [
        {
          maxSkew: 1,
          topologyKey: "zone",
          whenUnsatisfiable: pick(random, ["DoNotSchedule", "ScheduleAnyway"]),
          labelSelector: { matchLabels: { app: "web" } },
          ...some(random, 0.4, { matchLabelKeys: () => ["tier"] }),
        },
      ],
      dnsConfig: () => ({
        nameservers: ["10.0.0.1"],
        searches: ["a.b."],
        options: [{ name: "x" }],
      }),
      hostAliases: () => [{ ip: "10.0.0.1", hostnames: ["a.b"] }],
      resourceClaims: () => [{ name: "gpu", resourceClaimName: "one" }],
      resources: () => ({ limits: { cpu: "4", memory: "8Gi" }, requests: { cpu: "4" } }),
    }),
    ...some(random, 0.08, {
      hostNetwork: () => true,
      hostPID: () => true,
      hostUsers: () => false,
      restartPolicy: () => pick(random, ["Always", "Always", "Never", "OnFailure"]),
      dnsPolicy: () => pick(random, ["ClusterFirst", "Default"]),
      nodeName: () => "node-1",
      nodeSelector: () => ({ disk: "ssd" }),
      serviceAccountName: () => "web",
      schedulingGates: () => [{ name: "example.com/gate" }],
      readinessGates: () => [{ conditionType: "example.com/ready" }],
      priorityClassName: () => "high",
      runtimeClassName: () => "gvisor",
      overhead: () => ({ cpu: "100m" }),
      hostname: () => "web",
      hostnameOverride: () => "web.example",
      terminationGracePeriodSeconds: () => pick(random, [0, 5, 60, -5]),
    }),
  };
}

function container(random: Random, name: string): JsonObject {
  return {
    name,
    image: "r.example/web:1",
    ...some(random, 0.3, {
      ports: () => [
        { containerPort: 80, name: "http" },
        { containerPort: 443, protocol: "TCP" },
      ],
      env: () => env(random),
      envFrom: () => [{ configMapRef: { name: "c" } }, { secretRef: { name: "s" }, prefix: "P_" }],
      resources: () => resources(random),
      volumeMounts: () => [
        { name: "data", mountPath: "/data", ...some(random, 0.3, { subPath: () => "a" }) },
      ],
      securityContext: () => securityContext(random),
    }),
    ...some(random, 0.1, {
      volumeDevices: () => [{ name: "claim", devicePath: "/dev/x" }],
      livenessProbe: () => probe(random),
      readinessProbe: () => probe(random),
      startupProbe: () => probe(random),
      lifecycle: () => ({
        preStop: { sleep: { seconds: 3 } },
        postStart: { exec: { command: ["a"] } },
      }),
      resizePolicy: () => [{ resourceName: "cpu", restartPolicy: "NotRequired" }],
      imagePullPolicy: () => "Always",
    }),
  };
}

function env(random: Random): JsonValue {
  return [
    { name: "A", value: "b" },
    {
      name: "B",
      valueFrom: pick<JsonObject>(random, [
        { fieldRef: { fieldPath: "metadata.name" } },
        { fieldRef: { fieldPath: "metadata.labels['app']" } },
        { resourceFieldRef: { resource: "limits.cpu", divisor: "1m" } },
        { resourceFieldRef: { resource: "requests.memory", divisor: "1Mi" } },
        { configMapKeyRef: { name: "c", key: "k" } },
        { secretKeyRef: { name: "s", key: "k" } },
        { fileKeyRef: { volumeName: "data", path: "a/b", key: "K" } },
      ]),
    },
  ];
}

function resources(random: Random): JsonObject {
  return pick<JsonObject>(random, [
    { limits: { cpu: "1", memory: "64Mi" }, requests: { cpu: "500m" } },
    { requests: { cpu: "100m", memory: "1Gi" } },
    { limits: { "example.com/gpu": "1" }, requests: { "example.com/gpu": 1 } },
    { limits: { "hugepages-2Mi": "4Mi", cpu: "1" }, requests: { "hugepages-2Mi": "4Mi" } },
    { limits: { memory: "64Mi" } },
  ]);
}

function securityContext(random: Random): JsonObject {
  return some(random, 0.3, {
    privileged: () => true,
    runAsUser: () => 1000,
    runAsNonRoot: () => true,
    capabilities: () => ({ drop: ["ALL"] }),
    seccompProfile: () =>
      pick(random, [{ type: "RuntimeDefault" }, { type: "Localhost", localhostProfile: "a" }]),
    appArmorProfile: () =>
      pick(random, [{ type: "RuntimeDefault" }, { type: "Localhost", localhostProfile: "a" }]),
    procMount: () => "Default",
  });
}

function podSecurityContext(random: Random): JsonObject {
  return some(random, 0.3, {
    runAsUser: () => 1000,
    runAsGroup: () => 1000,
    fsGroup: () => 1000,
    supplementalGroups: () => [1, 2],
    seccompProfile: () => ({ type: "RuntimeDefault" }),
    appArmorProfile: () => ({ type: "RuntimeDefault" }),
    sysctls: () => [{ name: "net.ipv4.tcp_syncookies", value: "0" }],
    fsGroupChangePolicy: () => "OnRootMismatch",
  });
}

function probe(random: Random): JsonObject {
  return pick<JsonObject>(random, [
    { httpGet: { port: 80 }, periodSeconds: 5 },
    { tcpSocket: { port: "http" } },
    { grpc: { port: 80 } },
    { exec: { command: ["true"] } },
  ]);
}

function affinity(random: Random): JsonObject {
  const term = {
    topologyKey: "zone",
    labelSelector: labelSelector(random),
    ...some(random, 0.3, {
      namespaces: () => ["shop"],
      matchLabelKeys: () => ["tier"],
      mismatchLabelKeys: () => ["app"],
      namespaceSelector: () => ({}),
    }),
  };
  const nodes = {
    matchExpressions: [
      { key: "disk", operator: "In", values: ["ssd"] },
      { key: "size", operator: "Gt", values: ["5"] },
    ],
    matchFields: [{ key: "metadata.name", operator: "In", values: ["node-1"] }],
  };
  return some(random, 0.6, {
    nodeAffinity: () => ({
      requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [nodes] },
      preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, preference: nodes }],
    }),
    podAffinity: () => ({ requiredDuringSchedulingIgnoredDuringExecution: [term] }),
    podAntiAffinity: () => ({
      preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: term }],
    }),
  });
}
