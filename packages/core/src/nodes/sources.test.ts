import { nodeFacts, parseJsonText } from "@watertight/core/testing";
import { expect, test } from "vitest";
import { evaluateNode } from "./evaluate/evaluate.ts";
import type { ControlResult } from "./evaluate/result.ts";
import { mergeNodeFacts } from "./facts/merge.ts";
import { matchesPlace } from "./files/roles.ts";
import { evaluateHardening } from "./hardening/evaluate.ts";
import { factsOfLynis } from "./imports/lynis.ts";
import { factsOfNodeCollector } from "./imports/trivy.ts";
import { commandWords } from "./settings/command-words.ts";

/** Status, value and place, as a table has them. */
function short(result: ControlResult | undefined): readonly string[] {
  return result ? [result.status, result.seen, result.where] : [];
}

test("facts of one node from several sources are one: the first that knows counts", () => {
  const files = nodeFacts({ system: { distribution: "debian" }, sysctls: [] });
  const api = nodeFacts({ system: { distribution: "x", kubeletVersion: "v1.33.0" }, users: [] });
  const merged = mergeNodeFacts(files, api);
  expect(merged.system).toMatchObject({ distribution: "debian", kubeletVersion: "v1.33.0" });
  expect([merged.sysctls, merged.users, merged.sources.length]).toEqual([[], [], 2]);
});

test("hardening knows where Kubernetes needs what general hardening forbids", () => {
  const facts = nodeFacts({
    sysctls: [
      { name: "net.ipv4.ip_forward", value: "1" },
      { name: "kernel.modules_disabled", value: "0" },
      { name: "kernel.dmesg_restrict", value: "0" },
    ],
    sshd: [
      { option: "permitrootlogin", value: "yes", file: "/etc/ssh/sshd_config", line: 3 },
      { option: "PasswordAuthentication", value: "no", file: "/etc/ssh/sshd_config", line: 4 },
      {
        option: "PasswordAuthentication",
        value: "yes",
        file: "/etc/ssh/sshd_config",
        line: 9,
        match: "User bob",
      },
    ],
    users: [
      { name: "root", uid: 0, password: "locked" },
      { name: "toor", uid: 0, password: "empty" },
    ],
  });
  const { results } = evaluateHardening(facts);
  const of = (id: string): readonly string[] => short(results.find((each) => each.control === id));
  expect(of("sysctl:net.ipv4.ip_forward")).toEqual(["pass", "1", "/proc/sys/net/ipv4/ip_forward"]);
  expect(of("sysctl:kernel.modules_disabled")[0]).toBe("not-applicable");
  expect(of("sysctl:kernel.dmesg_restrict")[0]).toBe("fail");
  expect(of("sshd:PermitRootLogin")).toEqual(["fail", "yes", "/etc/ssh/sshd_config:3"]);
  expect(of("sshd:PasswordAuthentication")).toEqual([
    "fail",
    "yes for User bob",
    "/etc/ssh/sshd_config:9",
  ]);
  expect(of("sshd:MaxAuthTries")).toEqual(["fail", "6", "sshd's default"]);
  expect(of("users:root-alone")).toEqual(["fail", "root, toor", "/etc/passwd"]);
  expect(of("users:empty-passwords")[1]).toBe("toor");
  expect(of("kernel:lockdown")[0]).toBe("unknown");
});

test("trivy's collector gives files and flags, and what it does not show stays unknown", () => {
  const facts = factsOfNodeCollector(
    {
      kind: "NodeInfo",
      info: {
        KubeletConfFilePermissions: { values: [644] },
        kubeletAnonymousAuthArgumentSet: { values: ["true"] },
        containerNetworkInterfaceFilePermissions: { values: [600, 700] },
      },
    },
    { nodeName: "n1", decodeBase64: () => undefined },
  );
  const { results } = evaluateNode(facts, { parse: parseJsonText, benchmark: "cis-1.12" });
  const of = (id: string): readonly string[] => short(results.find((each) => each.control === id));
  expect(of("4.1.5")).toEqual(["fail", "644", "/etc/kubernetes/kubelet.conf"]);
  expect(of("4.2.1").slice(0, 2)).toEqual(["fail", "true"]);
  expect(of("4.2.2")[0]).toBe("unknown");
  expect(of("1.1.9").slice(0, 2)).toEqual(["fail", "700"]);
});

test("Lynis' report names what differs", () => {
  const report = `# Lynis Report
report_version_major=1
lynis_version=3.0.8
hostname=n1
os_fullname=Debian 12
details[]=KRNL-6000|sysctl|desc:sysctl key;field:kernel.kptr_restrict;prefval:2;value:0;|
details[]=SSH-7408|sshd|desc:sshd option X11Forwarding;field:X11Forwarding;prefval:NO;value:YES;|
`;
  const facts = factsOfLynis(report, "other");
  expect(facts.node).toBe("n1");
  expect(facts.sysctls).toEqual([{ name: "kernel.kptr_restrict", value: "0" }]);
  expect(facts.sshd).toEqual([
    { option: "X11Forwarding", value: "YES", file: "sshd -T, by Lynis", line: 0, match: "" },
  ]);
});

test("command lines are cut as systemd cuts them", () => {
  expect(commandWords(`a "b c" 'd e' f\\ g --x="y z" ""`)).toEqual([
    "a",
    "b c",
    "d e",
    "f g",
    "--x=y z",
    "",
  ]);
  expect(commandWords("   ")).toEqual([]);
});

test("places have stars for a name or for any way", () => {
  expect(matchesPlace("/a/b.conf", "/a/*.conf")).toBe(true);
  expect(matchesPlace("/a/b/c.conf", "/a/*.conf")).toBe(false);
  expect(matchesPlace("/a/b/c.crt", "/a/**.crt")).toBe(true);
  expect(matchesPlace("/aXb", "/a.b")).toBe(false);
});

test("a system that comes from an image is mended where it is made", () => {
  const facts = nodeFacts({
    system: { distribution: "bottlerocket", kubeletVersion: "v1.34.0" },
    processes: [
      { pid: 7, name: "kubelet", arguments: ["kubelet", "--config=/c", "--anonymous-auth=true"] },
    ],
    texts: [{ path: "/c", text: "{}" }],
  });
  const { results } = evaluateNode(facts, { parse: parseJsonText, benchmark: "cis-1.12" });
  expect(results.find((each) => each.control === "4.2.1")?.remediation).toBe(
    "Set authentication.anonymous.enabled: false in /c; on Bottlerocket set it in settings.kubernetes of the user data, or with apiclient.",
  );
});
