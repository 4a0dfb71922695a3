import { expect, it } from "vitest";
import type { Container } from "../../kubernetes/api/types.ts";
import { formatFieldPath } from "../../kubernetes/field-path.ts";
import type { PodTemplate } from "../../kubernetes/pod-template.ts";
import type { Component } from "./component-settings.ts";
import { flagViolations } from "./control-plane-flags.ts";

/** What the process has for a flag, as the clause of its violation. */
function asked(container: Container, flag: string, component: Component = "kube-apiserver") {
  const fault = ({ valueOf }: { valueOf: (name: string) => string | undefined }): string =>
    `has ${valueOf(flag) ?? "nothing"}`;
  const violations = flagViolations(podOf(container), { component, flag, fault, value: "new" });
  return Array.from(violations, ({ path, message }) => `${formatFieldPath(path)}: ${message}`);
}

function podOf(container: Container): PodTemplate {
  const metadata = { labels: {}, annotations: {} };
  return { path: [], metadata, spec: { containers: [container] } };
}

it.each([
  [["--profiling=false"], "command[1]: kube-apiserver has false"],
  [["--profiling", "false"], "command[1]: kube-apiserver has true"],
  [["--profiling"], "command[1]: kube-apiserver has true"],
  [["--profiling", "--v=2"], "command[1]: kube-apiserver has true"],
  [["-profiling=false"], "command[1]: kube-apiserver has false"],
  [[" --profiling=false"], "command[1]: kube-apiserver has false"],
  [["--profiling=a=b"], "command[1]: kube-apiserver has a=b"],
  [["--profiling="], "command[1]: kube-apiserver has nothing"],
  [["--profiling=true", "--profiling=false"], "command[2]: kube-apiserver has false"],
  [["--profilingx=false", "profiling=false"], "command: kube-apiserver has nothing"],
])("reads %j", (flags, expected) => {
  const command = ["/usr/local/bin/kube-apiserver", ...flags];
  expect(asked({ name: "api", command }, "profiling")).toEqual([`spec.containers[0].${expected}`]);
});

it.each([
  [["--x="], "command[1]: kube-apiserver has nothing"],
  [["--x", "--y=1"], "command[1]: kube-apiserver has --y=1"],
  [["--y", "--x=1"], "command: kube-apiserver has nothing"],
])("gives a flag with a value the next word, as in %j", (flags, expected) => {
  const command = ["kube-apiserver", ...flags];
  expect(asked({ name: "api", command }, "x")).toEqual([`spec.containers[0].${expected}`]);
});

it("says nothing of a flag without the value that it needs: the component does not start", () => {
  expect(asked({ name: "api", command: ["kube-apiserver", "--x"] }, "x")).toEqual([]);
});

it.each([
  ["--profiling=F", "kube-apiserver has false"],
  ["--profiling=0", "kube-apiserver has false"],
  ["--profiling=TRUE", "kube-apiserver has true"],
  ["--profiling=$(OFF)", "kube-apiserver has false"],
])("takes %s as Go does, with its variables", (flag, expected) => {
  const env = [{ name: "OFF", value: "false" }];
  expect(asked({ name: "api", command: ["kube-apiserver", flag], env }, "profiling")).toEqual([
    `spec.containers[0].command[1]: ${expected}`,
  ]);
});

it("says nothing of a value that the input does not show", () => {
  const env = [{ name: "OFF", valueFrom: { secretKeyRef: { name: "s", key: "k" } } }];
  const command = ["kube-apiserver", "--profiling=$(OFF)"];
  expect(asked({ name: "api", command, env }, "profiling")).toEqual([]);
  const script = ["sh", "-c", "kube-apiserver --profiling=$OFF"];
  expect(asked({ name: "api", command: script }, "profiling")).toEqual([]);
});

