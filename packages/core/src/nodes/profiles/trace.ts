import { AARCH64_ROWS, X86_64_ROWS } from "./syscall-rows.ts";

/** What a program did while it was watched. */
export interface Trace {
  readonly syscalls: ReadonlySet<string>;
  /** Paths of files, by what was done to them. */
  readonly reads: ReadonlySet<string>;
  readonly writes: ReadonlySet<string>;
  readonly runs: ReadonlySet<string>;
  /** As AppArmor has them: `inet stream`, `unix dgram`. */
  readonly networks: ReadonlySet<string>;
  /** As AppArmor has them: `net_bind_service`. */
  readonly capabilities: ReadonlySet<string>;
  /** As seccomp has them; empty where no line says. */
  readonly architectures: ReadonlySet<string>;
  /** Whether file names are among it, as a summary and the records of seccomp have none. */
  readonly showsFiles: boolean;
  /** Lines that said something, and lines that nobody understood. */
  readonly lines: number;
  readonly unread: number;
}

interface Sets {
  readonly syscalls: Set<string>;
  readonly reads: Set<string>;
  readonly writes: Set<string>;
  readonly runs: Set<string>;
  readonly networks: Set<string>;
  readonly capabilities: Set<string>;
  readonly architectures: Set<string>;
}

/** What a recording says: of strace (with `-f`, or a summary of `-c`), or records of the audit log or the kernel's log by seccomp and AppArmor. */
export function readTrace(text: string): Trace {
  const sets: Sets = {
    ...{ syscalls: new Set(), reads: new Set(), writes: new Set(), runs: new Set() },
    ...{ networks: new Set(), capabilities: new Set(), architectures: new Set() },
  };
  let lines = 0;
  let unread = 0;
  for (const line of text.split("\n")) {
    if (line.trim() === "") continue;
    if (readLine(line, sets)) lines += 1;
    else if (!isNoise(line)) unread += 1;
  }
  const showsFiles = sets.reads.size + sets.writes.size + sets.runs.size > 0;
  return { ...sets, showsFiles, lines, unread };
}

function readLine(line: string, sets: Sets): boolean {
  return readSeccomp(line, sets) || readAppArmor(line, sets) || readStrace(line, sets);
}

/** Signals, ends of processes and heads of tables say nothing of what is needed. */
function isNoise(line: string): boolean {
  return (
    /^(?:\[pid +\d+\] |\d+ +)?(?:[\d:.]+ )?(?:---|\+\+\+) /.test(line) ||
    /^% time|^[- ]+$|\btotal$|^strace: /.test(line) ||
    /^type=(?!SECCOMP|1326|AVC|1400)/.test(line)
  );
}

const ARCHITECTURES: ReadonlyMap<string, readonly [name: string, rows: string]> = new Map([
  ["c000003e", ["SCMP_ARCH_X86_64", X86_64_ROWS]],
  ["c00000b7", ["SCMP_ARCH_AARCH64", AARCH64_ROWS]],
]);

/** `type=SECCOMP`, or 1326 in the kernel's log: number and architecture, as audit_seccomp of the kernel writes them. */
function readSeccomp(line: string, sets: Sets): boolean {
  if (!/\btype=(?:SECCOMP|1326)\b/.test(line)) return false;
  const number = /\bsyscall=(\d{1,4})\b/.exec(line)?.[1];
  const [name, rows] = ARCHITECTURES.get(/\barch=([0-9a-f]{8})\b/.exec(line)?.[1] ?? "") ?? [];
  const call = rows === undefined ? undefined : namesIn(rows).get(Number(number));
  if (name === undefined || call === undefined) return false;
  sets.architectures.add(name);
  sets.syscalls.add(call);
  return true;
}

const tables = new Map<string, ReadonlyMap<number, string>>();

function namesIn(rows: string): ReadonlyMap<number, string> {
  const known = tables.get(rows);
  if (known) return known;
  const made = new Map<number, string>();
  for (const row of rows.trim().split("\n")) {
    const [first = "", ...names] = row.split(" ");
    names.forEach((name, index) => made.set(Number(first) + index, name));
  }
  tables.set(rows, made);
  return made;
}

/** A record of AppArmor: what a profile refused, or in complain mode would have. */
function readAppArmor(line: string, sets: Sets): boolean {
  if (!/\bapparmor="(?:DENIED|ALLOWED|AUDIT)"/.test(line)) return false;
  const field = (name: string): string =>
    new RegExp(`\\b${name}="([^"]*)"`).exec(line)?.[1] ?? hexField(line, name);
  const capability = field("capname");
  const family = field("family");
  if (capability !== "") sets.capabilities.add(capability);
  else if (family !== "") sets.networks.add(`${family} ${field("sock_type")}`.trim());
  else addPath(field("name"), field("requested_mask"), sets);
  return true;
}

