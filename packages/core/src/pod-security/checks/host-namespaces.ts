import type { PodSecurityCheck, PodSecurityPod, Refusal } from "../check.ts";

/** The network, process and IPC namespaces of the node are forbidden (baseline, v1.0). */
export const hostNamespaces: PodSecurityCheck = {
  id: "host-namespaces",
  name: "hostNamespaces",
  level: "baseline",
  versions: [{ since: "v1.0", evaluate }],
};

function evaluate({ spec }: PodSecurityPod): Refusal | undefined {
  const fields = (["hostNetwork", "hostPID", "hostIPC"] as const).filter((field) => spec[field]);
  if (fields.length === 0) return undefined;
  return {
    reason: "host namespaces",
    detail: fields.map((field) => `${field}=true`).join(", "),
    paths: fields.map((field) => ["spec", field]),
  };
}