it("reads the script that a shell is given, and proposes nothing there", () => {
  const script = "exec /usr/bin/kube-apiserver --v=2 --profiling='false' 1>>/log 2>&1 --x=1";
  const api = { name: "api", command: ["/bin/sh", "-ec", script] };
  expect(asked(api, "profiling")).toEqual([
    "spec.containers[0].command[2]: kube-apiserver has false",
  ]);
  expect(asked(api, "x")).toEqual(["spec.containers[0].command[2]: kube-apiserver has nothing"]);
  const demand = {
    component: "kube-apiserver",
    flag: "profiling",
    value: "false",
    fault: () => "is wrong",
  } as const;
  expect(Array.from(flagViolations(podOf(api), demand), ({ fix }) => fix)).toEqual([undefined]);
  for (const other of ["sleep 1; etcdctl", "vtctld -topo etcd -x=1", "echo kube-apiserver"]) {
    expect(asked({ name: "api", command: ["sh", "-c", other] }, "x")).toEqual([]);
    expect(asked({ name: "api", command: ["sh", "-c", other] }, "x", "etcd")).toEqual([]);
  }
  const lines = "sleep 1\nGOMAXPROCS=2 etcd \\\n  --x=1\necho --x=2";
  expect(asked({ name: "etcd", command: ["sh", "-c", lines] }, "x", "etcd")).toEqual([
    "spec.containers[0].command[2]: etcd has 1",
  ]);
});

it("takes an underscore for a hyphen", () => {
  const command = ["kube-apiserver", "--audit_log_path=-"];
  expect(asked({ name: "api", command }, "audit-log-path")).toEqual([
    "spec.containers[0].command[1]: kube-apiserver has -",
  ]);
});

it("reads the arguments after the command", () => {
  const container = { name: "api", command: ["kube-apiserver"], args: ["--profiling=false"] };
  expect(asked(container, "profiling")).toEqual([
    "spec.containers[0].args[0]: kube-apiserver has false",
  ]);
});

it("goes by the image where there is no command", () => {
  const container = { name: "etcd", image: "registry.example.com/etcd-amd64:3.6", args: ["--x=1"] };
  expect(asked(container, "x", "etcd")).toEqual(["spec.containers[0].args[0]: etcd has 1"]);
});

it.each<Container>([
  { name: "etcd", command: ["etcdctl", "--x=1"] },
  { name: "etcd", image: "etcd:3.6", command: ["sh"] },
  { name: "etcd", image: "etcd-operator:1" },
  { name: "etcd" },
])("asks nothing of %j", (container) => {
  expect(asked(container, "x", "etcd")).toEqual([]);
});

it("reads etcd's variables where the flag is absent, and no one else's", () => {
  const env = [{ name: "ETCD_CLIENT_CERT_AUTH", value: "true" }];
  const etcd = { name: "etcd", command: ["etcd"], env };
  expect(asked(etcd, "client-cert-auth", "etcd")).toEqual([
    "spec.containers[0].command: etcd has true",
  ]);
  const set = { ...etcd, command: ["etcd", "--client-cert-auth=false"] };
  expect(asked(set, "client-cert-auth", "etcd")).toEqual([
    "spec.containers[0].command[1]: etcd has false",
  ]);
  const api = { name: "api", command: ["kube-apiserver"], env };
  expect(asked(api, "client-cert-auth")).toEqual([
    "spec.containers[0].command: kube-apiserver has nothing",
  ]);
});

it("leaves out an etcd that reads a file, and knows nothing else", () => {
  const command = ["etcd", "--config-file=/etc/etcd.yaml", "--x=1"];
  expect(asked({ name: "etcd", command }, "x", "etcd")).toEqual([]);
});

it("proposes to change the flag where it is set, and to add it after the others where it is not", () => {
  const demand = { component: "etcd", flag: "x", value: "2", fault: () => "is wrong" } as const;
  const fixes = (container: Container) =>
    Array.from(flagViolations(podOf(container), demand), ({ fix }) => fix);
  const path = ["spec", "containers", 0, "command"];
  expect(fixes({ name: "etcd", command: ["etcd", "--x=1"] })).toEqual([
    { safety: "may-break", edits: [{ op: "replace", path: [...path, 1], value: "--x=2" }] },
  ]);
  expect(fixes({ name: "etcd", command: ["etcd", "--x", "1"] })).toEqual([
    {
      safety: "may-break",
      edits: [
        { op: "replace", path: [...path, 1], value: "--x=2" },
        { op: "remove", path: [...path, 2] },
      ],
    },
  ]);
  expect(fixes({ name: "etcd", command: ["etcd", "--y"] })).toEqual([
    { safety: "may-break", edits: [{ op: "add", path: [...path, 2], value: "--x=2" }] },
  ]);
});
