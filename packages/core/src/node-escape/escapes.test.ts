import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { escapingSpecs, mountingPod, securedPod } from "../../testing/pods.ts";
import { snapshotOf } from "../../testing/snapshot.ts";
import type { PodSpec } from "../kubernetes/api/types.ts";
import { formatFieldPath } from "../kubernetes/field-path.ts";
import type { JsonObject } from "../kubernetes/json.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { locateInObject } from "../kubernetes/pod-template.ts";
import { MITRE_ATTACK } from "../scan/frameworks/mitre-attack.ts";
import { escapesOf } from "./escapes.ts";
import { escapingPods } from "./escaping-pods.ts";
import type { NodeEscape } from "./model.ts";

function escapes(spec: PodSpec, annotations: Readonly<Record<string, string>> = {}): string[] {
  return escapesOf({ spec, metadata: { annotations } }).map(print);
}

function print({ path, message, gives, reason }: NodeEscape): string {
  const doubt = reason === "" ? "" : `, unless: ${reason}`;
  return `${formatFieldPath(path)}: ${message}: ${gives}${doubt}`;
}

describe("what a container may do", () => {
  test.each<[string, PodSpec, string[]]>([
    [
      "a privileged container",
      securedPod({ privileged: true }),
      ['spec.containers[1].securityContext.privileged: container "main" is privileged: node'],
    ],
    [
      "a privileged container that does not run as root",
      securedPod({ privileged: true, runAsUser: 1000 }),
      [
        'spec.containers[1].securityContext.privileged: container "main" is privileged: node, unless: container "main" does not run as root, and needs a program that makes it root',
      ],
    ],
    [
      "a privileged container of a runtime class, which may be a sandbox",
      securedPod({ privileged: true }, { runtimeClassName: "kata" }),
      [
        'spec.containers[1].securityContext.privileged: container "main" is privileged: node, unless: runtime class "kata" may keep it in a sandbox',
      ],
    ],
    [
      "capabilities, in any case, and no others",
      securedPod({ capabilities: { add: ["CHOWN", "sys_admin", "all"] } }),
      [
        'spec.containers[1].securityContext.capabilities.add[1]: container "main" has the capability SYS_ADMIN: node',
        'spec.containers[1].securityContext.capabilities.add[2]: container "main" has the capability ALL: node',
      ],
    ],
    [
      "a prefix that containerd does not know",
      securedPod({ capabilities: { add: ["CAP_SYS_MODULE"] } }),
      [
        'spec.containers[1].securityContext.capabilities.add[0]: container "main" has the capability SYS_MODULE: node, unless: containerd knows no capability CAP_SYS_MODULE, other runtimes do',
      ],
    ],
    [
      "BPF, which sees all with PERFMON only",
      securedPod({ capabilities: { add: ["BPF"] } }),
      [
        'spec.containers[1].securityContext.capabilities.add[0]: container "main" has the capability BPF: node, unless: without PERFMON the kernel lets its programs see little',
      ],
    ],
    [
      "BPF with PERFMON",
      securedPod({ capabilities: { add: ["perfmon", "BPF"] } }),
      [
        'spec.containers[1].securityContext.capabilities.add[0]: container "main" has the capability PERFMON: kernel',
        'spec.containers[1].securityContext.capabilities.add[1]: container "main" has the capability BPF: node',
      ],
    ],
    [
      "SYS_PTRACE with the node's processes",
      securedPod({ capabilities: { add: ["SYS_PTRACE"] } }, { hostPID: true }),
      [
        'spec.containers[1].securityContext.capabilities.add[0]: container "main" has the capability SYS_PTRACE: node',
        "spec.hostPID: sees the processes of its node: pods",
      ],
    ],
    [
      "SYS_PTRACE with the node's /proc",
      {
        volumes: [{ name: "proc", hostPath: { path: "/proc" } }],
        containers: [
          {
            name: "main",
            securityContext: { capabilities: { add: ["SYS_PTRACE"] } },
            volumeMounts: [{ name: "proc", mountPath: "/host/proc", readOnly: true }],
          },
        ],
      },
      [
        'spec.containers[0].securityContext.capabilities.add[0]: container "main" has the capability SYS_PTRACE: node',
        "spec.volumes[0].hostPath.path: mounts /proc of the node: pods",
      ],
    ],
    [
      "SYS_PTRACE among its own processes",
      securedPod({ capabilities: { add: ["SYS_PTRACE"] } }),
      [],
    ],
    [
      "NET_ADMIN in the node's network",
      securedPod({ capabilities: { add: ["NET_ADMIN"] } }, { hostNetwork: true }),
      [
        'spec.containers[1].securityContext.capabilities.add[0]: container "main" has the capability NET_ADMIN: network',
        "spec.hostNetwork: uses the network of its node: network",
      ],
    ],
    ["NET_ADMIN in its own network", securedPod({ capabilities: { add: ["NET_ADMIN"] } }), []],
    [
      "a capability that is dropped again",
      securedPod({ capabilities: { add: ["SYS_ADMIN"], drop: ["sys_admin"] } }),
      [
        'spec.containers[1].securityContext.capabilities.add[0]: container "main" has the capability SYS_ADMIN: node, unless: container "main" drops it again, which not every runtime obeys',
      ],
    ],
    [
      "a capability added after all are dropped",
      securedPod({ capabilities: { add: ["SYS_ADMIN"], drop: ["ALL"] } }),
      [
        'spec.containers[1].securityContext.capabilities.add[0]: container "main" has the capability SYS_ADMIN: node',
      ],
    ],
    [
      "capabilities of whoever has none, being another user and staying it",
      securedPod({
        runAsUser: 1000,
        allowPrivilegeEscalation: false,
        capabilities: { add: ["SYS_ADMIN"] },
      }),
      [],
    ],
    [
      "a process of a Windows node, by the pod and not by the container that says otherwise",
      {
        securityContext: { windowsOptions: { hostProcess: true } },
        containers: [
          { name: "a", securityContext: { windowsOptions: { hostProcess: false } } },
          { name: "b" },
        ],
      },
      [
        'spec.securityContext.windowsOptions.hostProcess: container "b" is a process of the host: node',
      ],
    ],
    [
      "in a user namespace of its own",
      securedPod(
        { privileged: true, capabilities: { add: ["ALL"] }, procMount: "Unmasked" },
        { hostUsers: false },
      ),
      [],
    ],
    ["a plain container", securedPod({}), []],
  ])("%s", (_, spec, expected) => {
    expect(escapes(spec)).toEqual(expected);
  });

  test("an unmasked /proc is the node's where AppArmor is off, by field or by annotation", () => {
    const path = "spec.containers[1].securityContext.procMount";
    const says = `${path}: container "main" sets procMount "Unmasked": node`;
    const annotation = { "container.apparmor.security.beta.kubernetes.io/main": "unconfined" };
    const field = { appArmorProfile: { type: "Unconfined" } };
    expect([
      escapes(securedPod({ procMount: "Unmasked" })),
      escapes(securedPod({ procMount: "Unmasked", ...field })),
      escapes(securedPod({ procMount: "Unmasked" }), annotation),
      escapes(securedPod({ procMount: "Default", ...field })),
    ]).toEqual([
      [`${says}, unless: AppArmor may keep it from writing the kernel's settings`],
      [says],
      [says],
      [],
    ]);
  });

  test("init and ephemeral containers are containers, and each has its place", () => {
    const securityContext = { privileged: true };
    const found = escapesOf({
      spec: {
        initContainers: [{ name: "init", securityContext }],
        containers: [{ name: "main" }],
        ephemeralContainers: [{ name: "debug", securityContext }],
      },
    });
    expect(found.map(({ container }) => container)).toEqual([
      { name: "init", path: ["spec", "initContainers", 0] },
      { name: "debug", path: ["spec", "ephemeralContainers", 0] },
    ]);
  });
});

