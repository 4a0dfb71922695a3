const LABEL_KEYS = [
  "job-name",
  "batch.kubernetes.io/job-name",
  "controller-uid",
  "app",
  "app",
  "tier",
  "example.com/x",
  "a b",
  "",
  "/x",
  "x/",
  "x/y/z",
  "Bad_/x",
];

const RESOURCES = [
  ...["cpu", "memory", "ephemeral-storage", "storage", "pods", "hugepages-2Mi", "hugepages-x"],
  ...["example.com/gpu", "kubernetes.io/x", "requests.cpu", "gpu", "a b", "requests.example.com/a"],
  ...["x.kubernetes.io/y", "requests.hugepages-2Mi", "hugepages-1Gi", `a/${"x".repeat(60)}`],
];

/** By the name of a field that is a map, its keys. */
export const KEY_VALUES: Readonly<Record<string, readonly string[]>> = {
  labels: LABEL_KEYS,
  matchLabels: LABEL_KEYS,
  annotations: [
    ...[...LABEL_KEYS, "UPPER/Case", "İx", "kubernetes.io/config.mirror"],
    ...["seccomp.security.alpha.kubernetes.io/pod", "controller.kubernetes.io/pod-deletion-cost"],
    "container.seccomp.security.alpha.kubernetes.io/main",
    "container.apparmor.security.beta.kubernetes.io/main",
    "container.apparmor.security.beta.kubernetes.io/side",
    "container.apparmor.security.beta.kubernetes.io/gone",
    "kubernetes.io/ingress.class",
    "service.beta.kubernetes.io/load-balancer-source-ranges",
    "service.kubernetes.io/topology-mode",
    "service.kubernetes.io/topology-aware-hints",
  ],
  limits: RESOURCES,
  requests: RESOURCES,
  overhead: RESOURCES,
  options: ["a", "kubernetes.io/a", "x.k8s.io/b", "k8s.io"],
};