/** Names with spaces or quotes are hexadecimal there. */
function hexField(line: string, name: string): string {
  const hex = new RegExp(`\\b${name}=((?:[0-9A-F]{2})+)\\b`).exec(line)?.[1] ?? "";
  const bytes = hex.match(/../g) ?? [];
  return bytes.map((each) => String.fromCharCode(Number.parseInt(each, 16))).join("");
}

function addPath(path: string, mask: string, sets: Sets): void {
  if (!path.startsWith("/")) return;
  if (/x/.test(mask)) sets.runs.add(path);
  if (/[wacdlk]/.test(mask)) sets.writes.add(path);
  if (/[rm]/.test(mask) || mask === "") sets.reads.add(path);
}

/** `[pid 12] openat(AT_FDCWD, "/x", O_RDONLY) = 3`, with or without pids and times; `<... read resumed>`; a row of the summary. */
function readStrace(line: string, sets: Sets): boolean {
  const resumed = /<\.\.\. (\w+) resumed>/.exec(line)?.[1];
  const summed = /^ *[\d.]+ +[\d.]+ +\d+ +\d+ +(?:\d+ +)?([a-z]\w+)$/.exec(line)?.[1];
  const [, call, given = ""] =
    /^(?:\[pid +\d+\] |\d+ +)?(?:\d[\d:.]* )?([a-z_]\w*)\((.*)$/.exec(line) ?? [];
  const name = resumed ?? summed ?? call;
  if (name === undefined) return false;
  sets.syscalls.add(name);
  if (call !== undefined) readArguments(call, given, sets);
  return true;
}

function readArguments(call: string, given: string, sets: Sets): void {
  const path = pathIn(given);
  if (/^exec/.test(call)) addPath(path, "rx", sets);
  else if (/^(?:open|openat|openat2|creat)$/.test(call)) addPath(path, maskOf(call, given), sets);
  else if (WRITING.test(call)) addPath(path, "w", sets);
  else if (READING.test(call)) addPath(path, "r", sets);
  else if (/^socket(?:pair)?$/.test(call)) addSocket(given, sets);
}

const WRITING =
  /^(?:mkdir|mkdirat|rmdir|unlink|unlinkat|rename|renameat2?|chmod|fchmodat|l?chown|fchownat|symlink|symlinkat|link|linkat|truncate|utimensat|mknod|mknodat)$/;

const READING =
  /^(?:access|faccessat2?|readlink|readlinkat|stat|lstat|newfstatat|statx|statfs|chdir|inotify_add_watch)$/;

/** The first text among the arguments: escapes as C has them. */
function pathIn(given: string): string {
  const text = /"((?:[^"\\]|\\.)*)"/.exec(given)?.[1] ?? "";
  return text.replace(/\\([0-7]{1,3}|x[0-9a-f]{2}|.)/g, (_, escape: string) => characterOf(escape));
}

const LETTERS: ReadonlyMap<string, string> = new Map([
  ...([
    ["n", "\n"],
    ["t", "\t"],
    ["r", "\r"],
    ["v", "\v"],
    ["f", "\f"],
    ["a", "\u0007"],
    ["b", "\b"],
  ] as const),
]);

function characterOf(escape: string): string {
  if (/^[0-7]/.test(escape)) return String.fromCharCode(Number.parseInt(escape, 8));
  if (/^x[0-9a-f]/.test(escape)) return String.fromCharCode(Number.parseInt(escape.slice(1), 16));
  return LETTERS.get(escape) ?? escape;
}

function maskOf(call: string, given: string): string {
  if (call === "creat" || /O_WRONLY/.test(given)) return "w";
  return /O_RDWR|O_CREAT|O_TRUNC/.test(given) ? "rw" : "r";
}

const FAMILIES: ReadonlyMap<string, string> = new Map([
  ["AF_INET", "inet"],
  ["AF_INET6", "inet6"],
  ["AF_UNIX", "unix"],
  ["AF_LOCAL", "unix"],
  ["AF_NETLINK", "netlink"],
  ["AF_PACKET", "packet"],
]);

const TYPES: ReadonlyMap<string, string> = new Map([
  ["SOCK_STREAM", "stream"],
  ["SOCK_DGRAM", "dgram"],
  ["SOCK_RAW", "raw"],
  ["SOCK_SEQPACKET", "seqpacket"],
]);

function addSocket(given: string, { networks }: Sets): void {
  const [, family = "", type = ""] = /^(AF_\w+), (SOCK_[A-Z]+)/.exec(given) ?? [];
  const [ours, kind] = [FAMILIES.get(family), TYPES.get(type)];
  if (ours !== undefined && kind !== undefined) networks.add(`${ours} ${kind}`);
}
