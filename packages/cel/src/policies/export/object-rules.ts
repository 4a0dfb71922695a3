import { type ExportedRule, object } from "./rule.ts";

/*
 * Rules on objects other than workloads.
 */

const AUTOSCALER = ["autoscaling/HorizontalPodAutoscaler"];
const CRON_JOB = ["batch/CronJob"];
const INGRESS = ["networking.k8s.io/Ingress"];
const SERVICE = ["Service"];

const TLS_ELSEWHERE =
  "['alb.ingress.kubernetes.io/certificate-arn', 'ingress.gcp.kubernetes.io/pre-shared-cert', 'networking.gke.io/managed-certificates'].exists(a, a in object.metadata.?annotations.orValue({}))";

export const OBJECT_RULES: readonly ExportedRule[] = [
  object(
    "default-service-account-mounts-token",
    ["ServiceAccount"],
    "service account default mounts its token into every pod that names no account",
    "object.metadata.?name.orValue('') != 'default' || object.?automountServiceAccountToken.orValue(true) == false",
  ),
  object(
    "service-account-token-secret",
    ["Secret"],
    "secret holds a token of a service account that never expires",
    "object.?type.orValue('') != 'kubernetes.io/service-account-token'",
  ),
  object(
    "naked-pod",
    ["Pod"],
    "pod belongs to no controller",
    "object.metadata.?ownerReferences.orValue([]).exists(o, o.?controller.orValue(false) == true) || object.metadata.?labels.?tier.orValue('') == 'control-plane' || ['kubernetes.io/config.mirror', 'kubernetes.io/config.source', 'helm.sh/hook'].exists(a, a in object.metadata.?annotations.orValue({}))",
  ),
  object(
    "autoscaler-minimum-low",
    AUTOSCALER,
    "autoscaler keeps 1 pod",
    "object.spec.?minReplicas.orValue(2) != 1",
  ),
  object(
    "autoscaler-minimum-unset",
    AUTOSCALER,
    "minReplicas is not set, and defaults to 1",
    "has(object.spec.minReplicas)",
  ),
  object(
    "autoscaler-range-empty",
    AUTOSCALER,
    "autoscaler may add no pods",
    "!has(object.spec.maxReplicas) || object.spec.?minReplicas.orValue(1) != object.spec.maxReplicas",
  ),
  object(
    "cron-job-concurrent",
    CRON_JOB,
    "concurrencyPolicy is Allow",
    "!(object.spec.?concurrencyPolicy.orValue('Allow') in ['', 'Allow'])",
  ),
  object(
    "cron-job-deadline-missing",
    CRON_JOB,
    "cron job has no startingDeadlineSeconds of 10 or more",
    "object.spec.?startingDeadlineSeconds.orValue(0) >= 10",
  ),
  object(
    "disruption-budget-unhealthy-pods-kept",
    ["policy/PodDisruptionBudget"],
    "unhealthyPodEvictionPolicy is not AlwaysAllow",
    "object.spec.?unhealthyPodEvictionPolicy.orValue('') == 'AlwaysAllow'",
  ),
  object(
    "job-lifetime-missing",
    ["batch/Job"],
    "ttlSecondsAfterFinished is not set",
    "has(object.spec.ttlSecondsAfterFinished) || object.metadata.?ownerReferences.orValue([]).exists(o, o.?controller.orValue(false) == true)",
  ),
  object(
    "service-external-ips",
    SERVICE,
    "the Service sets externalIPs",
    "object.spec.?externalIPs.orValue([]).size() == 0",
  ),
  object(
    "service-external-traffic-policy",
    SERVICE,
    "pods see the address of a node instead of the client's",
    "!(object.spec.?type.orValue('') in ['LoadBalancer', 'NodePort']) || object.spec.?externalTrafficPolicy.orValue('') == 'Local'",
  ),
  object(
    "service-node-port",
    SERVICE,
    "the Service opens a port on every node",
    "object.spec.?type.orValue('') != 'NodePort'",
  ),
  object(
    "ingress-catch-all-host",
    INGRESS,
    "a rule takes requests for every host",
    "object.spec.?rules.orValue([]).all(r, !(r.?host.orValue('') in ['', '*']))",
  ),
  object(
    "ingress-without-tls",
    INGRESS,
    "a host has no TLS",
    `${TLS_ELSEWHERE} || ((object.spec.?rules.orValue([]).size() > 0 || object.spec.?tls.orValue([]).size() > 0) && object.spec.?rules.orValue([]).all(r, object.spec.?tls.orValue([]).exists(t, t.?hosts.orValue([]).size() == 0 || (r.?host.orValue('') != '' && (r.host in t.hosts || '*' + (r.host.indexOf('.') < 0 ? r.host : r.host.substring(r.host.indexOf('.'))) in t.hosts)))))`,
  ),
  object(
    "ingress-nginx-snippets-allowed",
    ["ConfigMap"],
    "every Ingress may set snippet annotations",
    "object.?data[?'allow-snippet-annotations'].orValue('false') == 'false'",
  ),
];