describe("what of the node a pod mounts", () => {
  const at = "spec.volumes[0].hostPath.path";
  test.each<[string, PodSpec, string]>([
    [
      "what the node runs",
      mountingPod("/opt/cni/bin"),
      "mounts /opt/cni/bin of the node, writable: node",
    ],
    [
      "what the node runs, read only",
      mountingPod("/opt/cni/bin", { readOnly: true }),
      "mounts /opt/cni/bin of the node: files",
    ],
    [
      "a socket, read only",
      mountingPod("/run/crio/crio.sock", { readOnly: true }),
      "mounts /run/crio/crio.sock of the node: node",
    ],
    [
      "above a socket",
      mountingPod("/var/run/", { readOnly: true }),
      "mounts /var/run of the node: node",
    ],
    [
      "keys, read only",
      mountingPod("/etc/kubernetes/pki/etcd", { readOnly: true }),
      "mounts /etc/kubernetes/pki/etcd of the node: credentials",
    ],
    [
      "above keys, read only",
      mountingPod("/etc", { readOnly: true }),
      "mounts /etc of the node: credentials",
    ],
    [
      "other containers' files, read only",
      mountingPod("/var/lib/containerd", { readOnly: true }),
      "mounts /var/lib/containerd of the node: pods",
    ],
    [
      "kernel settings",
      mountingPod("/proc/sys/kernel"),
      "mounts /proc/sys/kernel of the node, writable: node",
    ],
    [
      "processes, read only",
      mountingPod("/proc", { readOnly: true }),
      "mounts /proc of the node: pods",
    ],
    [
      "devices",
      mountingPod("/dev", { readOnly: true }),
      "mounts /dev of the node: node, unless: the container's list of devices may keep it from those that it was not given",
    ],
    [
      "logs",
      mountingPod("/var/log"),
      "mounts /var/log of the node, writable: credentials, unless: nobody in it may be allowed to read logs through the kubelet",
    ],
    [
      "logs, read only",
      mountingPod("/var/log", { readOnly: true }),
      "mounts /var/log of the node: files",
    ],
    [
      "a part",
      mountingPod("/etc/nginx"),
      "mounts /etc/nginx of the node, writable: node, unless: what the node does with /etc/nginx is not known",
    ],
    [
      "a part, read only",
      mountingPod("/etc/nginx", { readOnly: true }),
      "mounts /etc/nginx of the node: files",
    ],
    [
      "without harm",
      mountingPod("/etc/localtime"),
      "mounts /etc/localtime of the node, writable: files",
    ],
    [
      "files of its own",
      mountingPod("/var/lib/shop"),
      "mounts /var/lib/shop of the node, writable: files",
    ],
    [
      "a part of a volume",
      mountingPod("/", { subPath: "srv/data" }),
      "mounts /srv/data of the node, writable: files",
    ],
    [
      "a part of a volume that is a way",
      mountingPod("/var", { subPath: "spool/cron" }),
      "mounts /var/spool/cron of the node, writable: node",
    ],
    [
      "nobody knows which part",
      mountingPod("/", { subPathExpr: "$(POD)" }),
      "mounts / of the node, writable: node, unless: which part of the volume it mounts is known only when it starts",
    ],
    [
      "keys of a cloud",
      mountingPod("/srv/ci/.aws", { readOnly: true }),
      "mounts /srv/ci/.aws of the node: cloud",
    ],
  ])("%s", (_, spec, expected) => {
    expect(escapes(spec)).toEqual([`${at}: ${expected}`]);
  });

  test("the root is the node though it is read only, for the runtime's socket is in it", () => {
    expect(escapes(mountingPod("/", { readOnly: true, recursiveReadOnly: "Enabled" }))).toEqual([
      `${at}: mounts / of the node: node`,
    ]);
  });

  test("the mount that gives most is the first, and files of another user than root are not sure", () => {
    const mount = { name: "host", mountPath: "/host" };
    const spec = {
      volumes: [{ name: "host", hostPath: { path: "/etc" } }],
      containers: [
        { name: "user", securityContext: { runAsUser: 7 }, volumeMounts: [mount] },
        { name: "reader", volumeMounts: [{ ...mount, readOnly: true }] },
        { name: "writer", volumeMounts: [mount] },
      ],
    };
    expect(escapes(spec)).toEqual([
      `${at}: mounts /etc of the node, writable: node`,
      `${at}: mounts /etc of the node: credentials`,
      `${at}: mounts /etc of the node, writable: node, unless: container "user" does not run as root, and may read or write only some of a node's files`,
    ]);
  });

  test("in a user namespace of its own too, and not where nobody mounts the volume", () => {
    expect(escapes({ ...mountingPod("/root"), hostUsers: false })).toEqual([
      `${at}: mounts /root of the node, writable: node`,
    ]);
    expect(escapes({ ...mountingPod("/root"), containers: [{ name: "main" }] })).toEqual([
      `${at}: names /root of the node: files, unless: no container mounts it`,
    ]);
  });
});

