import type { ForeignTool } from "../../findings/exception.ts";

/** The ids of our checks for what another scanner calls it; none where nothing corresponds. */
export type Aliases = (tool: ForeignTool, id: string) => readonly string[];

/** What kubeaudit calls its overrides: they name what is allowed, not a check. */
const KUBEAUDIT: Readonly<Record<string, readonly string[]>> = {
  "allow-apparmor-disabled": ["apparmor-unconfined", "apparmor-missing"],
  "allow-automount-service-account-token": [
    "service-account-token-mounted",
    "default-service-account-used",
  ],
  "allow-image-tag-missing": ["image-tag-mutable"],
  "allow-limits": ["cpu-limit-missing", "memory-limit-missing"],
  "allow-namespace-host-IPC": ["host-ipc"],
  "allow-namespace-host-network": ["host-network"],
  "allow-namespace-host-PID": ["host-pid"],
  "allow-privilege-escalation": ["privilege-escalation-allowed"],
  "allow-privileged": ["privileged-container"],
  "allow-read-only-root-filesystem-false": ["root-filesystem-writable"],
  "allow-run-as-root": ["run-as-root", "run-as-non-root-missing"],
  "allow-seccomp-profile-missing": ["seccomp-missing", "seccomp-unconfined"],
};

/** Looks up the `aliases` of checks, as `checkov:CKV_K8S_16`; trivy's ids in each of their spellings. */
export function createAliases(
  checks: readonly { readonly id: string; readonly aliases?: readonly string[] }[],
): Aliases {
  const ids = new Map<string, string[]>();
  for (const { id, aliases = [] } of checks) {
    for (const alias of aliases) {
      const at = alias.indexOf(":");
      const key = keyOf(alias.slice(0, at), alias.slice(at + 1));
      ids.set(key, [...(ids.get(key) ?? []), id]);
    }
  }
  const known = new Set(checks.map(({ id }) => id));
  return (tool, id) => {
    const found = ids.get(keyOf(tool, id));
    if (found) return found;
    return tool === "kubeaudit" ? overridden(id).filter((check) => known.has(check)) : [];
  };
}

function overridden(id: string): readonly string[] {
  if (id.startsWith("allow-capability-")) return ["capabilities-added", "dangerous-capability"];
  return Object.hasOwn(KUBEAUDIT, id) ? (KUBEAUDIT[id] ?? []) : [];
}

/** trivy has written one check as AVD-KSV-0014, KSV-0014 and KSV014 over the years. */
function keyOf(tool: string, id: string): string {
  const name = id.toLowerCase();
  const ksv = tool === "trivy" ? /^(?:avd-)?(ksv|kcv)-?0*(\d+)$/.exec(name) : null;
  return ksv ? `trivy:${ksv[1] ?? ""}-${ksv[2] ?? ""}` : `${tool}:${name}`;
}
