import { octal, ownerOf } from "../evaluate/files.ts";
import { fail, manual, notApplicable, pass, unknown, type Verdict } from "../evaluate/result.ts";
import type { FileFact, NodeFacts, SshdOption } from "../facts/node-facts.ts";
import { matchesPlace } from "../files/roles.ts";
import { FILE_ROWS, MODULE_ROWS, MOUNT_ROWS, rowsOf, SSHD_ROWS, SYSCTL_ROWS } from "./rows.ts";

/** One demand of hardening on a host. */
export interface HardeningControl {
  readonly id: string;
  readonly title: string;
  readonly wanted: string;
  readonly why: string;
  /** The change, as a command or a line of a file. */
  readonly mend: string;
  readonly judge: (facts: NodeFacts) => Verdict;
}

/** All that hardening asks of a host that runs Kubernetes. */
export function hardeningControls(): readonly HardeningControl[] {
  return [
    ...rowsOf(SYSCTL_ROWS).map(sysctl),
    ...rowsOf(MODULE_ROWS).map(module),
    ...rowsOf(SSHD_ROWS).map(sshd),
    ...rowsOf(FILE_ROWS).map(file),
    ...rowsOf(MOUNT_ROWS).map(mount),
    ...ACCOUNTS,
    ...KERNEL,
  ];
}

function sysctl([key = "", wanted = "", why = ""]: readonly string[]): HardeningControl {
  const values = wanted.replace("?", "").split("|");
  return {
    id: `sysctl:${key}`,
    title: `Kernel setting ${key}`,
    wanted:
      wanted === "-" ? "as Kubernetes needs it" : wanted.replace("?", "").replaceAll("|", " or "),
    why: `${why}.`,
    mend: `Write ${key} = ${values[0] ?? ""} to /etc/sysctl.d/90-hardening.conf and run sysctl --system`,
    judge: ({ sysctls }) => {
      if (sysctls === undefined) return unknown("the kernel's settings were not looked at");
      const seen = sysctls.find(({ name }) => name === key)?.value;
      const where = `/proc/sys/${key.replaceAll(".", "/")}`;
      if (seen === undefined) {
        return key.startsWith("net.") && !sysctls.some(({ name }) => name.startsWith("net."))
          ? unknown("the settings of the node's own network were not looked at")
          : notApplicable("the kernel has no such setting");
      }
      if (wanted === "-") return notApplicable(why);
      const isMet = wanted === ">0" ? Number(seen) > 0 : values.includes(seen);
      return isMet ? pass(seen, where) : fail(seen, where, why);
    },
  };
}

function module([name = "", why = ""]: readonly string[]): HardeningControl {
  const key = name.replaceAll("-", "_");
  if (why.startsWith("needed: ")) return neededModule(key, why.slice("needed: ".length));
  return {
    id: `module:${name}`,
    title: `Module ${name} cannot be loaded`,
    wanted: "kept out",
    why: `${why}.`,
    mend: `Write "install ${name} /bin/false" to /etc/modprobe.d/${name}.conf`,
    judge: ({ modules }) => {
      if (!modules) return unknown("modules were not looked at");
      if (modules.loaded?.includes(key)) return fail("loaded", "/proc/modules", why);
      const kept = modules.disabled.find((each) => each.name === key);
      return kept ? pass("kept out", kept.value) : fail("may be loaded", "/etc/modprobe.d", why);
    },
  };
}

/** What general hardening would keep out, and Kubernetes cannot do without. */
function neededModule(key: string, why: string): HardeningControl {
  return {
    id: `module:${key}`,
    title: `Module ${key} can be loaded`,
    wanted: "not kept out",
    why: `${why}.`,
    mend: `Remove "install ${key}" from /etc/modprobe.d`,
    judge: ({ modules }) => {
      if (!modules) return unknown("modules were not looked at");
      const kept = modules.disabled.find((each) => each.name === key);
      return kept ? fail("kept out", kept.value, why) : pass("not kept out", "/etc/modprobe.d");
    },
  };
}

function sshd([option = "", wanted = "", byDefault = ""]: readonly string[]): HardeningControl {
  return {
    id: `sshd:${option}`,
    title: `SSH daemon: ${option}`,
    wanted: wanted.replaceAll("|", " or ").replace(/^!/, "without "),
    why: "The SSH daemon is the way in that attackers try first.",
    mend: `Set ${option} in /etc/ssh/sshd_config.d/90-hardening.conf and reload the daemon`,
    judge: (facts) => judgeSshdOption(facts, option, wanted, byDefault),
  };
}

