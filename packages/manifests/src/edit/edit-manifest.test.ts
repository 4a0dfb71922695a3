import { expect, it } from "vitest";
import { remove, replace } from "../../testing/edits.ts";
import { editManifest } from "./edit-manifest.ts";

const TEXT = `# head
---
apiVersion: v1
kind: List
items:
- {apiVersion: v1, kind: Pod, spec: {hostPID: true}}
- just text
- apiVersion: v1
  kind: Pod
  spec: # of the second
    hostPID: true
    hostIPC: true
--- # a marker
no: object
---
kind:   Pod   # untouched
apiVersion:  v1
---
{"apiVersion": "v1", "kind": "Pod", "spec": {"hostPID": true}}`;

it("finds objects in lists and documents, and leaves all other documents alone", () => {
  const { text, objects, refused } = editManifest(TEXT, [
    { object: 0, sets: [[replace(["spec", "hostPID"], false)]] },
    { object: 1, sets: [[remove("spec", "hostPID")], [remove("spec", "hostNetwork")]] },
    { object: 3, sets: [[remove("spec", "hostPID")]] },
  ]);
  expect(text).toBe(
    TEXT.replace("{hostPID: true}", "{hostPID: false}")
      .replace("    hostPID: true\n", "")
      .replace('{"hostPID": true}', "{}"),
  );
  expect(refused).toEqual([
    { object: 1, set: 1, reason: "There is no items[2].spec.hostNetwork to change." },
  ]);
  expect([...objects]).toEqual([
    [0, { apiVersion: "v1", kind: "Pod", spec: { hostPID: false } }],
    [1, { apiVersion: "v1", kind: "Pod", spec: { hostIPC: true } }],
    [3, { apiVersion: "v1", kind: "Pod", spec: {} }],
  ]);
});

it("refuses documents that only a line of ... parts", () => {
  const text = "kind: Pod\napiVersion: v1\n...\n--- {kind: Pod, apiVersion: v1}\n";
  const { text: after, refused } = editManifest(text, [
    { object: 1, sets: [[replace(["kind"], "Job")]] },
  ]);
  expect(after).toBe(text);
  expect(refused).toEqual([
    {
      object: 1,
      set: 0,
      reason: "The document holds further ones that no line of --- parts from it.",
    },
  ]);
});
