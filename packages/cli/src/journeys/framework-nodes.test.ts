import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, it } from "vitest";
import { watertight } from "../../testing/watertight.ts";

/** Facts of a node of which the kubelet says its configuration, and one file was looked at. */
function factsOf(node: string, mode: string, anonymous: boolean): string {
  return JSON.stringify({
    ...{ schemaVersion: 1, kind: "NodeFacts", node, sources: [], texts: [], notRead: [] },
    system: { kubeletVersion: "v1.34.0" },
    files: [
      {
        path: "/etc/kubernetes/kubelet.conf",
        type: "file",
        mode,
        uid: 0,
        gid: 0,
        owner: "root",
        group: "root",
      },
    ],
    configz: { kubeletconfig: { authentication: { anonymous: { enabled: anonymous } } } },
  });
}

const POD = `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
spec: {hostPID: true, containers: [{name: main}]}
`;

interface Report {
  readonly controls: readonly {
    readonly id: string;
    readonly status: string;
    readonly reason: string | null;
    readonly findings: number;
    readonly nodes?: readonly { readonly node: string; readonly control: string }[];
  }[];
}

async function reported(
  framework: string,
  files: Readonly<Record<string, string>>,
): Promise<{ readonly status: number; readonly of: (id: string) => unknown }> {
  const argv = ["scan", "--no-config", "-q", "--framework", framework, "-o", "json"];
  const { status, stdout } = await watertight([...argv, ...Object.keys(files)], files);
  const report = JSON.parse(stdout) as Report;
  const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, strictRequired: false });
  const path = new URL("../../../../schemas/framework.schema.json", import.meta.url);
  ajv.validate(JSON.parse(readFileSync(path, "utf8")) as object, report);
  expect(ajv.errors ?? []).toEqual([]);
  const of = (id: string): unknown => {
    const found = report.controls.find((control) => control.id === id);
    return (
      found && [
        found.status,
        found.reason,
        found.findings,
        found.nodes?.map(({ node, control }) => `${node} ${control}`).join(", "),
      ]
    );
  };
  return { status, of };
}

it("facts of nodes answer what no object shows, and objects what no node shows", async () => {
  const files = {
    "a.json": factsOf("a", "0600", false),
    "b.json": factsOf("b", "0644", false),
    "pod.yaml": POD,
  };
  const { status, of } = await reported("cis-1.12", files);
  expect(status).toBe(1);
  expect(of("4.1.5")).toEqual(["fail", null, 0, "b 4.1.5"]);
  expect(of("4.2.1")).toEqual(["pass", null, 0, ""]);
  expect(of("5.2.3")).toEqual(["fail", null, 1, ""]);
  expect(of("5.2.2")).toEqual(["pass", null, 0, ""]);
  expect(of("4.1.9")).toEqual([
    "not-assessable",
    "/var/lib/kubelet/config.yaml was not looked at (a)",
    0,
    "",
  ]);
});

it("facts alone are an input, and what fails on a node is the exit status", async () => {
  const kept = await reported("nist-800-190", { "a.json": factsOf("a", "0600", false) });
  expect(kept.of("3.5.4")).toEqual([
    "not-assessable",
    "the SSH daemon's configuration was not looked at (a, sshd:PermitRootLogin)",
    0,
    "",
  ]);
  const argv = ["scan", "--no-config", "--framework", "cis-1.12"];
  const files = { "a.json": factsOf("a", "0600", true) };
  const open = await watertight([...argv, "a.json"], files);
  expect(open.status).toBe(1);
  expect(open.stdout).toContain(
    "  4.2.1   Kubelet: anonymous authentication disabled: 1 node (node/a)\n",
  );
  expect((await watertight([...argv, "--fail-on", "none", "a.json"], files)).status).toBe(0);
});

it("a benchmark of nodes is a framework, and NIST SP 800-53 has both", async () => {
  const files = { "a.json": factsOf("a", "0600", true), "pod.yaml": POD };
  const eks = await reported("eks-1.8.0", files);
  expect(eks.of("3.2.1")).toEqual(["fail", null, 0, "a 3.2.1"]);
  expect(eks.of("4.2.2")).toEqual(["fail", null, 1, ""]);
  const nist = await reported("nist-800-53", files);
  expect(nist.of("IA-2")).toEqual(["fail", null, 0, "a 4.2.1"]);
  expect(nist.of("SC-39")).toEqual(["fail", null, 1, "a 4.2.14"]);
  expect(nist.of("SI-3")).toEqual(["manual", "no check examines it", 0, ""]);
});

it("facts that cannot be read leave nothing passed", async () => {
  const files = { "a.json": '{"schemaVersion":9,"kind":"NodeFacts","node":"a"}', "pod.yaml": POD };
  const { status, of } = await reported("cis-1.12", files);
  expect(status).toBe(3);
  expect(of("5.2.2")).toEqual([
    "not-assessable",
    "a part of the input was not examined",
    0,
    undefined,
  ]);
});
