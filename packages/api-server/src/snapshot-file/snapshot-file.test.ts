import { gunzipSync, gzipSync } from "node:zlib";
import type { JsonValue, KubernetesObject } from "@watertight/core/kubernetes";
import type { NotExamined, SnapshotInput } from "@watertight/core/snapshot";
import { runs } from "@watertight/core/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { inputOf } from "../read-cluster.ts";
import { isSnapshotFile } from "./format.ts";
import { readSnapshotFile } from "./read.ts";
import { writeSnapshotFile } from "./write.ts";

const SERVER = "https://10.0.0.1:6443";
const FACTS = { server: SERVER, namespaces: [], taken: "2026-07-01T12:00:00Z" };

function inputWith(
  objects: readonly KubernetesObject[],
  more: { readonly gaps?: readonly NotExamined[]; readonly namespaces?: readonly string[] } = {},
): SnapshotInput {
  const kubernetesVersion = "v1.34";
  return inputOf({ objects, gaps: [], namespaces: [], kubernetesVersion, ...more }, SERVER);
}

function plain({ sourceOf: _, ...rest }: SnapshotInput): Omit<SnapshotInput, "sourceOf"> {
  return rest;
}

test("what is written is read back as it was, whatever the objects hold", () => {
  const json = fc
    .jsonValue({ depthSize: "small" })
    .map((value) => JSON.parse(JSON.stringify(value)) as JsonValue);
  const object = fc.record({
    apiVersion: fc.constantFrom("v1", "apps/v1", "a.b/v1"),
    kind: fc.constantFrom("Pod", "Widget"),
    metadata: fc.record({ name: fc.string(), resourceVersion: fc.string() }),
    spec: json,
  });
  const gap = fc.record(
    {
      ...{ file: fc.constant(SERVER), line: fc.constant(1) },
      reason: fc.string({ unit: "binary" }),
      kind: fc.constantFrom<NotExamined["kind"]>("not-allowed", "unavailable"),
      resource: fc.constantFrom("/secrets", "apps/deployments"),
    },
    { requiredKeys: ["file", "line", "reason", "kind"] },
  );
  const namespace = fc.constantFrom("shop", "bank");
  fc.assert(
    fc.property(
      fc.array(object),
      fc.array(gap),
      fc.array(namespace),
      (objects, gaps, namespaces) => {
        const facts = { ...FACTS, namespaces };
        const input = inputWith(objects, { gaps, namespaces });
        const bytes = writeSnapshotFile(input, facts);
        expect(isSnapshotFile(bytes)).toBe(true);
        const read = readSnapshotFile(bytes);
        if ("problem" in read) throw new Error(read.problem);
        expect({ ...read, input: plain(read.input) }).toEqual({ ...facts, input: plain(input) });
        expect(writeSnapshotFile(read.input, facts)).toEqual(bytes);
      },
    ),
    runs(300),
  );
});

test("what is left out of it is as if it had not been read", () => {
  const pod = { apiVersion: "v1", kind: "Pod", metadata: { name: "web" } };
  const role = {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "Role",
    metadata: { name: "a" },
  };
  const gap = (resource: string): NotExamined => ({
    ...{ file: SERVER, line: 1, kind: "not-allowed", reason: "No.", resource },
  });
  const gaps = [gap("/secrets")];
  const bytes = writeSnapshotFile(inputWith([pod, role], { gaps }), FACTS);
  const read = readSnapshotFile(bytes, ["/secrets", "rbac.authorization.k8s.io/roles"]);
  expect("input" in read && plain(read.input)).toEqual(plain(inputWith([pod])));
  const some = readSnapshotFile(bytes, ["rbac.authorization.k8s.io/roles"]);
  expect("input" in some && plain(some.input)).toEqual(plain(inputWith([pod], { gaps })));
});

test("a Secret's values are not written, whoever left them in", () => {
  const applied = { "kubectl.kubernetes.io/last-applied-configuration": "canary", kept: "yes" };
  const secret: KubernetesObject = {
    ...{ apiVersion: "v1", kind: "Secret", type: "Opaque" },
    metadata: { name: "db", annotations: applied },
    data: { key: "canary" },
    stringData: { key: "canary" },
  };
  const bytes = writeSnapshotFile(inputWith([secret]), FACTS);
  expect(gunzipSync(bytes.subarray(bytes.indexOf(10) + 1)).toString()).not.toContain("canary");
  const read = readSnapshotFile(bytes);
  expect("input" in read && read.input.objects[0]?.object).toEqual({
    ...{ apiVersion: "v1", kind: "Secret", type: "Opaque" },
    metadata: { name: "db", annotations: { kept: "yes" } },
  });
});

test("a file that is none, is damaged or is of a later format is told of in a sentence", () => {
  const pod = { apiVersion: "v1", kind: "Pod", metadata: { name: "web" } };
  const bytes = writeSnapshotFile(inputWith([pod, pod]), FACTS);
  const problemOf = (data: Uint8Array): string => {
    const read = readSnapshotFile(data);
    return "problem" in read ? read.problem : "";
  };
  const packed = (text: string): Buffer =>
    Buffer.concat([Buffer.from("watertight-snapshot 1\n"), gzipSync(text)]);
  const none = "It is no snapshot of a cluster.";
  const damaged = "The snapshot is damaged or cut short: take or copy it again.";
  expect(problemOf(Buffer.from("apiVersion: v1\n"))).toBe(none);
  expect(problemOf(Buffer.from(""))).toBe(none);
  expect(problemOf(Buffer.from("watertight-snapshot x\n"))).toBe(none);
  expect(problemOf(Buffer.from("watertight-snapshot 2\n"))).toBe(
    "It is a snapshot of format 2, and 1 is the newest that is known here: update Watertight.",
  );
  for (let length = 22; length < bytes.length; length++) {
    expect(problemOf(bytes.subarray(0, length))).toBe(damaged);
  }
  const head = '{"server":"https://a"}\n';
  expect(problemOf(packed(""))).toBe(damaged);
  expect(problemOf(packed('{}\n{"end":0}\n'))).toBe(damaged);
  expect(problemOf(packed(`${head}{"end":1}\n`))).toBe(damaged);
  expect(problemOf(packed(`${head}{"kind":"Pod"}\n{"end":1}\n`))).toBe(damaged);
  expect(problemOf(packed(`${head}no JSON\n{"end":1}\n`))).toBe(damaged);
  expect(problemOf(packed(`${head}{"end":0}\n`))).toBe("");
});
