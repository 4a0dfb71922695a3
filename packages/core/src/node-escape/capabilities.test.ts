import { expect, test } from "vitest";
import { capabilityGrantOf, capabilityName, drops, isPrefixed } from "./capabilities.ts";

test("names are read as container runtimes read them, in any case and with a prefix that not all know", () => {
  expect(
    ["SYS_ADMIN", "sys_admin", "CAP_SYS_ADMIN", "cap_bpf", "all", "CAP_ALL", "typo"].map((text) => [
      text,
      capabilityName(text),
      isPrefixed(text),
    ]),
  ).toEqual([
    ["SYS_ADMIN", "SYS_ADMIN", false],
    ["sys_admin", "SYS_ADMIN", false],
    ["CAP_SYS_ADMIN", "SYS_ADMIN", true],
    ["cap_bpf", "BPF", true],
    ["all", "ALL", false],
    ["CAP_ALL", "CAP_ALL", false],
    ["typo", "TYPO", false],
  ]);
});

test("what stays in the container, or is no capability, gives nothing of the node", () => {
  expect(["CHOWN", "setuid", "CAP_ALL", "typo", ""].map(capabilityGrantOf)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test.each([
  [["ALL"], true],
  [["all"], true],
  [["net_raw"], true],
  [["KILL", "NET_RAW"], true],
  // containerd drops nothing for these.
  [["CAP_NET_RAW"], false],
  [["CAP_ALL"], false],
  [["KILL"], false],
  [undefined, false],
])("whether every runtime drops NET_RAW for %j: %s", (drop, expected) => {
  expect(drops(drop, "NET_RAW")).toBe(expected);
});
