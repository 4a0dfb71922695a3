/** Which detections answer to a rule of panther-analysis (https://github.com/panther-labs/panther-analysis). */
export const LABELLED_BY: ReadonlyMap<string, readonly string[]> = new Map([
  ["Amazon.EKS.Audit.Multiple403", ["denied-from-public-address"]],
  ["GCP.K8s.IOC.Activity", ["address-on-list"]],
  ["GCP.K8s.Pod.Using.Host.PID.Namespace", ["pod-host-pid"]],
  // Its rule asks for root as well.
  ["GCP.K8S.Privileged.Pod.Created", ["privileged-pod", "pod-may-run-as-root"]],
  ["Kubernetes.AdmissionController.Created", ["admission-webhook-created"]],
  ["Kubernetes.API.AnonymousAccess", ["anonymous-request-allowed"]],
  ["Kubernetes.CronJob.CreatedOrModified", ["cron-job-written"]],
  ["Kubernetes.DaemonSet.Created", ["daemon-set-created"]],
  ["Kubernetes.Pod.Exec", ["exec-into-pod"]],
  ["Kubernetes.Pod.Host.IPC", ["pod-host-ipc"]],
  ["Kubernetes.Pod.HostPath.Volume", ["pod-host-path"]],
  ["Kubernetes.Role.PodExec", ["role-with-exec"]],
  ["Kubernetes.Secret.AccessDenied", ["secret-read-denied"]],
  // Its rule counts reads that were refused, too.
  ["Kubernetes.BulkSecretAccess", ["secrets-read", "secret-read-denied"]],
  ["Kubernetes.ServiceAccount.TokenCreated", ["service-account-token-requested"]],
  ["Kubernetes.System.Principal.PublicIP", ["system-identity-from-public-address"]],
]);

/** Labels that differ from ours, as `rule: test`, each with the reason. */
export const LABEL_DIFFERENCES: ReadonlyMap<string, string> = new Map([]);
