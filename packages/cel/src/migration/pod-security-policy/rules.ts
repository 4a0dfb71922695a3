import {
  isJsonObject,
  type JsonObject,
  listAt,
  objectAt,
  textAt,
  textsAt,
  valueAt,
} from "@watertight/core/kubernetes";
import { allOf, anyOf, literal, not } from "../cel-text.ts";
import type { Notes } from "../notes.ts";

/*
 * What a PodSecurityPolicy (policy/v1beta1) lets pass, after kubernetes v1.24's pkg/security/podsecuritypolicy. It also filled in what
 * Pods left out before it asked: a policy that validates does not, so that Pods have to say it themselves.
 */

const SPEC = "variables.spec";
const POD = "variables.pod";

/** The conditions of one PodSecurityPolicy. */
export function conditionsOf(policy: JsonObject, notes: Notes): readonly string[] {
  const spec = objectAt(policy, "spec");
  return [
    ...hostRules(spec),
    ...containerRules(spec, notes),
    ...volumeRules(spec, notes),
    ...userRules(spec, notes),
    ...annotationRules(objectAt(policy, "metadata", "annotations"), notes),
  ].filter((each) => each !== "true");
}

function isTrue(spec: JsonObject, field: string): boolean {
  return valueAt(spec, field) === true;
}

function everyContainer(test: string): string {
  return test === "true" ? "true" : `variables.containers.all(c, ${test})`;
}

interface Range {
  readonly min: number;
  readonly max: number;
}

function rangesOf(list: readonly unknown[]): readonly Range[] {
  return list.filter(isJsonObject).map((each) => ({
    min: Number(each["min"] ?? 0),
    max: Number(each["max"] ?? 0),
  }));
}

function isWithin(value: string, ranges: readonly Range[]): string {
  return anyOf(ranges.map(({ min, max }) => `${value} >= ${min} && ${value} <= ${max}`));
}

function hostRules(spec: JsonObject): readonly string[] {
  const ports = rangesOf(listAt(spec, "hostPorts"));
  const port = anyOf([`p.?hostPort.orValue(0) == 0`, isWithin("p.hostPort", ports)]);
  return [
    ...["hostNetwork", "hostPID", "hostIPC"].map((field) =>
      isTrue(spec, field) ? "true" : `!${SPEC}.?${field}.orValue(false)`,
    ),
    everyContainer(`c.?ports.orValue([]).all(p, ${port})`),
  ];
}

function listedNames(list: readonly string[], value: string): string {
  return list.includes("*") ? "true" : `${value} in ${literal([...list])}`;
}

function containerRules(spec: JsonObject, notes: Notes): readonly string[] {
  const own = "c.?securityContext";
  const allowed = [
    ...textsAt(spec, "allowedCapabilities"),
    ...textsAt(spec, "defaultAddCapabilities"),
  ];
  const dropped = textsAt(spec, "requiredDropCapabilities");
  const mounts = textsAt(spec, "allowedProcMountTypes");
  const escalates = valueAt(spec, "allowPrivilegeEscalation") !== false;
  noteDefaults(spec, notes);
  return [
    isTrue(spec, "privileged") ? "true" : everyContainer(`!${own}.?privileged.orValue(false)`),
    everyContainer(
      allOf([`${own}.?capabilities.?add.orValue([]).all(a, ${listedNames(allowed, "a")})`]),
    ),
    dropped.length === 0
      ? "true"
      : everyContainer(
          `${literal([...dropped])}.all(d, d in ${own}.?capabilities.?drop.orValue([]))`,
        ),
    isTrue(spec, "readOnlyRootFilesystem")
      ? everyContainer(`${own}.?readOnlyRootFilesystem.orValue(false)`)
      : "true",
    escalates ? "true" : everyContainer(`${own}.?allowPrivilegeEscalation.orValue(true) == false`),
    everyContainer(
      listedNames(
        mounts.length === 0 ? ["Default"] : mounts,
        `${own}.?procMount.orValue('Default')`,
      ),
    ),
    sysctlRule(spec),
    ...runtimeRules(spec),
  ];
}

