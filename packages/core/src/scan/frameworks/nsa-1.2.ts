import { controlsOf, type Framework } from "./framework.ts";

/** NSA/CISA Kubernetes Hardening Guide 1.2; ids are its headings. */
export const NSA_1_2: Framework = {
  id: "nsa-1.2",
  title: "NSA/CISA Kubernetes Hardening Guide 1.2",
  controls: [
    ...controlsOf("nsa-1.2", "objects", [
      ["Non-root containers and rootless container engines", "Containers do not run as root"],
      ["Immutable container file systems", "Root file systems are read-only"],
      ["Pod security enforcement", "Pods keep to a standard, and it is enforced"],
      ["Protecting Pod service account tokens", "No token where none is needed"],
    ]),
    ...controlsOf("nsa-1.2", "partly", [
      ["Hardening container environments", "Sandboxes, seccomp, AppArmor and SELinux"],
      ["Building secure container images", "Images are small, scanned and trusted"],
      ["Namespaces", "Namespaces separate teams and applications"],
      ["Network policies", "Traffic is denied unless it is allowed"],
      ["Resource policies", "Limits for pods and namespaces"],
      ["Secrets", "Secrets are encrypted and not in plain sight"],
      ["Authentication and authorization", "Strong authentication and few rights"],
      ["Role-based access control", "Few rights for each subject"],
    ]),
    ...controlsOf("nsa-1.2", "elsewhere", [
      ["Control plane hardening", "The control plane is out of reach"],
      ["Etcd", "Only the API server reaches etcd"],
      ["Kubeconfig Files", "Credentials of administrators are kept safe"],
      ["Worker node segmentation", "Nodes are apart from other networks"],
      ["Encryption", "Traffic is encrypted"],
      ["Protecting sensitive cloud infrastructure", "Pods do not reach the metadata of the cloud"],
    ]),
    ...controlsOf("nsa-1.2", "manual", [
      ["Authentication", "Anonymous requests are off, users are strong"],
      ["Audit logging", "There are audit logs, and they are kept"],
      ["Threat detection", "Somebody looks at the logs"],
      ["Upgrading and application security practices", "Patches, scans and tests"],
    ]),
  ],
};
