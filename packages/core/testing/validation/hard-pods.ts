import type { JsonObject, JsonValue } from "../../src/kubernetes/json.ts";
import type { KubernetesObject } from "../../src/kubernetes/object.ts";

/** A Pod with one container. */
export function podOf(spec: JsonObject, annotations: JsonObject = {}): KubernetesObject {
  const containers = [{ name: "main", image: "web:1" }];
  const metadata = { name: "web", annotations };
  return { apiVersion: "v1", kind: "Pod", metadata, spec: { containers, ...spec } };
}

function containerOf(container: JsonObject, more: JsonObject = {}): KubernetesObject {
  return podOf({ containers: [{ name: "main", image: "web:1", ...container }], ...more });
}

/** So many of one item. */
export function times(count: number, item: JsonValue): readonly JsonValue[] {
  return Array.from({ length: count }, () => item);
}

/** Pods whose fields only matter together, or are at a limit. */
export function hardPods(): readonly KubernetesObject[] {
  const sources = [{ serviceAccountToken: { path: "token" } }];
  const projected = { volumes: [{ name: "a", projected: { sources } }] };
  const mirror = { "kubernetes.io/config.mirror": "x" };
  const claim = { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } };
  return [
    ...windowsUsers().map((runAsUserName) =>
      podOf({ securityContext: { windowsOptions: { runAsUserName } } }),
    ),
    podOf(projected, mirror),
    podOf({ ...projected, nodeName: "n", serviceAccountName: "a" }, mirror),
    podOf({ resourceClaims: [{ name: "a", resourceClaimName: "b" }], nodeName: "n" }, mirror),
    podOf({ shareProcessNamespace: true, hostPID: true }),
    podOf({ hostUsers: false, hostIPC: true }),
    podOf({ hostIPC: true, securityContext: { sysctls: sysctls() } }),
    podOf({ hostNetwork: true, securityContext: { sysctls: sysctls() } }),
    podOf({ dnsPolicy: "None" }),
    podOf({ dnsPolicy: "None", dnsConfig: { searches: ["-"] } }),
    podOf({ dnsConfig: { nameservers: times(4, "10.0.0.1"), searches: times(33, "a") } }),
    podOf({ dnsConfig: { searches: times(10, "a".repeat(210)) } }),
    podOf({ dnsConfig: { searches: ["a".repeat(254), "_a._b."] } }),
    podOf({ os: { name: "linux" }, securityContext: { windowsOptions: { hostProcess: true } } }),
    containerOf({ securityContext: { windowsOptions: {} } }, { os: { name: "linux" } }),
    containerOf(
      { securityContext: { windowsOptions: { hostProcess: false } } },
      { securityContext: { windowsOptions: { hostProcess: true } } },
    ),
    containerOf({
      securityContext: {
        allowPrivilegeEscalation: false,
        capabilities: { add: ["CAP_SYS_ADMIN"] },
      },
    }),
    containerOf({ securityContext: { allowPrivilegeEscalation: false, privileged: true } }),
    podOf({
      securityContext: {
        appArmorProfile: { type: "Localhost", localhostProfile: "a".repeat(4096) },
      },
    }),
    podOf({
      securityContext: {
        appArmorProfile: { type: "Localhost", localhostProfile: "é".repeat(2048) },
      },
    }),
    podOf({ securityContext: { windowsOptions: { gmsaCredentialSpec: "x".repeat(65_537) } } }),
    containerOf({ restartPolicy: "Never", restartPolicyRules: times(21, { action: "Restart" }) }),
    containerOf({
      restartPolicy: "Never",
      restartPolicyRules: [
        { action: "Restart", exitCodes: { operator: "In", values: times(256, 1) } },
      ],
    }),
    podOf({
      initContainers: [
        {
          name: "init",
          image: "a",
          resizePolicy: [{ resourceName: "cpu", restartPolicy: "RestartContainer" }],
        },
      ],
    }),
    containerOf(
      { resources: { claims: claims() } },
      { resourceClaims: [{ name: "a", resourceClaimName: "b" }] },
    ),
    containerOf(
      { resources: { requests: { cpu: "3" }, limits: { cpu: "3", "hugepages-2Mi": "6Mi" } } },
      { resources: { requests: { cpu: "2" }, limits: { cpu: "2", "hugepages-2Mi": "4Mi" } } },
    ),
    containerOf(
      { resources: { limits: { "hugepages-2Mi": "4Mi", memory: "1Gi" } } },
      { resources: { requests: { memory: "2Gi" } } },
    ),
    podOf({
      initContainers: [
        { name: "one", image: "a", restartPolicy: "Always", resources: { requests: { cpu: "1" } } },
        { name: "two", image: "a", resources: { requests: { cpu: "2", memory: "1Gi" } } },
      ],
      resources: { limits: { cpu: "2" }, requests: { memory: "1Mi" } },
    }),
    ...annotated(),
    podOf({ hostnameOverride: "a", setHostnameAsFQDN: true }),
    podOf({
      securityContext: {
        sysctls: [
          { name: "a", value: "1" },
          { name: "a", value: "1" },
        ],
      },
    }),
    podOf({
      ephemeralContainers: [{ name: "e", image: "a", lifecycle: { stopSignal: "SIGTERM" } }],
    }),
    podOf({
      ephemeralContainers: [
        {
          name: "e",
          image: "a",
          lifecycle: {},
          volumeMounts: [{ name: "a", mountPath: "/a", subPath: "b" }],
        },
      ],
    }),
    ...crossed(),
    containerOf({
      env: [{ name: "", valueFrom: { fieldRef: { fieldPath: "metadata.name['a']" } } }],
    }),
    podOf({
      volumes: [
        { name: "a", ephemeral: { volumeClaimTemplate: { spec: claim } } },
        { name: "b", persistentVolumeClaim: { claimName: "web-a" } },
      ],
    }),
    ...claimSpecs(claim).map((template) =>
      podOf({ volumes: [{ name: "a", ephemeral: { volumeClaimTemplate: template } }] }),
    ),
    ...volumes().map((volume) => podOf({ volumes: [{ name: "a", ...volume }] })),
  ];
}

