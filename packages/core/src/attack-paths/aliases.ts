import type { Evidence } from "../snapshot/verdict.ts";
import type { AttackStepId } from "./steps.ts";
import type { AttackStep } from "./steps-of.ts";

/** What KubeHound calls the same (github.com/DataDog/KubeHound, pkg/kubehound/graph/edge). */
const KUBEHOUND: Partial<Record<AttackStepId, readonly string[]>> = {
  "privileged-container": ["CE_PRIV_MOUNT", "CE_MODULE_LOAD"],
  "runtime-socket": ["EXPLOIT_CONTAINERD_SOCK"],
  "shared-processes": ["SHARE_PS_NAMESPACE"],
  "pod-token": ["IDENTITY_ASSUME"],
  "node-identity": ["IDENTITY_ASSUME"],
  impersonate: ["IDENTITY_IMPERSONATE"],
  "node-pods": ["POD_ATTACH"],
  "node-tokens": ["TOKEN_STEAL"],
  "create-workload": ["POD_CREATE"],
  "exec-in-pod": ["POD_EXEC"],
  "modify-pod": ["POD_PATCH"],
  bind: ["ROLE_BIND"],
  "read-secrets": ["TOKEN_LIST"],
  "network-connection": ["ENDPOINT_EXPLOIT"],
  "exposed-port": ["ENDPOINT_EXPLOIT"],
  "node-volumes": ["VOLUME_DISCOVER"],
};

/** Other tools' names for an edge. */
export function aliasesOf({ edge, proof }: Pick<AttackStep, "edge" | "proof">): readonly string[] {
  const names =
    edge === "capability" || edge === "host-path" ? byProof(edge, proof) : KUBEHOUND[edge];
  return (names ?? []).map((name) => `kubehound:${name}`);
}

function byProof(edge: AttackStepId, proof: readonly Evidence[]): readonly string[] {
  const said = proof.map(({ message }) => message).join(" ");
  if (edge === "capability") {
    if (/SYS_PTRACE/.test(said)) return ["CE_SYS_PTRACE"];
    return /SYS_MODULE/.test(said) ? ["CE_MODULE_LOAD"] : [];
  }
  if (/mounts \/proc/.test(said)) return ["CE_UMH_CORE_PATTERN", "EXPLOIT_HOST_WRITE"];
  if (/mounts \/var\/log/.test(said)) return ["CE_VAR_LOG_SYMLINK", "EXPLOIT_HOST_WRITE"];
  if (/mounts \/var\/lib\/kubelet/.test(said))
    return ["EXPLOIT_HOST_TRAVERSE", "EXPLOIT_HOST_WRITE"];
  return /writable/.test(said) ? ["EXPLOIT_HOST_WRITE"] : ["EXPLOIT_HOST_READ"];
}
