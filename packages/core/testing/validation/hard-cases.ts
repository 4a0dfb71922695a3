import type { JsonObject } from "../../src/kubernetes/json.ts";
import type { KubernetesObject } from "../../src/kubernetes/object.ts";
import { asTemplate, hardPods, podOf, times } from "./hard-pods.ts";

/** Objects that chance hardly ever makes: limits of lengths and numbers, and fields that only matter together. */
export function hardCases(): readonly KubernetesObject[] {
  return [...hardPods(), ...jobs(), ...others()];
}

function jobs(): readonly KubernetesObject[] {
  const indexed = { completionMode: "Indexed", completions: 100_001 };
  const rule = { action: "Count", onPodConditions: [{ type: "a" }] };
  const specs: readonly JsonObject[] = [
    { ...indexed, parallelism: 10_001, backoffLimitPerIndex: 1 },
    { ...indexed, parallelism: 100_001 },
    { ...indexed, backoffLimitPerIndex: 1, maxFailedIndexes: 10_001 },
    { ...indexed, backoffLimitPerIndex: 1 },
    { ...indexed, completions: 5, maxFailedIndexes: 6, backoffLimitPerIndex: 1 },
    {
      completionMode: "Indexed",
      parallelism: 1,
      maxFailedIndexes: 100_001,
      backoffLimitPerIndex: 1,
    },
    { podFailurePolicy: { rules: times(21, rule) } },
    {
      podFailurePolicy: {
        rules: [{ action: "FailIndex", onPodConditions: times(21, { type: "a" }) }],
      },
    },
    ...[[0], [5, 1, 5], times(256, 7), []].flatMap((values) =>
      ["In", "NotIn"].map((operator) => ({
        podFailurePolicy: { rules: [{ action: "Ignore", onExitCodes: { operator, values } }] },
      })),
    ),
    { ...indexed, successPolicy: { rules: times(21, { succeededCount: 1 }) } },
    { ...indexed, successPolicy: { rules: [{ succeededIndexes: `${"0,".repeat(40_000)}1` }] } },
  ];
  const zones = ["", "Local", "LOCAL", "Etc/UTC", "../x", "-x", "a b"];
  const template = { spec: { containers: [{ name: "main", image: "a" }], restartPolicy: "Never" } };
  const onFailure = { spec: { ...template.spec, restartPolicy: "OnFailure" } };
  const batch = { apiVersion: "batch/v1", metadata: { name: "web" } };
  return [
    ...specs.map((spec) => ({ ...batch, kind: "Job", spec: { template, ...spec } })),
    ...["x", "a/b/c", "Bad/x", `a.b/${"x".repeat(70)}`, "a/b c", "a/"].map((managedBy) => ({
      ...batch,
      kind: "Job",
      spec: { template, managedBy },
    })),
    { ...batch, kind: "Job", spec: { template, manualSelector: true } },
    { ...batch, kind: "Job", spec: { template, selector: { matchLabels: { app: "web" } } } },
    { ...batch, kind: "Job", spec: { template: onFailure, podFailurePolicy: { rules: [rule] } } },
    { ...batch, kind: "Job", metadata: { name: `a.${"x".repeat(60)}` }, spec: { template } },
    { ...batch, kind: "Job", metadata: { name: "x".repeat(62) }, spec: { template, ...indexed } },
    ...zones.map((timeZone) => ({
      ...batch,
      kind: "CronJob",
      spec: { schedule: "@daily", jobTemplate: { spec: { template } }, timeZone },
    })),
    {
      ...batch,
      kind: "CronJob",
      metadata: { name: "x".repeat(53) },
      spec: { schedule: "@daily", jobTemplate: { spec: { template } } },
    },
  ];
}

