import type { JsonValue } from "../../src/kubernetes/json.ts";

/** By the name of a field, values that it takes and some that it nearly takes; `name*` are the values of a map. */
export const FIELD_VALUES: Readonly<Record<string, readonly JsonValue[]>> = {
  name: ["web", "a", "a-b", "x.y", "data", "", "Bad_Name", "a..b", ".", "x/y", "a%b", "default"],
  namespace: ["shop", "default", "", "Bad_NS", "a.b", "x".repeat(64)],
  generateName: ["web-", "a", "Bad-", "a.", "x".repeat(70), "a--"],
  finalizers: ["kubernetes", "orphan", "foregroundDeletion", "example.com/x", "x", "a b/c", ""],
  verbs: ["get", "*", ""],
  apiGroups: ["", "apps", "*", "rbac.authorization.k8s.io"],
  apiGroup: ["", "rbac.authorization.k8s.io", "wrong.example", "apps"],
  resources: ["pods", "*", "secrets", ""],
  nonResourceURLs: ["/metrics", "*", "metrics"],
  kind: [
    ...["ServiceAccount", "User", "Group", "Role", "ClusterRole", "serviceaccount", "user"],
    ...["group", "Robot", "", "PersistentVolumeClaim", "Deployment", "Event", "ConfigMap"],
  ],
  apiVersion: ["v1", "apps/v1", "", "a/b/c", "x/", "batch/v1"],
  operator: [...["In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt", "Equal", "", "in", "Exists"]],
  key: ["app", "tier", "example.com/x", "a b", "", "x".repeat(64), "topology.kubernetes.io/zone"],
  values: ["a", "b", "", "a b", "x".repeat(64)],
  cidr: [
    ...["10.0.0.0/8", "10.0.0.1/8", "fd00::/8", "010.0.0.0/8", "10.0.0.0/08", "10.0.0.0", "x"],
    ...["::ffff:10.0.0.0/104", "::ffff:10.0.0.0/8", "10.0.0.0/33", "fd00::/129", ""],
  ],
  except: [
    "10.1.0.0/16",
    "10.0.0.0/8",
    "11.0.0.0/16",
    "fd00::/9",
    "10.1.0.1/16",
    "::ffff:10.1.0.0/112",
    "x",
  ],
  protocol: ["TCP", "UDP", "SCTP", "", "tcp", "ICMP"],
  policyTypes: ["Ingress", "Egress", "ingress", ""],
  "matchLabels*": ["web", "db", "", "a b", "x".repeat(64)],
  "labels*": ["web", "db", "", "a b", "x".repeat(64)],
  "annotations*": ["x", "", "anything at all", "unconfined", "runtime/default", "localhost/x"],
};

const LABEL_KEYS = ["app", "tier", "example.com/x", "a b", "", "/x", "x/", "x/y/z", "Bad_/x"];

/** By the name of a field that is a map, its keys. */
export const KEY_VALUES: Readonly<Record<string, readonly string[]>> = {
  labels: LABEL_KEYS,
  matchLabels: LABEL_KEYS,
  annotations: [...LABEL_KEYS, "UPPER/Case", "İx"],
};
