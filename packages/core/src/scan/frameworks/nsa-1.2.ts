import { controlsOf, type Framework } from "./framework.ts";

/** NSA/CISA Kubernetes Hardening Guide 1.2; ids are its headings. */
export const NSA_1_2: Framework = {
  id: "nsa-1.2",
  title: "NSA/CISA Kubernetes Hardening Guide 1.2",
  controls: [
    ...controlsOf("nsa-1.2", "objects", [
      ["Non-root containers and rootless container engines", "Containers do not run as root"],
      ["Immutable container file systems", "Root file systems are read-only"],
      ["Pod security enforcement", "Pod Security Standards are enforced"],
      ["Protecting Pod service account tokens", "Service account tokens mounted only where needed"],
    ]),
    ...controlsOf("nsa-1.2", "partly", [
      ["Hardening container environments", "Sandboxes, seccomp, AppArmor and SELinux"],
      ["Building secure container images", "Images are small, scanned and trusted"],
      ["Namespaces", "Namespaces separate teams and applications"],
      ["Network policies", "Traffic is denied unless it is allowed"],
      ["Resource policies", "Limits for pods and namespaces"],
      ["Secrets", "Secrets are encrypted and not hard-coded"],
      ["Authentication and authorization", "Strong authentication and least privilege"],
      ["Role-based access control", "Least privilege for each subject"],
    ]),
    ...controlsOf("nsa-1.2", "elsewhere", [
      ["Control plane hardening", "Access to the control plane is restricted"],
      ["Etcd", "Only the API server reaches etcd"],
      ["Kubeconfig Files", "Kubeconfig files are protected"],
      ["Worker node segmentation", "Nodes are in a network segment of their own"],
      ["Encryption", "Traffic is encrypted"],
      ["Protecting sensitive cloud infrastructure", "Pods do not reach the cloud metadata service"],
    ]),
    ...controlsOf("nsa-1.2", "manual", [
      ["Authentication", "Anonymous requests off, strong user authentication"],
      ["Audit logging", "Audit logs are enabled and kept"],
      ["Threat detection", "Logs are monitored"],
      ["Upgrading and application security practices", "Patching, scanning and testing"],
    ]),
  ],
};
