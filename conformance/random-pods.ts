import type { JsonObject, JsonValue } from "@watertight/core/kubernetes";

type Make = (random: () => number) => JsonValue | undefined;

const oneOf =
  (...values: JsonValue[]): Make =>
  (random) =>
    values[Math.floor(random() * values.length)];

const listOf =
  (most: number, item: Make): Make =>
  (random) =>
    Array.from({ length: Math.floor(random() * (most + 1)) }, () => item(random) ?? "");

/** Each field is there with a chance of its own, and null now and then: the decoder must read that as absent. */
const objectOf =
  (chance: number, fields: Readonly<Record<string, Make>>): Make =>
  (random) => {
    const made: Record<string, JsonValue> = {};
    for (const [key, make] of Object.entries(fields)) {
      if (random() >= chance) continue;
      const value = random() < 0.02 ? null : make(random);
      if (value !== undefined) made[key] = value;
    }
    return made;
  };

const flag = oneOf(true, false);
const empty: Make = () => ({});
const profile = oneOf("RuntimeDefault", "Localhost", "Unconfined", "", "runtimedefault", 'a"b');
const typed = objectOf(0.9, { type: profile, localhostProfile: oneOf("p") });
const name = oneOf("a", "b", "c", "web", "", "é", 'q"uote', "\uffee", "\u{1f600}");

const capability = oneOf(
  ...["ALL", "NET_BIND_SERVICE", "NET_RAW", "CHOWN", "SYS_ADMIN", "all", "CAP_CHOWN", ""],
  ...["AUDIT_WRITE", "MKNOD", "SETFCAP", "SYS_CHROOT", "KILL", "\uffee", "\u{1f600}"],
);

const seLinux = objectOf(0.4, {
  type: oneOf("", "container_t", "container_init_t", "container_kvm_t", "container_engine_t", "x"),
  user: oneOf("", "u"),
  role: oneOf("", "r"),
  level: oneOf("s0"),
});

const sharedContext = {
  appArmorProfile: typed,
  seccompProfile: typed,
  seLinuxOptions: seLinux,
  windowsOptions: objectOf(0.7, { hostProcess: flag, runAsUserName: oneOf("u") }),
  runAsNonRoot: flag,
  runAsUser: oneOf(0, 1, 1000),
};

const containerContext = {
  ...sharedContext,
  allowPrivilegeEscalation: oneOf(false, false, true),
  privileged: oneOf(false, false, true),
  procMount: oneOf("Default", "Unmasked", "", "default"),
  capabilities: objectOf(0.7, {
    add: listOf(3, capability),
    drop: listOf(2, oneOf("ALL", "ALL", "NET_RAW", "all")),
  }),
};

const host = oneOf("", "", "127.0.0.1", "localhost", "::1", "b.example", "\u{1f600}", "\uffee");
const handler = objectOf(0.5, {
  httpGet: objectOf(0.6, { host, path: oneOf("/") }),
  tcpSocket: objectOf(0.6, { host }),
  exec: empty,
});

const container = (chance: number): Make => {
  const optional = objectOf(chance, {
    securityContext: objectOf(chance, containerContext),
    ports: listOf(3, objectOf(0.6, { hostPort: oneOf(0, 80, 9, 443, 8080) })),
    livenessProbe: handler,
    readinessProbe: handler,
    startupProbe: handler,
    lifecycle: objectOf(0.6, { postStart: handler, preStop: handler }),
  });
  return (random) => ({ name: name(random) ?? "", ...(optional(random) as JsonObject) });
};

/** A container that the restricted level accepts, but for what is changed in it. */
const hardened: Make = (random) => ({
  name: name(random) ?? "",
  securityContext: {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ["ALL"] },
    runAsNonRoot: true,
    seccompProfile: { type: "RuntimeDefault" },
    ...(objectOf(0.04, containerContext)(random) as JsonObject),
  },
});

