import {
  isJsonObject,
  type JsonObject,
  listAt,
  textAt,
  textsAt,
} from "@watertight/core/kubernetes";
import { allOf, anyOf, fitsOne } from "../cel-text.ts";
import type { Notes } from "../notes.ts";

/*
 * `validate.podSecurity`: the Pod Security Standards of k8s.io/pod-security-admission v0.36, which Kyverno calls, but for what they
 * spare Pods with a user namespace of their own.
 */

interface Control {
  /** As Kyverno names it. */
  readonly name: string;
  readonly level: "baseline" | "restricted";
  /** What holds of a container `c`. */
  readonly container?: string;
  /** What holds of the pod. */
  readonly pod?: string;
}

const OWN = "c.?securityContext";
const BASELINE_ADDED =
  "['AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT']";
const SELINUX_TYPES =
  "['', 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t']";
const SYSCTLS =
  "['kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.tcp_syncookies', 'net.ipv4.ping_group_range', 'net.ipv4.ip_unprivileged_port_start', 'net.ipv4.ip_local_reserved_ports', 'net.ipv4.tcp_keepalive_time', 'net.ipv4.tcp_fin_timeout', 'net.ipv4.tcp_keepalive_intvl', 'net.ipv4.tcp_keepalive_probes', 'net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem']";
const VOLUMES =
  "['name', 'configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'image', 'persistentVolumeClaim', 'projected', 'secret']";
const CONFINED = "['RuntimeDefault', 'Localhost']";
const WINDOWS = "SPEC.?os.?name.orValue('') == 'windows'";

function noHost(handler: string): string {
  return ["httpGet", "tcpSocket"]
    .map((action) => `${handler}.?${action}.?host.orValue('') == ''`)
    .join(" && ");
}

function selinux(context: string): string {
  const options = `${context}.?seLinuxOptions`;
  return `${options}.?type.orValue('') in ${SELINUX_TYPES} && ${options}.?user.orValue('') == '' && ${options}.?role.orValue('') == ''`;
}

function confined(context: string, field: string): string {
  return `!${context}.?${field}.hasValue() || ${context}.?${field}.?type.orValue('') in ${CONFINED}`;
}

const POD = "SPEC.?securityContext";
const ANNOTATIONS = "ROOT.?metadata.?annotations.orValue({})";
const APPARMOR = "'container.apparmor.security.beta.kubernetes.io/'";

const CONTROLS: readonly Control[] = [
  {
    name: "HostProcess",
    level: "baseline",
    container: `!${OWN}.?windowsOptions.?hostProcess.orValue(false)`,
    pod: `!${POD}.?windowsOptions.?hostProcess.orValue(false)`,
  },
  {
    name: "Host Namespaces",
    level: "baseline",
    pod: "!SPEC.?hostNetwork.orValue(false) && !SPEC.?hostPID.orValue(false) && !SPEC.?hostIPC.orValue(false)",
  },
  {
    name: "Privileged Containers",
    level: "baseline",
    container: `!${OWN}.?privileged.orValue(false)`,
  },
  {
    name: "Capabilities",
    level: "baseline",
    container: `${OWN}.?capabilities.?add.orValue([]).all(a, a in ${BASELINE_ADDED})`,
  },
  {
    name: "HostPath Volumes",
    level: "baseline",
    pod: "SPEC.?volumes.orValue([]).all(v, !has(v.hostPath))",
  },
  {
    name: "Host Ports",
    level: "baseline",
    container: "c.?ports.orValue([]).all(p, p.?hostPort.orValue(0) == 0)",
  },
  {
    name: "Host Probes / Lifecycle Hooks",
    level: "baseline",
    container: [
      ...["livenessProbe", "readinessProbe", "startupProbe"].map((probe) => noHost(`c.?${probe}`)),
      ...["postStart", "preStop"].map((hook) => noHost(`c.?lifecycle.?${hook}`)),
    ].join(" && "),
  },
  {
    name: "AppArmor",
    level: "baseline",
    container: confined(OWN, "appArmorProfile"),
    pod: `(${confined(POD, "appArmorProfile")}) && ${ANNOTATIONS}.all(k, !k.startsWith(${APPARMOR}) || ${ANNOTATIONS}[k] in ['', 'runtime/default'] || ${ANNOTATIONS}[k].startsWith('localhost/'))`,
  },
  { name: "SELinux", level: "baseline", container: selinux(OWN), pod: selinux(POD) },
  {
    name: "/proc Mount Type",
    level: "baseline",
    container: `${OWN}.?procMount.orValue('Default') == 'Default'`,
  },
  {
    name: "Seccomp",
    level: "baseline",
    container: confined(OWN, "seccompProfile"),
    pod: confined(POD, "seccompProfile"),
  },
  {
    name: "Sysctls",
    level: "baseline",
    pod: `${POD}.?sysctls.orValue([]).all(s, s.name in ${SYSCTLS})`,
  },
  {
    name: "Volume Types",
    level: "restricted",
    pod: `SPEC.?volumes.orValue([]).all(v, dyn(v).all(k, k in ${VOLUMES}))`,
  },
  {
    name: "Privilege Escalation",
    level: "restricted",
    container: `${WINDOWS} || ${OWN}.?allowPrivilegeEscalation.orValue(true) == false`,
  },
  {
    name: "Running as Non-root",
    level: "restricted",
    container: `${OWN}.?runAsNonRoot.orValue(${POD}.?runAsNonRoot.orValue(false))`,
    pod: `${POD}.?runAsNonRoot.orValue(true)`,
  },
  {
    name: "Running as Non-root user",
    level: "restricted",
    container: `${OWN}.?runAsUser.orValue(1) != 0`,
    pod: `${POD}.?runAsUser.orValue(1) != 0`,
  },
  {
    name: "Seccomp",
    level: "restricted",
    container: `${WINDOWS} || ${OWN}.?seccompProfile.hasValue() || ${POD}.?seccompProfile.hasValue()`,
  },
  {
    name: "Capabilities",
    level: "restricted",
    container: `${WINDOWS} || 'ALL' in ${OWN}.?capabilities.?drop.orValue([]) && ${OWN}.?capabilities.?add.orValue([]).all(a, a == 'NET_BIND_SERVICE')`,
  },
];

