import { expect, test } from "vitest";
import { nodeFacts, parseJsonText } from "../../../testing/nodes.ts";
import { evaluateNode } from "../evaluate/evaluate.ts";
import { evaluateHardening } from "./evaluate.ts";

function sysctl(name: string, value: string): string {
  const facts = nodeFacts({ sysctls: [{ name, value }] });
  const found = evaluateHardening(facts).results.find(
    ({ control }) => control === `sysctl:${name}`,
  );
  return found ? `${found.status}: ${found.reason}` : "there is no such control";
}

/** Where general hardening contradicts Kubernetes, with what it would want. */
test.each([
  [
    "net.ipv4.ip_forward",
    "0",
    "fail: a node forwards packets of pods, though general hardening wants 0",
  ],
  ["net.ipv4.ip_forward", "1", "pass: "],
  [
    "net.ipv4.conf.all.forwarding",
    "0",
    "fail: a node forwards packets of pods, though general hardening wants 0",
  ],
  ["vm.overcommit_memory", "0", "fail: the kubelet needs 1, though general hardening wants 0 or 2"],
  ["vm.overcommit_memory", "1", "pass: "],
  ["user.max_user_namespaces", "0", "fail: 0 breaks pods with hostUsers: false"],
  [
    "kernel.unprivileged_userns_clone",
    "1",
    "not-applicable: 0 breaks pods with hostUsers: false and runtimes without root",
  ],
  [
    "kernel.modules_disabled",
    "0",
    "not-applicable: kube-proxy, network and storage plugins load modules after the start",
  ],
  [
    "net.ipv6.conf.all.accept_ra",
    "2",
    "not-applicable: 0 against CVE-2020-10749, but clouds that advertise routes need 2",
  ],
  ["net.ipv4.conf.all.rp_filter", "0", "pass: "],
])("%s of %s is judged as Kubernetes needs it", (name, value, expected) => {
  expect(sysctl(name, value)).toBe(expected);
});

test("overlay is a module that a node needs, whatever general hardening wants", () => {
  const kept = [{ name: "overlay", value: "/etc/modprobe.d/cis.conf:3" }];
  const of = (disabled: typeof kept): unknown =>
    evaluateHardening(nodeFacts({ modules: { disabled } })).results.find(
      ({ control }) => control === "module:overlay",
    );
  expect(of(kept)).toMatchObject({
    ...{ status: "fail", seen: "kept out", where: "/etc/modprobe.d/cis.conf:3" },
    reason: "containers lie on it, though general hardening wants it kept out",
  });
  expect(of([])).toMatchObject({ status: "pass" });
});

/** What is said of the kubelet's open port and of a file of a node, by its distribution. */
function remedies(system: Readonly<Record<string, string>>): readonly (string | undefined)[] {
  const facts = nodeFacts({
    system: { kubeletVersion: "v1.34.0", ...system },
    configz: { kubeletconfig: { readOnlyPort: 10_255 } },
    files: [{ path: "/etc/kubernetes/kubelet.conf", type: "file", mode: "0644" }],
  });
  const { results } = evaluateNode(facts, { parse: parseJsonText, benchmark: "cis-1.12" });
  return ["4.2.4", "4.1.5"].map((id) => results.find(({ control }) => control === id)?.remediation);
}

test.each([
  [
    "bottlerocket",
    "Bottlerocket",
    "set it in settings.kubernetes of the user data, or with apiclient",
  ],
  ["talos", "Talos", "set it in machine.kubelet of the machine configuration, with talosctl patch"],
  ["flatcar", "Flatcar", "set it in the Butane configuration that the node is provisioned with"],
  ["cos", "Container-Optimized OS", "set it in the node pool's system configuration"],
  ["rhcos", "Red Hat CoreOS", "set it in a MachineConfig or KubeletConfig"],
])("%s is changed by its image, not by a shell", (distribution, name, by) => {
  const [kubelet = "", file = ""] = remedies({ distribution });
  expect(kubelet).toMatch(new RegExp(`; on ${name} ${by}\\.$`));
  expect(file).toBe(
    `${name} takes its files from an image: ${by}, so that it does what \`chmod 600 /etc/kubernetes/kubelet.conf\` would.`,
  );
});

test("any other system is changed by its own commands", () => {
  expect(remedies({ distribution: "debian", distributionName: "Debian 12" })).toEqual([
    "Set readOnlyPort: 0 in the kubelet's configuration, and restart it with systemctl restart kubelet.",
    "Run chmod 600 /etc/kubernetes/kubelet.conf.",
  ]);
});
