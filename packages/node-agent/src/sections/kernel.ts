import { posix } from "node:path";
import type { NodeReader } from "../reader.ts";

export interface Named {
  readonly name: string;
  readonly value: string;
}

/** Settings of the kernel that are judged. */
export function sysctlsOf(
  reader: NodeReader,
  names: readonly string[],
  ofHostNetwork: boolean,
): readonly Named[] | undefined {
  if (reader.text("/proc/sys/kernel/ostype") === undefined) return undefined;
  return names.flatMap((name) => {
    if (name.startsWith("net.") && !ofHostNetwork) return [];
    const value = reader.text(`/proc/sys/${name.replaceAll(".", "/")}`);
    return value === undefined ? [] : [{ name, value: value.trim().replace(/\s+/g, " ") }];
  });
}

export interface Mount {
  readonly source: string;
  readonly target: string;
  readonly type: string;
  readonly options: readonly string[];
}

/** What is mounted, or where nothing runs what /etc/fstab would mount. */
export function mountsOf(reader: NodeReader, isRunning: boolean): readonly Mount[] | undefined {
  const text = isRunning
    ? (reader.text("/proc/1/mounts") ?? reader.text("/proc/self/mounts"))
    : reader.text("/etc/fstab");
  return text?.split("\n").flatMap((line) => {
    const [source, target, type, options] = line.trim().split(/\s+/);
    if (source === undefined || source.startsWith("#") || target === undefined) return [];
    if (
      /^(?:cgroup2?|proc|sysfs|devpts|mqueue|overlay|nsfs)$/.test(type ?? "") ||
      target.startsWith("/var/lib/kubelet/pods")
    )
      return [];
    return [
      {
        source: unescaped(source),
        target: unescaped(target),
        type: type ?? "",
        options: (options ?? "").split(","),
      },
    ];
  });
}

/** A space is `\040` there. */
function unescaped(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 8)),
  );
}

export interface Modules {
  readonly loaded?: readonly string[];
  readonly disabled: readonly Named[];
}

/** Modules that are loaded, and those that may not be. */
export function modulesOf(reader: NodeReader, isRunning: boolean): Modules {
  const text = isRunning ? reader.text("/proc/modules") : undefined;
  const loaded = text?.split("\n").flatMap((line) => line.split(" ")[0] || []);
  const disabled = ["/etc/modprobe.d", "/usr/lib/modprobe.d", "/run/modprobe.d"].flatMap((folder) =>
    (reader.names(folder) ?? [])
      .filter((name) => name.endsWith(".conf"))
      .flatMap((name) =>
        disabledIn(reader.text(posix.join(folder, name)) ?? "", posix.join(folder, name)),
      ),
  );
  return { ...(loaded && { loaded }), disabled };
}

function disabledIn(text: string, file: string): readonly Named[] {
  return text.split("\n").flatMap((line, index) => {
    const [, module] =
      /^\s*(?:install\s+(\S+)\s+\/(?:usr\/)?s?bin\/(?:false|true)\b)/.exec(line) ?? [];
    return module === undefined
      ? []
      : [{ name: module.replaceAll("-", "_"), value: `${file}:${index + 1}` }];
  });
}

const LSM = "/sys/kernel/security";

/** What the kernel enforces beyond permissions. */
export function securityOf(
  reader: NodeReader,
  isRunning: boolean,
): Readonly<Record<string, unknown>> {
  const seccompProfiles = profilesIn(reader, "/var/lib/kubelet/seccomp", "");
  if (!isRunning) return { seccompProfiles, selinux: configuredSelinux(reader) };
  const lsms = reader.text(`${LSM}/lsm`)?.trim().split(",");
  return {
    seccompProfiles,
    lockdown: /\[(\w+)\]/.exec(reader.text(`${LSM}/lockdown`) ?? "")?.[1],
    lsms,
    apparmorProfiles: apparmorOf(reader, lsms),
    selinux: runningSelinux(reader, lsms),
  };
}

/** The profiles that are loaded; none where the kernel has no AppArmor. */
function apparmorOf(
  reader: NodeReader,
  lsms: readonly string[] | undefined,
): readonly Named[] | undefined {
  if (lsms?.includes("apparmor") === false) return [];
  return reader
    .text(`${LSM}/apparmor/profiles`)
    ?.split("\n")
    .flatMap((line) => {
      const [, name, value] = /^(.*) \((\w+)\)$/.exec(line) ?? [];
      return name === undefined || value === undefined ? [] : [{ name, value }];
    });
}

function runningSelinux(reader: NodeReader, lsms: readonly string[] | undefined): string {
  const enforce = reader.text("/sys/fs/selinux/enforce")?.trim();
  if (enforce !== undefined) return enforce === "1" ? "enforcing" : "permissive";
  return lsms && !lsms.includes("selinux") ? "disabled" : "";
}

function configuredSelinux(reader: NodeReader): string {
  const text = reader.text("/etc/selinux/config");
  if (text === undefined) return "disabled";
  return /^SELINUX=(enforcing|permissive|disabled)\s*$/m.exec(text)?.[1] ?? "";
}

const DEEPEST = 4;

function profilesIn(
  reader: NodeReader,
  folder: string,
  below: string,
  depth = DEEPEST,
): readonly string[] {
  if (depth === 0) return [];
  return (reader.names(posix.join(folder, below)) ?? []).flatMap((name) => {
    const path = posix.join(below, name);
    const entry = reader.entry(posix.join(folder, path));
    if (entry === undefined || entry === "absent") return [];
    return entry.stats.isDirectory() ? profilesIn(reader, folder, path, depth - 1) : [path];
  });
}