function noteDefaults(spec: JsonObject, notes: Notes): void {
  const filled = [
    ["defaultAddCapabilities", "capabilities.add"],
    ["requiredDropCapabilities", "capabilities.drop"],
    ["defaultAllowPrivilegeEscalation", "allowPrivilegeEscalation"],
  ].filter(([field = ""]) => valueAt(spec, field) !== undefined);
  const strict = ["runAsUser", "runAsGroup", "fsGroup", "supplementalGroups", "seLinux"].filter(
    (field) => textAt(spec, field, "rule").startsWith("MustRunAs"),
  );
  const names = [...filled.map(([, name = ""]) => name), ...strict];
  if (names.length > 0) {
    notes.remark(
      `it filled in ${names.join(", ")} where Pods said nothing: now they have to say it`,
    );
  }
}

/** Sysctls that kubelets took for safe when PodSecurityPolicy ended. */
const SAFE_SYSCTLS = [
  "kernel.shm_rmid_forced",
  "net.ipv4.ip_local_port_range",
  "net.ipv4.ip_unprivileged_port_start",
  "net.ipv4.ping_group_range",
  "net.ipv4.tcp_syncookies",
];

function sysctlTest(patterns: readonly string[]): string {
  return anyOf(
    patterns.map((each) =>
      each.endsWith("*")
        ? `s.name.startsWith(${literal(each.slice(0, -1))})`
        : `s.name == ${literal(each)}`,
    ),
  );
}

function sysctlRule(spec: JsonObject): string {
  const forbidden = sysctlTest(textsAt(spec, "forbiddenSysctls"));
  const unsafe = sysctlTest(textsAt(spec, "allowedUnsafeSysctls"));
  const allowed = anyOf([`s.name in ${literal(SAFE_SYSCTLS)}`, unsafe]);
  return `${POD}.?sysctls.orValue([]).all(s, ${allOf([not(forbidden), allowed])})`;
}

function runtimeRules(spec: JsonObject): readonly string[] {
  if (valueAt(spec, "runtimeClass") === undefined) {
    return [];
  }
  const allowed = textsAt(spec, "runtimeClass", "allowedRuntimeClassNames");
  const name = `${SPEC}.?runtimeClassName`;
  return [anyOf([`!${name}.hasValue()`, listedNames(allowed, `${name}.orValue('')`)])];
}

/** A source of the volume that the API server mounts for an account: its token, the certificates of the cluster, the namespace. */
const PROJECTED = [
  "!has(s.secret) && !has(s.clusterTrustBundle) && !has(s.podCertificate)",
  "(!has(s.serviceAccountToken) || s.serviceAccountToken.path == 'token' && s.serviceAccountToken.?audience.orValue('') == '')",
  "(!has(s.configMap) || s.configMap.?name.orValue('') == 'kube-root-ca.crt')",
  "(!has(s.downwardAPI) || s.downwardAPI.?items.orValue([]).all(i, i.path == 'namespace' && i.?fieldRef.?fieldPath.orValue('') == 'metadata.namespace'))",
];

function volumeRules(spec: JsonObject, notes: Notes): readonly string[] {
  const types = textsAt(spec, "volumes");
  const volumes = `${SPEC}.?volumes.orValue([])`;
  const kinds = [...types, "name"];
  // What the API server itself mounts is projected, and counts as a secret.
  const isToken = `v.?projected.?sources.orValue([]).all(s, ${PROJECTED.join(" && ")})`;
  const hasType = `dyn(v).all(k, ${listedNames(kinds, "k")})`;
  const token = types.includes("secret") ? `has(v.projected) && ${isToken}` : "false";
  const drivers = (field: string): readonly string[] =>
    listAt(spec, field).map((each) =>
      textAt(each, field === "allowedCSIDrivers" ? "name" : "driver"),
    );
  const [flex, csi] = [drivers("allowedFlexVolumes"), drivers("allowedCSIDrivers")];
  return [
    types.includes("*") ? "true" : `${volumes}.all(v, ${anyOf([hasType, token])})`,
    flex.length === 0
      ? "true"
      : `${volumes}.all(v, !has(v.flexVolume) || ${listedNames(flex, "v.flexVolume.driver")})`,
    csi.length === 0
      ? "true"
      : `${volumes}.all(v, !has(v.csi) || ${listedNames(csi, "v.csi.driver")})`,
    hostPathRule(spec, volumes, notes),
  ];
}

