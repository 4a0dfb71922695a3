import { posix } from "node:path";
import { placesOfRoles } from "@watertight/core/nodes";
import type { Entry, NodeReader } from "../reader.ts";
import type { Account, Group } from "./accounts.ts";

/** A file fact as the schema has it. */
export interface CollectedFile {
  readonly path: string;
  readonly type: string;
  readonly mode?: string;
  readonly uid?: number;
  readonly gid?: number;
  readonly owner?: string;
  readonly group?: string;
  readonly size?: number;
  readonly linkTarget?: string;
  readonly listed?: boolean;
}

/** Files of the host itself whose permissions matter (node-hardening: `filePermissionsMax`). */
const HOST_FILES = [
  "/etc/kubernetes/manifests/*",
  "/etc/kubernetes/bootstrap-kubelet.conf",
  "/var/lib/kubelet/pki/*",
  "/etc/containerd/config.toml",
  "/run/containerd/containerd.sock",
  "/run/crio/crio.sock",
  "/var/run/docker.sock",
  "/etc/ssh/sshd_config",
  "/etc/ssh/*",
  "/etc/passwd",
  "/etc/shadow",
  "/etc/group",
  "/etc/gshadow",
  "/boot/grub/grub.cfg",
  "/boot/grub2/grub.cfg",
  "/etc/crontab",
  "/etc/cron.d",
];

const MOST_FILES = 20_000;

const DEEPEST = 8;

/** What is known of the files that benchmarks ask for, of those of the host, and of those that are named. */
export function filesOf(
  reader: NodeReader,
  { users, groups }: { readonly users: readonly Account[]; readonly groups: readonly Group[] },
  named: readonly string[],
): readonly CollectedFile[] {
  // Of several names of one number the first counts, as getpwuid(3) has it.
  const owners = new Map([...users].reverse().map(({ uid, name }) => [uid, name]));
  const groupNames = new Map([...groups].reverse().map(({ gid, name }) => [gid, name]));
  const found = new Map<string, CollectedFile>();
  const add = (path: string, listed = false): Entry | undefined => {
    const entry = reader.entry(path);
    if (found.size >= MOST_FILES) reader.note("files", `only ${MOST_FILES} files were looked at`);
    else if (entry === "absent") found.set(path, { path, type: "absent" });
    else if (entry)
      found.set(path, { ...fact(path, entry, owners, groupNames), ...(listed && { listed }) });
    return entry === "absent" ? undefined : entry;
  };
  const visit = (path: string): void => {
    const target = add(path)?.linkTarget;
    if (target !== undefined) add(target);
  };
  const list = (folder: string, depth: number): void => {
    const names = reader.names(folder);
    add(folder, names !== undefined);
    if (!names || found.size >= MOST_FILES) return;
    for (const name of names) {
      const path = posix.join(folder, name);
      visit(path);
      if (depth > 1 && found.get(path)?.type === "directory") list(path, depth - 1);
    }
  };
  for (const place of [...placesOfRoles(), ...HOST_FILES, ...named]) {
    const star = place.indexOf("*");
    if (star < 0) visitNew(place, found, visit);
    else list(place.slice(0, place.lastIndexOf("/", star)), place.includes("**") ? DEEPEST : 1);
  }
  return [...found.values()];
}

/** A folder that was listed already says more. */
function visitNew(
  path: string,
  found: ReadonlyMap<string, CollectedFile>,
  visit: (path: string) => void,
): void {
  if (!found.has(path)) visit(path);
}

function fact(
  path: string,
  { stats, linkTarget }: Entry,
  owners: ReadonlyMap<number, string>,
  groups: ReadonlyMap<number, string>,
): CollectedFile {
  const owner = owners.get(stats.uid);
  const group = groups.get(stats.gid);
  return {
    path,
    type: typeOf(stats),
    mode: (stats.mode & 0o7777).toString(8).padStart(4, "0"),
    uid: stats.uid,
    gid: stats.gid,
    ...(owner !== undefined && { owner }),
    ...(group !== undefined && { group }),
    size: stats.size,
    ...(linkTarget !== undefined && { linkTarget }),
  };
}

function typeOf(stats: Entry["stats"]): string {
  if (stats.isFile()) return "file";
  if (stats.isDirectory()) return "directory";
  if (stats.isSymbolicLink()) return "link";
  return stats.isSocket() ? "socket" : "other";
}
