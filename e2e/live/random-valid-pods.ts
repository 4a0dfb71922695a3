import type { JsonObject, JsonValue, KubernetesObject } from "@watertight/core/kubernetes";
import { below, pick } from "@watertight/core/testing";

type Random = () => number;

/** A field with a chance of its own. */
type Fields = Readonly<Record<string, readonly [chance: number, make: () => JsonValue]>>;

function some(random: Random, fields: Fields): JsonObject {
  const made = Object.entries(fields).flatMap(([name, [chance, make]]) =>
    random() < chance ? [[name, make()] as const] : [],
  );
  return Object.fromEntries(made);
}

const CAPABILITIES = ["NET_BIND_SERVICE", "NET_RAW", "CHOWN", "SYS_ADMIN", "AUDIT_WRITE", "MKNOD"];
const SYSCTLS = [
  ...["kernel.shm_rmid_forced", "net.ipv4.ip_local_port_range", "net.ipv4.tcp_syncookies"],
  ...["net.ipv4.ping_group_range", "net.ipv4.ip_unprivileged_port_start", "kernel.msgmax"],
  ...["net.ipv4.ip_local_reserved_ports", "net.ipv4.tcp_keepalive_time", "net.ipv4.tcp_rmem"],
];

/** Sources of volumes as the API takes them. */
const VOLUMES: readonly JsonObject[] = [
  { emptyDir: {} },
  { configMap: { name: "c" } },
  { secret: { secretName: "s" } },
  { downwardAPI: { items: [{ path: "p", fieldRef: { fieldPath: "metadata.name" } }] } },
  { projected: { sources: [{ configMap: { name: "c" } }] } },
  { persistentVolumeClaim: { claimName: "c" } },
  { csi: { driver: "d.example" } },
  {
    ephemeral: {
      volumeClaimTemplate: {
        spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } },
      },
    },
  },
  { hostPath: { path: "/var" } },
  { hostPath: { path: "/" } },
  { nfs: { server: "s", path: "/" } },
  { iscsi: { targetPortal: "1.2.3.4:3260", iqn: "iqn.2001-04.com.example:x", lun: 0 } },
  { flexVolume: { driver: "d/x" } },
  { fc: { targetWWNs: ["1"], lun: 1 } },
  { awsElasticBlockStore: { volumeID: "v" } },
  { gcePersistentDisk: { pdName: "p" } },
  { azureFile: { secretName: "s", shareName: "s" } },
  { cephfs: { monitors: ["m"] } },
  { portworxVolume: { volumeID: "v" } },
];

const APPARMOR = "container.apparmor.security.beta.kubernetes.io";

function profile(random: Random, types: readonly string[]): JsonObject {
  const type = pick(random, types);
  return { type, ...(type === "Localhost" && { localhostProfile: "p" }) };
}

function seLinux(random: Random): JsonObject {
  return some(random, {
    type: [0.6, () => pick(random, ["container_t", "container_init_t", "container_kvm_t", "x_t"])],
    user: [0.2, () => "u"],
    role: [0.2, () => "r"],
    level: [0.5, () => "s0"],
  });
}

const PROFILES = ["RuntimeDefault", "RuntimeDefault", "Localhost", "Unconfined"];

function shared(random: Random, chance: number): Fields {
  return {
    seccompProfile: [chance, () => profile(random, PROFILES)],
    appArmorProfile: [chance / 3, () => profile(random, PROFILES)],
    seLinuxOptions: [chance / 2, () => seLinux(random)],
    runAsNonRoot: [chance, () => random() < 0.7],
    runAsUser: [chance / 2, () => pick(random, [0, 1, 1000])],
  };
}

function containerContext(random: Random, isNear: boolean): JsonObject {
  const chance = isNear ? 0.05 : 0.4;
  const drawn = some(random, {
    ...shared(random, chance),
    allowPrivilegeEscalation: [chance, () => random() < 0.5],
    procMount: [chance / 3, () => "Default"],
    capabilities: [
      chance,
      () => ({
        add: CAPABILITIES.filter(() => random() < 0.2),
        drop: random() < 0.6 ? ["ALL"] : ["NET_RAW"],
      }),
    ],
  });
  // The API refuses a privileged container that may not gain more rights.
  const privileged = random() < chance / 3 && drawn["allowPrivilegeEscalation"] !== false;
  const hardened: JsonObject = isNear
    ? {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ["ALL"] },
        runAsNonRoot: true,
        seccompProfile: { type: "RuntimeDefault" },
      }
    : {};
  const made: JsonObject = { ...hardened, ...drawn };
  return privileged ? { ...made, privileged, allowPrivilegeEscalation: true } : made;
}

function container(
  random: Random,
  name: string,
  { isNear, isInit }: { readonly isNear: boolean; readonly isInit: boolean },
): JsonObject {
  const host = (): string => pick(random, ["127.0.0.1", "localhost", "b.example", "10.0.0.1"]);
  const probe = (): JsonValue => {
    const port = 80;
    if (random() < 0.3) return { exec: { command: ["x"] } };
    const to = { port, ...(random() < 0.4 && { host: host() }) };
    return random() < 0.5 ? { httpGet: { path: "/", ...to } } : { tcpSocket: to };
  };
  const chance = isNear ? 0.05 : 0.3;
  return {
    name,
    image: "i",
    ...some(random, {
      securityContext: [isNear ? 1 : 0.7, () => containerContext(random, isNear)],
      ports: [
        chance,
        () => [
          { containerPort: 8080, ...(random() < 0.4 && { hostPort: pick(random, [80, 9, 8080]) }) },
        ],
      ],
      ...(!isInit && {
        livenessProbe: [chance, probe],
        readinessProbe: [chance, probe],
        lifecycle: [chance, () => ({ postStart: probe() })],
      }),
    }),
  };
}

/** A random Pod that the API takes where no policy forbids it: one in two is nearly restricted, the others set anything. */
export function randomValidPod(random: Random, name: string): KubernetesObject {
  const isNear = random() < 0.5;
  const chance = isNear ? 0.05 : 0.25;
  const list = (prefix: string, count: number, isInit: boolean): JsonValue =>
    Array.from({ length: count }, (_, index) =>
      container(random, `${prefix}${index}`, { isNear, isInit }),
    );
  const annotations = some(random, {
    [`${APPARMOR}/c0`]: [chance / 3, () => pick(random, ["runtime/default", "unconfined"])],
  });
  const spec = some(random, {
    hostNetwork: [chance / 2, () => random() < 0.7],
    hostPID: [chance / 2, () => random() < 0.7],
    hostIPC: [chance / 2, () => random() < 0.7],
    os: [chance / 3, () => ({ name: "linux" })],
    securityContext: [
      isNear ? 0.3 : 0.6,
      () =>
        some(random, {
          ...shared(random, chance * 2),
          sysctls: [
            chance / 2,
            () =>
              [...new Set([pick(random, SYSCTLS), pick(random, SYSCTLS)])].map((each) => ({
                name: each,
                value: "0",
              })),
          ],
        }),
    ],
    volumes: [
      isNear ? 0.3 : 0.5,
      () =>
        Array.from({ length: 1 + below(random, 3) }, (_, index) => ({
          name: `v${index}`,
          ...(isNear ? VOLUMES[below(random, 8)] : pick(random, VOLUMES)),
        })),
    ],
  });
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, annotations },
    spec: {
      ...spec,
      ...(random() < 0.3 && { initContainers: list("i", 1, true) }),
      containers: list("c", 1 + below(random, 2), false),
    },
  };
}