function others(): readonly KubernetesObject[] {
  const core = { apiVersion: "v1", metadata: { name: "web" } };
  const ports = [{ port: 80 }];
  const balancer = { type: "LoadBalancer", externalTrafficPolicy: "Local", ports };
  const ranges = "service.beta.kubernetes.io/load-balancer-source-ranges";
  const admission = { apiVersion: "admissionregistration.k8s.io/v1", metadata: { name: "web" } };
  const match = {
    resourceRules: [
      { apiGroups: [""], apiVersions: ["v1"], operations: ["*"], resources: ["pods"] },
    ],
  };
  return [
    {
      ...core,
      kind: "ConfigMap",
      metadata: { name: "web", annotations: { a: "é".repeat(140_000) } },
    },
    {
      ...core,
      kind: "ConfigMap",
      data: { a: "é".repeat(300_000) },
      binaryData: { b: "YWJj".repeat(200_000) },
    },
    { ...core, kind: "ConfigMap", data: { a: "\u{1f600}".repeat(262_144) } },
    ...["{", "[]", "null", " {} ", '{"a":"é"}', "\u00e9"].map((text) => ({
      ...core,
      kind: "Secret",
      type: "kubernetes.io/dockercfg",
      stringData: { ".dockercfg": text },
    })),
    ...["NodePort", "LoadBalancer"].map((type) => ({
      ...core,
      kind: "Service",
      spec: { type, ports, clusterIP: "None" },
    })),
    {
      ...core,
      kind: "Service",
      spec: {
        ports,
        clusterIP: "10.0.0.1",
        clusterIPs: ["10.0.0.1", "10.0.0.2"],
        ipFamilyPolicy: "PreferDualStack",
      },
    },
    {
      ...core,
      kind: "LimitRange",
      spec: {
        limits: [
          { type: "Container", default: { "a.b/c": "2" }, defaultRequest: { "a.b/c": "1" } },
        ],
      },
    },
    { ...core, kind: "Secret", stringData: { a: "x".repeat(1_048_577) } },
    { ...core, kind: "Secret", type: "kubernetes.io/ssh-auth", data: { "ssh-privatekey": "" } },
    ...[80, 70_000].map((healthCheckNodePort) => ({
      ...core,
      kind: "Service",
      spec: { ...balancer, healthCheckNodePort },
    })),
    ...["", " ", "10.0.0.0/8 , x"].map((text) => ({
      ...core,
      kind: "Service",
      metadata: { name: "web", annotations: { [ranges]: text } },
      spec: balancer,
    })),
    {
      ...core,
      kind: "Service",
      metadata: {
        name: "web",
        annotations: {
          "service.kubernetes.io/topology-mode": "Auto",
          "service.kubernetes.io/topology-aware-hints": "auto",
        },
      },
      spec: { ports },
    },
    {
      apiVersion: "networking.k8s.io/v1",
      kind: "Ingress",
      metadata: { name: "web", annotations: { "kubernetes.io/ingress.class": "a" } },
      spec: {
        ingressClassName: "b",
        defaultBackend: { service: { name: "a", port: { number: 1 } } },
        rules: [{ host: `*.${"x".repeat(260)}` }, { host: "1::2::3" }, { host: "1:2" }],
      },
    },
    ...["3", "2.5"].map((cpu) => ({
      ...core,
      kind: "LimitRange",
      spec: {
        limits: [
          { type: "Pod", min: { cpu: "1" }, max: { cpu: "2.5" }, maxLimitRequestRatio: { cpu } },
        ],
      },
    })),
    {
      ...core,
      kind: "LimitRange",
      spec: {
        limits: [
          {
            type: "Pod",
            min: { cpu: "1E" },
            max: { cpu: "9E" },
            maxLimitRequestRatio: { cpu: "10" },
          },
          { type: "PersistentVolumeClaim", min: { cpu: "1" } },
        ],
      },
    },
    ...[0, "0%", "00%", "x"].map((nothing) => ({
      ...asTemplate(podOf({})),
      spec: {
        ...(asTemplate(podOf({}))["spec"] as JsonObject),
        strategy: { rollingUpdate: { maxSurge: nothing, maxUnavailable: 0 } },
      },
    })),
    {
      ...admission,
      kind: "ValidatingWebhookConfiguration",
      webhooks: URLS.map((url, index) => ({
        name: `a${index}.example.com`,
        admissionReviewVersions: ["v1"],
        sideEffects: "None",
        clientConfig: { url },
      })),
    },
    {
      ...admission,
      kind: "ValidatingAdmissionPolicy",
      spec: {
        matchConstraints: match,
        matchConditions: Array.from({ length: 65 }, (_, at) => ({
          name: `a${at}`,
          expression: "true",
        })),
        auditAnnotations: Array.from({ length: 21 }, (_, at) => ({
          key: `a${at}`,
          valueExpression: "'x'",
        })),
      },
    },
  ];
}

const URLS = [
  ...[
    "https://a.example?q",
    "https://a.example/p?",
    "ftp://a:b:1",
    "ftp://a:b:c",
    "https://[fe80::1%25en0]",
  ],
  ...[
    "https://[1.2.3.4]",
    "https://[::1]a",
    "https://a%zz",
    "https://a%20b",
    "https://é/é",
    "https://a b/",
  ],
  ...[
    "https://u:p%zz@a",
    "https://a@b@c",
    "https://a/#%zz",
    "mailto:a@b",
    "https:",
    "https:/a",
    "///a",
    "a:",
  ],
  ...[
    "https://a.example#",
    "https://u@",
    "https://:80",
    "HTTPS://A.example",
    "h+1.-a://b",
    "1://a",
    "a/b:c",
  ],
];