function judgeSshdOption(
  { sshd: lines, services }: NodeFacts,
  option: string,
  wanted: string,
  byDefault: string,
): Verdict {
  if (lines === undefined) return withoutSshd(services);
  const set = lines.filter((each) => each.option.toLowerCase() === option.toLowerCase());
  // The first one counts, and blocks of Match may say otherwise for some.
  const always = set.find(({ match }) => match === "");
  const loose = set.find(({ match, value }) => match !== "" && !meets(value, wanted));
  const seen = always?.value ?? byDefault;
  const where = always ? placeOf(always) : "sshd's default";
  if (!meets(seen, wanted)) return fail(seen, where, always ? "" : "this is the default");
  if (loose) return fail(`${loose.value} for ${loose.match}`, placeOf(loose));
  return pass(seen === "ok" ? "sshd's own list" : seen, where);
}

function withoutSshd(services: NodeFacts["services"]): Verdict {
  const hasNone = services?.every(({ name }) => !/^sshd?\./.test(name)) === true;
  return hasNone
    ? notApplicable("the node has no SSH daemon")
    : unknown("the SSH daemon's configuration was not looked at");
}

function placeOf({ file, line }: SshdOption): string {
  return line > 0 ? `${file}:${line}` : file;
}

function meets(seen: string, wanted: string): boolean {
  if (wanted === "set") return seen !== "none" && seen !== "";
  if (wanted.startsWith("<="))
    return secondsOf(seen) <= Number(wanted.slice(2)) && secondsOf(seen) > 0;
  const [, least, most] = /^(\d+)-(\d+)$/.exec(wanted) ?? [];
  if (least !== undefined)
    return secondsOf(seen) >= Number(least) && secondsOf(seen) <= Number(most);
  if (wanted.startsWith("!")) return isFree(seen, wanted.slice(1).split(","));
  return wanted.split("|").some((each) => each.toLowerCase() === seen.toLowerCase());
}

/** A list that takes away or adds to the daemon's own is judged by what it adds. */
function isFree(seen: string, bad: readonly string[]): boolean {
  if (seen.startsWith("-")) return true;
  const names = seen.replace(/^[+^]/, "").toLowerCase().split(",");
  return names.every((name) => bad.every((each) => !name.includes(each)));
}

function secondsOf(text: string): number {
  const [, number, unit = "s"] = /^(\d+)([smhd]?)$/.exec(text) ?? [];
  const factor = { s: 1, m: 60, h: 3600, d: 86_400 }[unit] ?? 1;
  return number === undefined ? Number.NaN : Number(number) * factor;
}

function file([pattern = "", most = "", owners = ""]: readonly string[]): HardeningControl {
  const limit = Number.parseInt(most, 8);
  return {
    id: `file:${pattern}`,
    title: `Permissions and owner of ${pattern}`,
    wanted: `${most} or less, ${owners.replaceAll("|", " or ")}`,
    why: "Whoever may change it takes the node.",
    mend: `Run chmod ${most} ${pattern} and chown ${owners.split("|")[0] ?? ""} ${pattern}`,
    judge: ({ files }) => judgeFile(files, pattern, limit, owners.split("|")),
  };
}

function judgeFile(
  files: readonly FileFact[],
  pattern: string,
  limit: number,
  owners: readonly string[],
): Verdict {
  const found = files.filter(({ path }) => matchesPlace(path, pattern));
  const there = found.filter(({ type }) => type !== "absent" && type !== "link");
  if (there.length === 0) {
    const folder = pattern.slice(0, pattern.lastIndexOf("/"));
    const isSeen =
      found.length > 0 ||
      files.some(({ path, listed, type }) => path === folder && (listed || type === "absent"));
    return isSeen ? notApplicable("it is not there") : unknown("it was not looked at");
  }
  const bad = there.find(
    (each) => ((each.mode ?? 0) & 0o7777 & ~limit) !== 0 || !owners.includes(ownerOf(each) ?? ""),
  );
  const shown = bad ?? there[0];
  const seen = shown ? `${octal(shown.mode ?? 0)} ${ownerOf(shown) ?? ""}` : "";
  return bad
    ? fail(seen, bad.path)
    : pass(
        seen,
        there
          .map(({ path }) => path)
          .slice(0, 4)
          .join(", "),
      );
}

