import { describe, expect, test } from "vitest";
import { type HostPathSensitivity, sensitivityOfHostPath } from "./host-paths.ts";

function said(path: string): string {
  const found = sensitivityOfHostPath(path);
  return found ? print(found) : "nothing";
}

function print({ kind, what, reach, reachReadOnly }: HostPathSensitivity): string {
  return `${kind}, ${reach}, read-only ${reachReadOnly}: ${what}`;
}

describe("what a path of a node gives away", () => {
  test.each([
    ["/", "host-path, node, read-only part: the whole file system of the node"],
    ["/opt/cni/bin", "host-path, node, read-only part: the network plugins of the node"],
    ["/var/spool/cron", "host-path, node, read-only part: the jobs that the node runs as root"],
    ["/bin", "host-path, node, read-only part: the programs of the node"],
    ["/sbin", "host-path, node, read-only part: the programs of the node"],
    ["/usr", "host-path, node, read-only part: the programs of the node"],
    ["/usr/local/sbin", "host-path, node, read-only part: the programs of the node"],
    ["/lib64", "host-path, node, read-only part: the libraries and kernel modules of the node"],
    ["/boot", "host-path, node, read-only part: the kernel that the node boots"],
    ["/sys", "host-path, part, read-only part: devices and kernel settings of the node"],
    [
      "/var/log",
      "host-path, trace, read-only trace: the logs of the node and, through links, other files",
    ],
    [
      "/run/crio/crio.sock",
      "runtime-socket, node, read-only node: the socket of the container runtime",
    ],
    [
      "/var/run/k3s/containerd/containerd.sock",
      "runtime-socket, node, read-only node: the socket of the container runtime",
    ],
    [
      "/run/dbus/system_bus_socket",
      "host-path, node, read-only node: the socket by which systemd takes orders",
    ],
    ["/srv/ci/.aws", "cloud-credentials, part, read-only part: the credentials of a cloud account"],
    ["/srv/data", "nothing"],
    ["/etcetera", "nothing"],
    ["/etc/localtime", "nothing"],
    ["/usr/share/zoneinfo/Europe", "nothing"],
  ])("%s", (path, expected) => {
    expect(said(path)).toBe(expected);
  });
});

describe("a directory gives all below it, what lies in one only itself", () => {
  test.each([
    [
      "above, the worst names it",
      "/var",
      "runtime-socket, node, read-only node: the socket of the container runtime",
    ],
    ["above, the worst names it", "/var/lib", "host-path, node, read-only part: the data of etcd"],
    ["above", "/opt", "host-path, node, read-only part: the network plugins of the node"],
    [
      "above a pattern",
      "/home/ops",
      "host-path, part, read-only part: the files and keys of the node's users",
    ],
    [
      "a pattern",
      "/etc/cron.daily",
      "host-path, node, read-only part: the configuration and accounts of the node",
    ],
    [
      "in what gives the same all through",
      "/etc/kubernetes/manifests",
      "host-path, node, read-only part: credentials and static pods of the node",
    ],
    [
      "in what gives the same all through",
      "/root/.ssh/id_rsa",
      "host-path, node, read-only part: the files and keys of the node's root",
    ],
    [
      "in what does not",
      "/etc/nginx",
      "host-path, part, read-only part: the configuration and accounts of the node",
    ],
    ["in what does not", "/dev/log", "host-path, part, read-only part: the devices of the node"],
    [
      "in what does not",
      "/usr/share/doc",
      "host-path, part, read-only part: the programs of the node",
    ],
    [
      "in what does not",
      "/var/lib/kubelet/plugins/csi.example",
      "host-path, part, read-only part: the kubelet's files and the secrets of all pods",
    ],
  ])("%s: %s", (_, path, expected) => {
    expect(said(path)).toBe(expected);
  });

  test("Windows nodes have the same directories on drive C, and pipes for sockets", () => {
    expect(
      [String.raw`C:\var\lib\kubelet\pki`, String.raw`\\.\pipe\docker_engine`].map(said),
    ).toEqual([
      "host-path, node, read-only part: the keys of the kubelet",
      "runtime-socket, node, read-only node: the socket of the container runtime",
    ]);
  });
});
