import { CAPABILITY_GRANTS } from "@watertight/core/node-escape";
import { container, type ExportedRule, pod, texts, volume } from "./rule.ts";

/*
 * Rules on what a pod may, one a check of `pod-security`.
 */

const NOT_WINDOWS = "!variables.windows";
/** Users and groups of a pod with a user namespace of its own are none of the node. */
const NO_USER_NAMESPACE = "variables.spec.?hostUsers.orValue(true) != false";

/** A field of the security context, of the container or else of the pod. */
function effective(field: string): string {
  return `c.?securityContext.?${field}.or(variables.spec.?securityContext.?${field})`;
}

function own(field: string): string {
  return `c.?securityContext.?${field}`;
}

const ADDED = "c.?securityContext.?capabilities.?add.orValue([])";
const DROPPED = "c.?securityContext.?capabilities.?drop.orValue([])";

/** The name of a capability, however it is spelled. */
function nameOf(text: string): string {
  const upper = `${text}.upperAscii()`;
  return `(${upper}.startsWith('CAP_') && ${upper} != 'CAP_ALL' ? ${upper}.substring(4) : ${upper})`;
}

const BASELINE = texts(
  "AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID SYS_CHROOT".split(
    " ",
  ),
);
const DANGEROUS = texts(
  CAPABILITY_GRANTS.filter(({ reach }) => reach !== "trace").map(({ name }) => name),
);

const APPARMOR = "'container.apparmor.security.beta.kubernetes.io/'";
const CONFINED = texts(["RuntimeDefault", "Localhost"]);
const SELINUX = texts([
  "",
  "container_t",
  "container_init_t",
  "container_kvm_t",
  "container_engine_t",
]);
const SYSCTLS = texts(
  "kernel.shm_rmid_forced net.ipv4.ip_local_port_range net.ipv4.ip_local_reserved_ports net.ipv4.ip_unprivileged_port_start net.ipv4.ping_group_range net.ipv4.tcp_fin_timeout net.ipv4.tcp_keepalive_intvl net.ipv4.tcp_keepalive_probes net.ipv4.tcp_keepalive_time net.ipv4.tcp_notsent_lowat net.ipv4.tcp_rmem net.ipv4.tcp_slow_start_after_idle net.ipv4.tcp_syncookies net.ipv4.tcp_wmem".split(
    " ",
  ),
);
const VOLUME_TYPES =
  "configMap csi downwardAPI emptyDir ephemeral image persistentVolumeClaim projected secret hostPath".split(
    " ",
  );

/** Whether SELinux options are those of containers. */
function hasForbiddenSelinux(options: string): string {
  return `(!(${options}.?type.orValue('') in ${SELINUX}) || ${options}.?user.orValue('') != '' || ${options}.?role.orValue('') != '')`;
}

const HANDLERS = [
  "c.?livenessProbe",
  "c.?readinessProbe",
  "c.?startupProbe",
  "c.?lifecycle.?postStart",
  "c.?lifecycle.?preStop",
];