function windowsUsers(): readonly string[] {
  return [
    ...["user", "DOMAIN\\user", "", "a\\b\\c", "a\u0001", "\\user", "DOMAIN\\", " . ", "a/b"],
    ...[
      "a.b\\u",
      "x".repeat(105),
      `${"x".repeat(256)}\\u`,
      "-a.b\\u",
      "sixteenletters..\\u",
      "é\\é",
    ],
  ];
}

/** One volume mounted and used as a device. */
function crossed(): readonly KubernetesObject[] {
  const volumes = [{ name: "a", persistentVolumeClaim: { claimName: "a" } }];
  const volumeMounts = [{ name: "a", mountPath: "/a" }];
  return [
    containerOf({ volumeMounts, volumeDevices: [{ name: "a", devicePath: "/b" }] }, { volumes }),
    containerOf({ volumeMounts, volumeDevices: [{ name: "b", devicePath: "/a" }] }, { volumes }),
  ];
}

function sysctls(): JsonValue {
  const names = [
    "kernel.shmmax",
    "net.core.x",
    "fs.mqueue.a",
    "net/core/x.y",
    "kernel/msgmax",
    "a",
  ];
  return names.map((name) => ({ name, value: "1" }));
}

function claims(): JsonValue {
  return [
    { name: "a" },
    { name: "a" },
    { name: "a", request: "x" },
    { name: "b", request: "x" },
    { name: "b", request: "x" },
    { name: "b" },
    { name: "b", request: "Bad_Name" },
  ];
}

function annotated(): readonly KubernetesObject[] {
  const seccomp = "container.seccomp.security.alpha.kubernetes.io/main";
  const appArmor = "container.apparmor.security.beta.kubernetes.io/main";
  const values = ["runtime/default", "docker/default", "unconfined", "localhost/a", "localhost/b"];
  const types = [
    { type: "RuntimeDefault" },
    { type: "Unconfined" },
    { type: "Localhost", localhostProfile: "a" },
  ];
  return values.flatMap((value) =>
    types.flatMap((profile) => [
      withContainer({ seccompProfile: profile }, { [seccomp]: value }),
      withContainer({ appArmorProfile: profile }, { [appArmor]: value }),
      podOf(
        { securityContext: { seccompProfile: profile, appArmorProfile: profile } },
        { "seccomp.security.alpha.kubernetes.io/pod": value, [appArmor]: value },
      ),
      asTemplate(podOf({ securityContext: { appArmorProfile: profile } }, { [appArmor]: value })),
    ]),
  );
}

function withContainer(securityContext: JsonObject, annotations: JsonObject): KubernetesObject {
  return podOf({ containers: [{ name: "main", image: "a", securityContext }] }, annotations);
}

/** A Deployment of the pod. */
export function asTemplate({ metadata = {}, spec = {} }: KubernetesObject): KubernetesObject {
  const labels = { app: "web" };
  const template = { metadata: { ...(metadata as JsonObject), labels }, spec };
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "web" },
    spec: { selector: { matchLabels: labels }, template },
  };
}

function claimSpecs(spec: JsonObject): readonly JsonObject[] {
  const claim = { kind: "PersistentVolumeClaim", name: "a" };
  return [
    { metadata: { uid: "u", name: "n", ownerReferences: [], generation: 1 }, spec },
    { spec: { ...spec, accessModes: ["ReadWriteOncePod", "ReadWriteOnce"] } },
    { spec: { ...spec, accessModes: ["ReadWriteOncePod", "x"] } },
    { spec: { ...spec, resources: { requests: { storage: "0" } } } },
    { spec: { ...spec, dataSource: claim, dataSourceRef: claim } },
    { spec: { ...spec, dataSource: claim, dataSourceRef: { ...claim, name: "b" } } },
    { spec: { ...spec, dataSource: claim, dataSourceRef: { ...claim, kind: "X" } } },
    { spec: { ...spec, dataSource: claim, dataSourceRef: { ...claim, namespace: "shop" } } },
    { spec: { ...spec, dataSource: { ...claim, apiGroup: "" }, dataSourceRef: claim } },
  ];
}

function volumes(): readonly JsonObject[] {
  const registry = ["[::1]:1", "[::1:1", "::1:1", "[a]1", "[a[b]:1", "a]:1", ":1", "a:"];
  return [
    ...registry.map((text) => ({ quobyte: { registry: text, volume: "v" } })),
    { quobyte: { registry: "a:1", volume: "v", tenant: "x".repeat(65) } },
    { csi: { driver: "x".repeat(64) } },
    { fc: { targetWWNs: ["a"], lun: 256 } },
    { image: {} },
    { image: { reference: "a", pullPolicy: "x" } },
    {
      iscsi: { targetPortal: "x".repeat(70), iqn: "iqn.2001-04.com.example:a", initiatorName: "" },
    },
    ...[599, 600, 4294967296, 4294967297].map((expirationSeconds) => ({
      projected: { sources: [{ serviceAccountToken: { path: "a", expirationSeconds } }] },
    })),
    { csi: { driver: "CSI.Example" } },
    { azureDisk: { diskName: "d", diskURI: "https://a", cachingMode: "x" } },
    { azureDisk: { diskName: "d", diskURI: "https://a", cachingMode: "" } },
    { emptyDir: {}, hostPath: { path: "/a" }, cephfs: { monitors: [] }, downwardAPI: {} },
  ];
}