const VOLUME_TYPES = [
  ...["configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "image", "projected", "secret"],
  ...["persistentVolumeClaim", "hostPath", "gcePersistentDisk", "awsElasticBlockStore", "gitRepo"],
  ...["nfs", "iscsi", "glusterfs", "rbd", "flexVolume", "cinder", "cephfs", "flocker", "fc"],
  ...["azureFile", "vsphereVolume", "quobyte", "azureDisk", "photonPersistentDisk"],
  ...["portworxVolume", "scaleIO", "storageos"],
];

const volume: Make = (random) => {
  const types = listOf(2, oneOf(...VOLUME_TYPES))(random) as string[];
  return { name: name(random) ?? "", ...Object.fromEntries(types.map((type) => [type, {}])) };
};

const sysctl = objectOf(0.95, {
  name: oneOf(
    ...["kernel.shm_rmid_forced", "net.ipv4.ip_local_port_range", "net.ipv4.tcp_syncookies"],
    ...["net.ipv4.ping_group_range", "net.ipv4.ip_unprivileged_port_start", "net.ipv4.tcp_rmem"],
    ...["net.ipv4.ip_local_reserved_ports", "net.ipv4.tcp_keepalive_time", "net.ipv4.tcp_wmem"],
    ...["net.ipv4.tcp_fin_timeout", "net.ipv4.tcp_keepalive_intvl", "kernel.msgmax", ""],
    ...["net.ipv4.tcp_keepalive_probes", "net.ipv4.tcp_slow_start_after_idle"],
    "net.ipv4.tcp_notsent_lowat",
  ),
  value: oneOf("0"),
});

const annotationValue = oneOf(
  ...["runtime/default", "docker/default", "localhost/x", "localhost", "unconfined", "", "x\ty"],
  ...[
    'q"\\',
    "\u0000\u0007\u001f\u007f\u0080",
    "é\u00a0\u200b\u{1f600}\ue000\u{10ffff}",
    "\n\r\v\f\b",
  ],
);

const annotationKey = oneOf(
  ...["seccomp.security.alpha.kubernetes.io/pod", "other", "constructor"],
  ...["a", "b", "web", "", "é"].flatMap((suffix) => [
    `container.seccomp.security.alpha.kubernetes.io/${suffix}`,
    `container.apparmor.security.beta.kubernetes.io/${suffix}`,
  ]),
);

const annotations: Make = (random) => {
  const keys = listOf(4, annotationKey)(random) as string[];
  return Object.fromEntries(keys.map((key) => [key, annotationValue(random) ?? ""]));
};

/** A random Pod: one in two is nearly restricted, the others set anything. */
export function randomPod(random: () => number): JsonObject {
  const isNear = random() < 0.5;
  const chance = isNear ? 0.06 : 0.35;
  const made: Make = isNear ? hardened : container(0.5);
  const spec = objectOf(chance, {
    hostNetwork: flag,
    hostPID: flag,
    hostIPC: flag,
    hostUsers: flag,
    os: objectOf(0.9, { name: oneOf("windows", "linux", "Windows") }),
    securityContext: objectOf(chance * 1.5, { ...sharedContext, sysctls: listOf(3, sysctl) }),
    volumes: listOf(isNear ? 1 : 4, volume),
    initContainers: listOf(2, made),
    ephemeralContainers: listOf(2, made),
  })(random) as JsonObject;
  const metadata = objectOf(isNear ? 0.1 : 0.4, { annotations })(random) ?? {};
  return { metadata, spec: { ...spec, containers: listOf(3, made)(random) ?? [] } };
}

/** The same with one container as a rule, where thousands have to be scanned. */
export function randomSmallPod(random: () => number): JsonObject {
  const { metadata = {}, spec } = randomPod(random);
  const { containers, initContainers, ephemeralContainers, ...rest } = spec as JsonObject;
  if (random() < 0.1) return { metadata, spec: spec ?? {} };
  const further = random() < 0.2 ? { initContainers, ephemeralContainers } : {};
  const lists = Object.entries({ containers, ...further }).flatMap(([field, list]) =>
    Array.isArray(list) ? [[field, (list as readonly JsonValue[]).slice(0, 1)] as const] : [],
  );
  return { metadata, spec: { ...rest, ...Object.fromEntries(lists) } };
}
