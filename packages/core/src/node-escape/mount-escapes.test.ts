import { describe, expect, test } from "vitest";
import { escapesIn, mountingPod } from "../../testing/pods.ts";
import type { PodSpec } from "../kubernetes/api/types.ts";

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
    expect(escapesIn(spec)).toEqual([`${at}: ${expected}`]);
  });

  test("the root is the node though it is read only, for the runtime's socket is in it", () => {
    expect(escapesIn(mountingPod("/", { readOnly: true, recursiveReadOnly: "Enabled" }))).toEqual([
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
    expect(escapesIn(spec)).toEqual([
      `${at}: mounts /etc of the node, writable: node`,
      `${at}: mounts /etc of the node: credentials`,
      `${at}: mounts /etc of the node, writable: node, unless: container "user" does not run as root, and may read or write only some of a node's files`,
    ]);
  });

  test("in a user namespace of its own too, and not where nobody mounts the volume", () => {
    expect(escapesIn({ ...mountingPod("/root"), hostUsers: false })).toEqual([
      `${at}: mounts /root of the node, writable: node`,
    ]);
    expect(escapesIn({ ...mountingPod("/root"), containers: [{ name: "main" }] })).toEqual([
      `${at}: names /root of the node: files, unless: no container mounts it`,
    ]);
  });
});
