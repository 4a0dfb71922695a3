import { factsOfNode, type NamedValue, type NodeFacts, type NotRead } from "../facts/node-facts.ts";

/** Whether a text is a report of Lynis (`/var/log/lynis-report.dat`). */
export function isLynisReport(text: string): boolean {
  return /^(?:#.*\n|\s*\n){0,20}(?:report_version_major|lynis_version)=/m.test(text.slice(0, 4096));
}

/** What a report of Lynis 3 says of a host, and what it could not look at. */
export function factsOfLynis(text: string, nodeName: string): NodeFacts {
  const lines = text.split("\n").flatMap((line): readonly NamedValue[] => {
    const [, name, value] = /^([A-Za-z_0-9]+)(?:\[\])?=(.*)$/.exec(line.trim()) ?? [];
    return name === undefined || value === undefined ? [] : [{ name, value }];
  });
  const last = (name: string): string => lines.findLast((each) => each.name === name)?.value ?? "";
  const all = (name: string): readonly string[] =>
    lines.filter((each) => each.name === name).map(({ value }) => value);
  const facts = factsOfNode(last("hostname") || nodeName);
  const details = all("details").map((line) => line.split("|"));
  const sysctls = details.flatMap(([test, , what]) =>
    test === "KRNL-6000" ? sysctlOf(what ?? "") : [],
  );
  const sshd = details.flatMap(([test, , what]) => (test === "SSH-7408" ? sshdOf(what ?? "") : []));
  return {
    ...facts,
    sources: [
      {
        kind: "lynis",
        tool: `Lynis ${last("lynis_version")}`.trim(),
        time: last("report_datetime_start").replace(" ", "T"),
        root: "/",
        privileged: undefined,
      },
    ],
    system: {
      ...facts.system,
      distribution: (last("os_fullname") || last("os_name")).split(" ")[0]?.toLowerCase() ?? "",
      distributionVersion: last("os_version"),
      distributionName: last("os_fullname"),
      kernel: last("os_kernel_version_full") || last("os_kernel_version"),
    },
    // It names only what differs from its profile, so what it does not name is not known.
    sysctls: sysctls.length === 0 ? undefined : sysctls,
    sshd: sshd.length === 0 ? undefined : sshd,
    security: {
      ...facts.security,
      selinux: last("selinux_mode").toLowerCase(),
      ...(last("apparmor_enabled") === "1" ? { lsms: ["apparmor"] } : {}),
    },
    notRead: all("exception_event").map(
      (what): NotRead => ({ what, reason: "Lynis met an exception" }),
    ),
  };
}

/** `sysctl;net.ipv4.conf.all.rp_filter;field=value;value=0;prefval=1;`, as `LogDetails` of Lynis writes it. */
function sysctlOf(what: string): readonly NamedValue[] {
  const name =
    fieldOf(what, "key") ?? /^(?:desc:)?sysctl;([^;]+);/.exec(what)?.[1] ?? fieldOf(what, "field");
  const value = fieldOf(what, "value");
  return name === undefined || value === undefined ? [] : [{ name, value }];
}

function sshdOf(what: string): NonNullable<NodeFacts["sshd"]> {
  const option = fieldOf(what, "field");
  const value = fieldOf(what, "value");
  if (option === undefined || value === undefined) return [];
  return [{ option, value, file: "sshd -T, by Lynis", line: 0, match: "" }];
}

/** Fields are `name:value;` or `name=value;`. */
function fieldOf(what: string, field: string): string | undefined {
  return new RegExp(`(?:^|;)${field}[:=]([^;]*)(?:;|$)`).exec(what)?.[1];
}