function mount([target = "", options = ""]: readonly string[]): HardeningControl {
  return {
    id: `mount:${target}`,
    title: `Options of ${target}`,
    wanted: `a mount of its own with ${options}`,
    why: "Whoever may write there places devices or set-id programs.",
    mend: `Mount ${target} of its own with ${options} in /etc/fstab, or tmp.mount`,
    judge: ({ mounts }) => {
      if (!mounts) return unknown("mounts were not looked at");
      const found = mounts.findLast((each) => each.target === target);
      if (!found) return fail("no mount of its own", "mounts");
      const missing = options.split(",").filter((each) => !found.options.includes(each));
      const seen = found.options.join(",");
      return missing.length === 0
        ? pass(seen, target)
        : fail(seen, target, `without ${missing.join(", ")}`);
    },
  };
}

const ACCOUNTS: readonly HardeningControl[] = [
  {
    id: "users:root-alone",
    title: "Only root has the number 0",
    wanted: "one account with uid 0",
    why: "Another account with that number is root by another name.",
    mend: "Give the account another number, or remove it",
    judge: ({ users }) => {
      if (!users) return unknown("accounts were not looked at");
      const roots = users.filter(({ uid }) => uid === 0).map(({ name }) => name);
      return roots.every((name) => name === "root")
        ? pass(roots.join(", "), "/etc/passwd")
        : fail(roots.join(", "), "/etc/passwd");
    },
  },
  {
    id: "users:empty-passwords",
    title: "No account without a password",
    wanted: "passwords set or locked",
    why: "Whoever knows the name logs in.",
    mend: "Lock the account with passwd -l",
    judge: ({ users }) => {
      if (!users) return unknown("accounts were not looked at");
      const empty = users.filter(({ password }) => password === "empty").map(({ name }) => name);
      if (empty.length > 0) return fail(empty.join(", "), "/etc/shadow");
      const isKnown = users.every(({ password }) => password !== "unknown");
      return isKnown ? pass("none", "/etc/shadow") : unknown("/etc/shadow was not read");
    },
  },
  {
    id: "sudo:no-password",
    title: "sudo asks for a password",
    wanted: "no rule with NOPASSWD for all commands",
    why: "A taken account is root at once.",
    mend: "Remove NOPASSWD, or name the commands that need it",
    judge: ({ sudo }) => {
      if (!sudo) return unknown("sudo's rules were not looked at");
      const rule = sudo.find(
        ({ text }) => /NOPASSWD\s*:\s*ALL\b/.test(text) || /!authenticate\b/.test(text),
      );
      return rule
        ? fail(rule.text, `${rule.file}:${rule.line}`)
        : pass(`${sudo.length} rules`, "/etc/sudoers");
    },
  },
];

const KERNEL: readonly HardeningControl[] = [
  {
    id: "kernel:lockdown",
    title: "The kernel is locked down",
    wanted: "integrity or confidentiality",
    why: "Without it root changes the running kernel.",
    mend: "Start the kernel with lockdown=integrity; modules have to be signed then",
    judge: ({ security: { lockdown, lsms } }) => {
      if (lockdown === "")
        return lsms
          ? fail("none", "/sys/kernel/security/lsm")
          : unknown("the kernel's lockdown was not looked at");
      return lockdown === "none"
        ? fail(lockdown, "/sys/kernel/security/lockdown")
        : pass(lockdown, "/sys/kernel/security/lockdown");
    },
  },
  {
    id: "kernel:mandatory-access",
    title: "AppArmor or SELinux is enforced",
    wanted: "AppArmor with profiles, or SELinux enforcing",
    why: "Profiles hold a container that has broken out.",
    mend: "Switch the distribution's own module on",
    judge: ({ security: { selinux, lsms, apparmorProfiles } }) => {
      if (selinux === "enforcing") return pass("SELinux enforcing", "/sys/fs/selinux/enforce");
      if (
        apparmorProfiles?.some(({ value }) => value === "enforce") ||
        lsms?.includes("apparmor")
      ) {
        return pass("AppArmor", "/sys/kernel/security/apparmor/profiles");
      }
      if (selinux === "permissive") return fail("SELinux permissive", "/sys/fs/selinux/enforce");
      if (lsms === undefined && apparmorProfiles === undefined)
        return unknown("security modules were not looked at");
      return lsms
        ? fail(lsms.join(", "), "/sys/kernel/security/lsm")
        : manual("only profiles are known", "", "");
    },
  },
];
