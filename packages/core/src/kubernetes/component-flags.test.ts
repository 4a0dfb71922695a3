import { describe, expect, it, test } from "vitest";
import { componentFlagsOf } from "./component-flags.ts";

const values = (...words: readonly string[]): Record<string, string> =>
  Object.fromEntries(Array.from(componentFlagsOf(words), ([name, { value }]) => [name, value]));

describe("componentFlagsOf", () => {
  test.each<[string[], Record<string, string>]>([
    [["--profiling"], { profiling: "true" }],
    [["--profiling", "--v=2"], { profiling: "true", v: "2" }],
    [["--profiling=false"], { profiling: "false" }],
    [
      ["--tls-cert-file", "--tls-private-key-file="],
      { "tls-cert-file": "--tls-private-key-file=" },
    ],
    [["--tls-cert-file", "/a", "--v", "2"], { "tls-cert-file": "/a", v: "2" }],
    [["--client-ca-file="], { "client-ca-file": "" }],
    [["--client-ca-file"], { "client-ca-file": "" }],
    [["--audit_log_path=-"], { "audit-log-path": "-" }],
    [["--v=1", "--v=2"], { v: "2" }],
    [
      ["--authorization-mode=Node", "--authorization-mode=RBAC"],
      { "authorization-mode": "Node,RBAC" },
    ],
    [["--", "--v=1"], {}],
    [["run", "v=1"], {}],
  ])("reads %j", (words, expected) => {
    expect(values(...words)).toEqual(expected);
  });

  it("gives a boolean flag nothing of the next word, which it names all the same", () => {
    expect([...componentFlagsOf(["--profiling", "false", "--v=2"])]).toEqual([
      ["profiling", { value: "true", index: 0, valueIndex: 1 }],
      ["v", { value: "2", index: 2 }],
    ]);
  });

  it("says which flag stops the component because its value is missing", () => {
    expect([...componentFlagsOf(["--client-ca-file=", "--tls-cert-file"])]).toEqual([
      ["client-ca-file", { value: "", index: 0 }],
      ["tls-cert-file", { value: "", index: 1, lacksValue: true }],
    ]);
  });
});
