import type { JsonObject, JsonValue } from "../../kubernetes/json.ts";
import {
  asJson,
  listAt,
  objectAt,
  textAt,
  textsAt,
  valueAt,
} from "../../kubernetes/json-fields.ts";
import type { Trace } from "./trace.ts";

/** A container of a pod for which a profile is proposed. */
export interface ProfiledContainer {
  readonly container: object;
  /** What was recorded of it; undefined: nothing. */
  readonly trace: Trace | undefined;
}

/** What runtimes leave a container that says nothing, in AppArmor's words (containerd's default profile of capabilities). */
const USUAL_CAPABILITIES: readonly string[] =
  "audit_write chown dac_override fowner fsetid kill mknod net_bind_service net_raw setfcap setgid setpcap setuid sys_chroot".split(
    " ",
  );

/** What nothing in a container has to do, whatever else its profile allows: a refusal counts before every permission. */
const DENIED: readonly string[] = [
  "deny mount,",
  "deny remount,",
  "deny pivot_root,",
  "deny @{PROC}/sys/** wkl,",
  "deny @{PROC}/sysrq-trigger rwkl,",
  "deny @{PROC}/kcore rwkl,",
  "deny /sys/** wkl,",
  "deny /sys/firmware/** rwkl,",
  "deny /sys/kernel/security/** rwkl,",
];

/** A profile of AppArmor for a container: by its spec what it may write, its capabilities and its network, and by a recording each file. */
export function appArmorProfile(profileName: string, profiled: ProfiledContainer): string {
  const { trace } = profiled;
  const container = asJson(profiled.container);
  const files =
    trace?.showsFiles === true
      ? recordedFiles(trace, writableMounts(container))
      : specifiedFiles(container);
  const rules = [
    ...networksOf(trace),
    ...capabilitiesOf(container, trace).map((each) => `capability ${each},`),
    "signal (receive) peer=unconfined,",
    `signal (send,receive) peer=${profileName},`,
    `ptrace (trace,read,tracedby,readby) peer=${profileName},`,
    ...files,
    ...DENIED,
  ];
  const head = `#include <tunables/global>\n\nprofile ${profileName} flags=(attach_disconnected,mediate_deleted) {\n  #include <abstractions/base>\n`;
  return `${head}\n${rules.map((rule) => `  ${rule}\n`).join("")}}\n`;
}

/** Without a recording everything of the image may be read and run: the spec does not show it. */
function specifiedFiles(container: JsonObject): readonly string[] {
  const isReadOnly =
    valueAt(objectAt(container, "securityContext"), "readOnlyRootFilesystem") === true;
  if (!isReadOnly) return ["file,"];
  return ["/** mrix,", ...writableMounts(container).flatMap(written), "/dev/** rw,", "/proc/** w,"];
}

function written(path: string): readonly string[] {
  return [`${escaped(path, "/")} rw,`, `${escaped(path, "/**")} rwkl,`];
}

function writableMounts(container: JsonObject): readonly string[] {
  return listAt(container, "volumeMounts")
    .filter((each) => valueAt(each, "readOnly") !== true)
    .map((each) => textAt(each, "mountPath").replace(/\/+$/, ""))
    .filter((path) => path.startsWith("/"));
}

/** In the order in which masks are written. */
const MASK = ["m", "r", "w", "i", "x"];

function recordedFiles(
  { reads, writes, runs }: Trace,
  mounts: readonly string[],
): readonly string[] {
  const masks = new Map<string, Set<string>>();
  const add = (paths: ReadonlySet<string>, letters: string): void => {
    for (const path of paths) {
      const pattern = patternOf(path, mounts);
      const known = masks.get(pattern) ?? new Set<string>();
      for (const letter of letters) known.add(letter);
      masks.set(pattern, known);
    }
  };
  add(reads, "r");
  add(writes, "w");
  add(runs, "mrix");
  // What is loaded into memory as code is a library.
  add(new Set([...reads].filter((path) => /\.so(?:\.[\d.]+)?$/.test(path))), "mr");
  return Array.from(masks, ([pattern, mask]) => {
    const letters = MASK.filter((letter) => mask.has(letter)).join("");
    return `${pattern} ${letters},`;
  }).sort();
}

/** Below a volume every name may come; numbers of processes differ each time. */
function patternOf(path: string, mounts: readonly string[]): string {
  const mount = mounts.find((each) => path.startsWith(`${each}/`));
  if (mount !== undefined) return escaped(mount, "/**");
  const [, rest] = /^\/proc\/\d+(\/[\w./-]*)$/.exec(path) ?? [];
  return rest === undefined ? escaped(path) : `@{PROC}/@{pid}${rest}`;
}

/** A path as itself, with what follows it: what AppArmor takes for patterns is escaped, and a name with spaces quoted. */
function escaped(path: string, below = ""): string {
  const plain = path.replace(/\p{Cc}/gu, "?").replace(/[\\*[\]{}^"]/g, "\\$&");
  return /\s/.test(plain) ? `"${plain}${below}"` : `${plain}${below}`;
}

function networksOf(trace: Trace | undefined): readonly string[] {
  if (trace && trace.syscalls.size > 0 && trace.showsFiles) {
    return [...trace.networks]
      .filter((each) => /^[a-z0-9]+(?: [a-z]+)?$/.test(each))
      .sort()
      .map((each) => `network ${each},`);
  }
  return [
    ...["inet stream", "inet dgram", "inet6 stream", "inet6 dgram", "unix stream", "unix dgram"],
    "netlink raw",
  ].map((each) => `network ${each},`);
}

function capabilitiesOf(container: JsonValue, trace: Trace | undefined): readonly string[] {
  const context = objectAt(container, "securityContext");
  const named = (key: string): readonly string[] =>
    textsAt(context, "capabilities", key).map((each) => each.toLowerCase().replace(/^cap_/, ""));
  const dropped = named("drop");
  const kept = dropped.includes("all")
    ? []
    : USUAL_CAPABILITIES.filter((each) => !dropped.includes(each));
  const all = new Set([...kept, ...named("add"), ...(trace?.capabilities ?? [])]);
  return [...all].filter((each) => /^[a-z_]+$/.test(each) && each !== "all").sort();
}