/** Whose exclusion is all of the container, or all of the pod. */
const OF_CONTAINERS = new Set([
  "Capabilities",
  "Host Ports",
  "Privileged Containers",
  "Privilege Escalation",
  "/proc Mount Type",
]);
const OF_PODS = new Set(["Host Namespaces", "HostPath Volumes", "Sysctls", "Volume Types"]);

interface Exclusion {
  readonly control: string;
  readonly images: readonly string[];
}

function exclusionsOf(given: JsonObject, notes: Notes): readonly Exclusion[] {
  return listAt(given, "exclude")
    .filter(isJsonObject)
    .map((each) => {
      const [control, images] = [textAt(each, "controlName"), textsAt(each, "images")];
      const known = images.length > 0 ? OF_CONTAINERS : OF_PODS;
      if (
        !known.has(control) ||
        each["restrictedField"] !== undefined ||
        each["values"] !== undefined
      ) {
        notes.refuse(`the exclusion of a part of the control ${control} is not translated`);
      }
      return { control, images };
    });
}

const VERSIONS = /^(?:latest|v1[.]3[456])?$/;

/** What holds of a pod that the level lets pass. */
export function podSecurity(given: JsonObject, root: string, notes: Notes): string {
  const level = textAt(given, "level");
  if (!VERSIONS.test(textAt(given, "version")) || !["baseline", "restricted"].includes(level)) {
    return level === "privileged"
      ? "true"
      : notes.refuse(
          `the level ${level} of the version ${textAt(given, "version")} is not translated: Pod Security labels say it`,
        );
  }
  notes.remark("Pods with a user namespace of their own are spared nothing");
  const exclusions = exclusionsOf(given, notes);
  const wanted = CONTROLS.filter((each) => level === "restricted" || each.level === "baseline");
  return allOf(
    wanted.map((control) => {
      const own = exclusions.filter((each) => each.control === control.name);
      return controlTest(control, own, (text) =>
        text.replaceAll("SPEC", `${root}.?spec`).replaceAll("ROOT", root),
      );
    }),
  );
}

const LISTS = ["initContainers", "containers", "ephemeralContainers"];
const CONTAINERS = `(${LISTS.map((list) => `SPEC.?${list}.orValue([])`).join(" + ")})`;

function controlTest(
  { container, pod }: Control,
  exclusions: readonly Exclusion[],
  rooted: (text: string) => string,
): string {
  const isOut = exclusions.some(({ images }) => images.length === 0);
  const images = exclusions.flatMap((each) => [...each.images]);
  const spared = images.length === 0 ? "false" : fitsOne("c.?image.orValue('')", images);
  return allOf([
    pod === undefined || isOut ? "true" : rooted(pod),
    container === undefined
      ? "true"
      : `${rooted(CONTAINERS)}.all(c, ${anyOf([spared, rooted(container)])})`,
  ]);
}