export const POD_RULES: readonly ExportedRule[] = [
  container(
    "privileged-container",
    "containers are privileged",
    `${own("privileged")}.orValue(false) == true`,
  ),
  container(
    "privilege-escalation-allowed",
    "containers do not set allowPrivilegeEscalation to false",
    `${NOT_WINDOWS} && ${own("allowPrivilegeEscalation")}.orValue(true) != false`,
  ),
  pod(
    "host-network",
    "pod shares the host's network namespace",
    "variables.spec.?hostNetwork.orValue(false) != true",
  ),
  pod(
    "host-pid",
    "pod shares the host's PID namespace",
    "variables.spec.?hostPID.orValue(false) != true",
  ),
  pod(
    "host-ipc",
    "pod shares the host's IPC namespace",
    "variables.spec.?hostIPC.orValue(false) != true",
  ),
  container(
    "host-port",
    "containers use host ports",
    "c.?ports.orValue([]).exists(p, p.?hostPort.orValue(0) != 0)",
  ),
  pod(
    "host-aliases",
    "pod has names in /etc/hosts of its own",
    "variables.spec.?hostAliases.orValue([]).size() == 0",
  ),
  container(
    "host-probe-or-lifecycle",
    "containers make the kubelet call hosts",
    HANDLERS.flatMap((handler) => [
      `${handler}.?httpGet.?host.orValue('') != ''`,
      `${handler}.?tcpSocket.?host.orValue('') != ''`,
    ]).join(" || "),
  ),
  pod(
    "host-users-not-isolated",
    "pod shares the host's user namespace",
    "variables.spec.?hostNetwork.orValue(false) == true || variables.spec.?hostPID.orValue(false) == true || variables.spec.?hostIPC.orValue(false) == true || variables.spec.?hostUsers.orValue(true) == false || variables.windows",
  ),
  container(
    "apparmor-missing",
    "containers name no AppArmor profile",
    `${NOT_WINDOWS} && !variables.spec.?securityContext.?appArmorProfile.hasValue() && !c.?securityContext.?appArmorProfile.hasValue() && !(${APPARMOR} + c.name in variables.annotations)`,
  ),
  pod(
    "apparmor-unconfined",
    "AppArmor profiles do not confine",
    `variables.spec.?securityContext.?appArmorProfile.?type.orValue('Localhost') in ${CONFINED} && variables.containers.all(c, ${own("appArmorProfile")}.?type.orValue('Localhost') in ${CONFINED}) && variables.annotations.all(k, !k.startsWith(${APPARMOR}) || variables.annotations[k] in ['', 'runtime/default'] || variables.annotations[k].startsWith('localhost/') || variables.containers.exists(c, ${APPARMOR} + c.name == k && ${own("privileged")}.orValue(false) == true))`,
  ),
  container(
    "capabilities-added",
    "containers add capabilities beyond the baseline",
    `${ADDED}.exists(x, !(${nameOf("x")} in ${BASELINE}) && !(${nameOf("x")} in ${DANGEROUS}))`,
  ),
  container(
    "dangerous-capability",
    "containers add capabilities that reach out of them",
    `${ADDED}.exists(x, ${nameOf("x")} in ${DANGEROUS})`,
  ),
  container(
    "default-capability-added",
    "containers add capabilities of the default set",
    `${NOT_WINDOWS} && ${ADDED}.exists(x, ${nameOf("x")} != 'NET_BIND_SERVICE' && ${nameOf("x")} in ${BASELINE})`,
  ),
  container(
    "capabilities-not-dropped",
    "containers do not drop all capabilities",
    `${NOT_WINDOWS} && !${DROPPED}.exists(x, x.upperAscii() == 'ALL')`,
  ),
  container(
    "net-raw-kept",
    "containers keep the capability NET_RAW",
    `${NOT_WINDOWS} && !${DROPPED}.exists(x, x.upperAscii() in ['ALL', 'NET_RAW']) && !${ADDED}.exists(x, ${nameOf("x")} in ['NET_RAW', 'ALL'])`,
  ),
  container(
    "privileged-port",
    "containers listen on ports that only root may bind",
    `${NOT_WINDOWS} && c.?ports.orValue([]).exists(p, p.?containerPort.orValue(0) != 0 && p.?containerPort.orValue(0) < (variables.spec.?securityContext.?sysctls.orValue([]).exists(s, s.name == 'net.ipv4.ip_unprivileged_port_start' && s.?value.orValue('').matches('^[0-9]{1,9}$')) ? int(variables.spec.securityContext.sysctls.filter(s, s.name == 'net.ipv4.ip_unprivileged_port_start')[0].value) : 1024))`,
  ),
  container(
    "proc-mount-unmasked",
    "containers unmask /proc",
    `${own("procMount")}.orValue('Default') != 'Default'`,
  ),
  pod(
    "process-namespace-shared",
    "containers of the pod share their processes",
    "variables.spec.?shareProcessNamespace.orValue(false) != true || variables.containers.size() < 2",
  ),
  volume(
    "restricted-volume-type",
    "volumes are of types that the restricted level does not allow",
    `v.size() > 1 && !${texts(VOLUME_TYPES)}.exists(t, t in v)`,
  ),
  container(
    "root-filesystem-writable",
    "containers have a writable root file system",
    `${NOT_WINDOWS} && ${own("readOnlyRootFilesystem")}.orValue(false) != true`,
  ),
  container(
    "run-as-non-root-missing",
    "containers may run as root",
    `${NO_USER_NAMESPACE} && ${effective("runAsUser")}.orValue(0) == 0 && ${effective("runAsNonRoot")}.orValue(false) != true`,
  ),
  container(
    "run-as-root",
    "containers run as root",
    `${NO_USER_NAMESPACE} && ${effective("runAsUser")}.orValue(1) == 0`,
  ),
  container(
    "low-user-id",
    "containers run as users below 10000",
    `${NO_USER_NAMESPACE} && ${NOT_WINDOWS} && ${effective("runAsUser")}.orValue(0) > 0 && ${effective("runAsUser")}.orValue(0) < 10000`,
  ),
  container(
    "seccomp-missing",
    "containers have no seccomp profile",
    `${NOT_WINDOWS} && !variables.spec.?securityContext.?seccompProfile.hasValue() && !c.?securityContext.?seccompProfile.hasValue()`,
  ),
  pod(
    "seccomp-unconfined",
    "seccomp profiles do not confine",
    `variables.spec.?securityContext.?seccompProfile.?type.orValue('Localhost') in ${CONFINED} && variables.containers.all(c, ${own("seccompProfile")}.?type.orValue('Localhost') in ${CONFINED})`,
  ),
  pod(
    "selinux-options-forbidden",
    "SELinux options are not those of containers",
    `!${hasForbiddenSelinux("variables.spec.?securityContext.?seLinuxOptions")} && variables.containers.all(c, !${hasForbiddenSelinux(own("seLinuxOptions"))})`,
  ),
  pod(
    "supplemental-groups-merged",
    "supplementalGroupsPolicy is not Strict",
    `variables.windows || variables.spec.?securityContext.?supplementalGroupsPolicy.orValue('') == 'Strict' || !(['runAsUser', 'runAsGroup', 'fsGroup', 'supplementalGroups'].exists(f, f in variables.spec.?securityContext.orValue({})) || variables.containers.exists(c, ['runAsUser', 'runAsGroup'].exists(f, f in c.?securityContext.orValue({}))))`,
  ),
  pod(
    "unsafe-sysctl",
    "pod sets sysctls that are not safe",
    `variables.spec.?securityContext.?sysctls.orValue([]).all(s, s.?name.orValue('') == '' || s.name in ${SYSCTLS})`,
  ),
  pod(
    "windows-host-process",
    "pod runs as a process of a Windows node",
    `variables.spec.?securityContext.?windowsOptions.?hostProcess.orValue(false) != true && variables.containers.all(c, ${own("windowsOptions")}.?hostProcess.orValue(false) != true)`,
  ),
];
