import type { JsonValue } from "../kubernetes/json.ts";
import { at, items, pairs, text, texts } from "./json.ts";

/*
 * What in a pod may give its node away, coarser than the engine has it: whatever the Pod Security Standards' level baseline forbids. What
 * is none of it gives nothing, so that a no of this reading is a no.
 */

const HARMLESS_CAPABILITIES = new Set(
  "AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID SYS_CHROOT".split(
    " ",
  ),
);

/** The first field that the level baseline forbids, as a clause. */
export function escapeIn(spec: JsonValue): string | undefined {
  for (const field of ["hostPID", "hostIPC", "hostNetwork"])
    if (at(spec, field) === true) return field;
  if (at(spec, "securityContext.windowsOptions.hostProcess") === true) return "hostProcess";
  const volume = items(spec, "volumes").find((each) => at(each, "hostPath") !== undefined);
  if (volume !== undefined) return `hostPath ${text(volume, "hostPath.path")}`;
  for (const list of ["initContainers", "containers", "ephemeralContainers"])
    for (const container of items(spec, list)) {
      const found = escapeOf(container);
      if (found !== undefined) return found;
    }
  return undefined;
}

function escapeOf(container: JsonValue): string | undefined {
  if (at(container, "securityContext.privileged") === true) return "privileged";
  if (at(container, "securityContext.windowsOptions.hostProcess") === true) return "hostProcess";
  const capability = texts(container, "securityContext.capabilities.add").find(
    (each) => !HARMLESS_CAPABILITIES.has(each.toUpperCase().replace(/^CAP_/, "")),
  );
  if (capability !== undefined) return `capability ${capability}`;
  const mount = text(container, "securityContext.procMount");
  return mount === "" || mount === "Default" ? undefined : "procMount";
}

/** Whether a namespace surely refuses such pods: it enforces baseline or restricted. */
export function refusesEscapes(namespace: JsonValue | undefined): boolean {
  const level = pairs(namespace, "metadata.labels").get("pod-security.kubernetes.io/enforce");
  return level === "baseline" || level === "restricted";
}

/** Whether a field surely gives the node; of the others only the engine knows what they give. */
export function isSure(escape: string): boolean {
  return ["privileged", "hostProcess", "capability SYS_ADMIN", "hostPath /"].includes(escape);
}