test("namespaces of the node are shared by all containers", () => {
  expect(escapes({ hostPID: true, hostNetwork: true, hostIPC: true, containers: [] })).toEqual([
    "spec.hostPID: sees the processes of its node: pods",
    "spec.hostNetwork: uses the network of its node: network",
    "spec.hostIPC: shares memory with its node: pods",
  ]);
});

test("techniques are those of the framework that findings are reported by", () => {
  const known = new Set(MITRE_ATTACK.controls.map(({ id }) => id));
  const named = escapingPods().flatMap((spec) =>
    escapesOf({ spec }).flatMap(({ techniques }) => techniques),
  );
  expect(named.filter((id) => !known.has(id))).toEqual([]);
});

it("says the same of a pod and of the template of a workload, but for the path", () => {
  const metadata = { name: "p", namespace: "a" };
  fc.assert(
    fc.property(escapingSpecs, (spec) => {
      const template = { metadata: {}, spec };
      const pod = located({ apiVersion: "v1", kind: "Pod", metadata, spec });
      const lifted: [JsonObject, string][] = [
        [
          { apiVersion: "apps/v1", kind: "Deployment", metadata, spec: { template } },
          "spec.template.",
        ],
        [
          {
            apiVersion: "batch/v1",
            kind: "CronJob",
            metadata,
            spec: { jobTemplate: { spec: { template } } },
          },
          "spec.jobTemplate.spec.template.",
        ],
      ];
      for (const [object, prefix] of lifted) {
        const expected = pod.map(([path, rest]) => [prefix + path, rest]);
        expect(located(object as KubernetesObject)).toEqual(expected);
      }
    }),
  );
});

function located(object: KubernetesObject): [path: string, rest: object][] {
  const [template] = snapshotOf([object]).objects[0]?.podTemplates ?? [];
  if (!template) throw new Error("The object has no pod.");
  return escapesOf(template).map(({ path, ...rest }) => [
    formatFieldPath(locateInObject(template, path)),
    rest,
  ]);
}
