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

const DATA = [
  ...["a", "c", "a b", "..a", ".", "", "tls.crt", "tls.key", "username", "password"],
  ...["ssh-privatekey", ".dockercfg", ".dockerconfigjson", "x".repeat(254)],
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
    "kubernetes.io/service-account.name",
    "service.beta.kubernetes.io/load-balancer-source-ranges",
    "service.kubernetes.io/topology-mode",
    "service.kubernetes.io/topology-aware-hints",
  ],
  data: DATA,
  stringData: DATA,
  binaryData: DATA,
  min: RESOURCES,
  max: RESOURCES,
  default: RESOURCES,
  defaultRequest: RESOURCES,
  maxLimitRequestRatio: RESOURCES,
  hard: [
    ...["pods", "cpu", "requests.storage", "storage", "count/jobs.batch", "x", "a b", "secrets"],
    ...["limits.memory", "persistentvolumeclaims", "requests.example.com/gpu", "hugepages-2Mi"],
    ...["requests.hugepages-2Mi", "services.nodeports", "x.storageclass.storage.k8s.io/pods"],
  ],
  limits: RESOURCES,
  requests: RESOURCES,
  overhead: RESOURCES,
  options: ["a", "kubernetes.io/a", "x.k8s.io/b", "k8s.io"],
};