function hostPathRule(spec: JsonObject, volumes: string, notes: Notes): string {
  const allowed = listAt(spec, "allowedHostPaths").filter(isJsonObject);
  const tests = allowed.map((each) => {
    const prefix = textAt(each, "pathPrefix").replace(/\/+$/, "");
    const under = `(v.hostPath.path + '/').startsWith(${literal(`${prefix}/`)})`;
    const isRead =
      "variables.containers.all(c, c.?volumeMounts.orValue([]).all(m, m.name != v.name || m.?readOnly.orValue(false)))";
    return allOf([under, isTrue(each, "readOnly") ? isRead : "true"]);
  });
  if (tests.length === 0) {
    return "true";
  }
  notes.remark("host paths with .. in them are refused by the API server itself");
  return `${volumes}.all(v, ${anyOf(["!has(v.hostPath)", ...tests])})`;
}

function effective(field: string): string {
  return `c.?securityContext.?${field}.or(${POD}.?${field})`;
}

function idRule(spec: JsonObject, field: string, value: string, notes: Notes): string {
  const ranges = rangesOf(listAt(spec, field, "ranges"));
  const within = `${value}.optMap(i, ${isWithin("i", ranges)})`;
  switch (textAt(spec, field, "rule")) {
    case "":
    case "RunAsAny":
      return "true";
    case "MustRunAs":
      return `${within}.orValue(false)`;
    case "MayRunAs":
      return `${within}.orValue(true)`;
    case "MustRunAsNonRoot":
      return `${value}.optMap(i, i != 0).orValue(${effective("runAsNonRoot")}.orValue(false))`;
    default:
      return notes.refuse(`${field} has a rule that the API does not know`);
  }
}

function userRules(spec: JsonObject, notes: Notes): readonly string[] {
  const groups = rangesOf(listAt(spec, "supplementalGroups", "ranges"));
  const each = `${POD}.?supplementalGroups.orValue([])`;
  const rule = textAt(spec, "supplementalGroups", "rule");
  const within = `${each}.all(g, ${isWithin("g", groups)})`;
  return [
    everyContainer(idRule(spec, "runAsUser", effective("runAsUser"), notes)),
    everyContainer(idRule(spec, "runAsGroup", effective("runAsGroup"), notes)),
    idRule(spec, "fsGroup", `${POD}.?fsGroup`, notes),
    rule === "MustRunAs"
      ? allOf([`${each}.size() > 0`, within])
      : rule === "MayRunAs"
        ? within
        : "true",
    selinuxRule(spec),
  ];
}

function selinuxRule(spec: JsonObject): string {
  if (textAt(spec, "seLinux", "rule") !== "MustRunAs") {
    return "true";
  }
  const options = effective("seLinuxOptions");
  const wanted = objectAt(spec, "seLinux", "seLinuxOptions");
  const same = ["user", "role", "type", "level"].map(
    (field) => `o.?${field}.orValue('') == ${literal(textAt(wanted, field))}`,
  );
  return everyContainer(`${options}.optMap(o, ${allOf(same)}).orValue(false)`);
}

const SECCOMP = "seccomp.security.alpha.kubernetes.io/allowedProfileNames";
const APPARMOR = "apparmor.security.beta.kubernetes.io/allowedProfileNames";

function profilesIn(annotations: JsonObject, name: string): readonly string[] {
  return textAt(annotations, name)
    .split(",")
    .map((each) => each.trim())
    .filter((each) => each !== "");
}

function annotationRules(annotations: JsonObject, notes: Notes): readonly string[] {
  const seccomp = profilesIn(annotations, SECCOMP);
  const apparmor = profilesIn(annotations, APPARMOR);
  if (apparmor.length > 0) {
    notes.remark("AppArmor profiles are asked in their fields, not in the annotations of before");
  }
  return [
    seccomp.includes("*") ? "true" : everyContainer(profileRule("seccompProfile", seccomp)),
    apparmor.length === 0 ? "true" : everyContainer(profileRule("appArmorProfile", apparmor)),
  ];
}

/** Without a list of profiles none may be set. */
function profileRule(field: string, profiles: readonly string[]): string {
  const tests = profiles.map((each) => {
    if (each === "runtime/default" || each === "docker/default") {
      return "p.type == 'RuntimeDefault'";
    }
    return each === "unconfined"
      ? "p.type == 'Unconfined'"
      : allOf([
          "p.type == 'Localhost'",
          each === "localhost/*"
            ? "true"
            : `p.?localhostProfile.orValue('') == ${literal(each.replace(/^localhost\//, ""))}`,
        ]);
  });
  const isUnset = profiles.length === 0 || profiles.includes("unconfined");
  return `${effective(field)}.optMap(p, ${anyOf(tests)}).orValue(${isUnset})`;
}
