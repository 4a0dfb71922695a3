import {
  type JsonObject,
  listAt,
  objectAt,
  textAt,
  textsAt,
  valueAt,
} from "@watertight/core/kubernetes";

/*
 * The Pod Security level that a PodSecurityPolicy comes to: the strictest whose main controls it has.
 */

export type Level = "baseline" | "privileged" | "restricted";

const BASELINE_CAPABILITIES = new Set(
  "AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID SYS_CHROOT".split(
    " ",
  ),
);
const RESTRICTED_VOLUMES = new Set(
  "configMap csi downwardAPI emptyDir ephemeral persistentVolumeClaim projected secret".split(" "),
);

function capabilitiesOf(spec: JsonObject): readonly string[] {
  return [...textsAt(spec, "allowedCapabilities"), ...textsAt(spec, "defaultAddCapabilities")];
}

function isBaseline(spec: JsonObject): boolean {
  const volumes = textsAt(spec, "volumes");
  return (
    ["privileged", "hostNetwork", "hostPID", "hostIPC"].every(
      (field) => valueAt(spec, field) !== true,
    ) &&
    listAt(spec, "hostPorts").every((each) => valueAt(each, "max") === 0) &&
    !volumes.some((each) => each === "*" || each === "hostPath") &&
    capabilitiesOf(spec).every((each) => BASELINE_CAPABILITIES.has(each)) &&
    textsAt(spec, "allowedUnsafeSysctls").length === 0
  );
}

function isRestricted(spec: JsonObject): boolean {
  const user = objectAt(spec, "runAsUser");
  const rule = textAt(user, "rule");
  const ranges = listAt(user, "ranges");
  const isNotRoot =
    rule === "MustRunAsNonRoot" ||
    (rule === "MustRunAs" && ranges.every((each) => Number(valueAt(each, "min") ?? 0) > 0));
  return (
    isNotRoot &&
    valueAt(spec, "allowPrivilegeEscalation") === false &&
    textsAt(spec, "requiredDropCapabilities").includes("ALL") &&
    capabilitiesOf(spec).every((each) => each === "NET_BIND_SERVICE") &&
    textsAt(spec, "volumes").every((each) => RESTRICTED_VOLUMES.has(each))
  );
}

export function levelOf(policy: JsonObject): Level {
  const spec = objectAt(policy, "spec");
  if (!isBaseline(spec)) {
    return "privileged";
  }
  return isRestricted(spec) ? "restricted" : "baseline";
}
