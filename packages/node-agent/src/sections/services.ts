import { posix } from "node:path";
import type { NodeReader } from "../reader.ts";

export interface Service {
  readonly name: string;
  readonly enabled?: boolean;
  readonly active?: boolean;
}

/** Services whose state is judged. */
const NAMES = [
  ...["ssh.service", "sshd.service", "ssh.socket", "sshd.socket", "kubelet.service"],
  ...[
    "containerd.service",
    "crio.service",
    "docker.service",
    "auditd.service",
    "systemd-timesyncd.service",
  ],
  ...[
    "chronyd.service",
    "chrony.service",
    "amazon-ssm-agent.service",
    "google-guest-agent.service",
    "snap.amazon-ssm-agent.amazon-ssm-agent.service",
  ],
];

const UNITS = [
  "/etc/systemd/system",
  "/run/systemd/system",
  "/usr/lib/systemd/system",
  "/lib/systemd/system",
];

/** The services of a node that systemd knows, by its links and its control groups; undefined where it has no systemd. */
export function servicesOf(reader: NodeReader, isRunning: boolean): readonly Service[] | undefined {
  const folders = UNITS.flatMap((folder) => {
    const names = reader.names(folder);
    return names ? [{ folder, names }] : [];
  });
  if (folders.length === 0) return undefined;
  const wants = ["/etc/systemd/system", "/run/systemd/system"].flatMap((folder) =>
    (folders.find((each) => each.folder === folder)?.names ?? [])
      .filter((name) => /\.(?:wants|requires)$/.test(name))
      .flatMap((name) => reader.names(posix.join(folder, name)) ?? []),
  );
  const groups = isRunning ? reader.names("/sys/fs/cgroup/system.slice") : [];
  return NAMES.filter((name) => folders.some(({ names }) => names.includes(name))).map((name) => ({
    name,
    enabled: wants.includes(name),
    ...(isRunning
      ? groups && groups.length > 0
        ? { active: groups.includes(name) }
        : {}
      : { active: false }),
  }));
}
