import { describe, expect, it } from "vitest";
import { evaluateAll } from "../../testing/checks.ts";
import { snapshotOf, wholeSnapshotOf } from "../../testing/snapshot.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { objectReplaced } from "./metadata/object-replaced.ts";

const settings = (mode: string, name = "web"): KubernetesObject => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: name === "" ? { generateName: "web-" } : { name },
  data: { mode },
});
const found = (list: readonly KubernetesObject[], files?: readonly string[]): string[] =>
  evaluateAll(objectReplaced, snapshotOf(list, files ? { files } : {}));

describe("object-replaced", () => {
  it("names the one before, of three that differ", () => {
    expect(found([settings("a"), settings("b"), settings("b"), settings("a")])).toEqual([
      "ConfigMap/web metadata.name: replaces the ConfigMap web of example.yaml:1, which differs",
      "ConfigMap/web metadata.name: replaces the ConfigMap web of example.yaml:1, which differs",
    ]);
  });

  it("takes an Ingress of the older group for the same kind", () => {
    const ingress = (apiVersion: string, host: string): KubernetesObject => ({
      apiVersion,
      kind: "Ingress",
      metadata: { name: "door" },
      spec: { rules: [{ host }] },
    });
    expect(
      found([
        ingress("extensions/v1beta1", "a.example"),
        ingress("networking.k8s.io/v1", "b.example"),
      ]),
    ).toHaveLength(1);
  });

  it("leaves out what is generated, and what stands in another file, unless the input is the whole cluster", () => {
    expect(found([settings("a", ""), settings("b", "")])).toEqual([]);
    const files = ["base/a.yaml", "install.yaml"];
    expect(found([settings("a"), settings("b")], files)).toEqual([]);
    const whole = wholeSnapshotOf([settings("a"), settings("b")], { files });
    expect(evaluateAll(objectReplaced, whole)).toEqual([
      "ConfigMap/web metadata.name: replaces the ConfigMap web of base/a.yaml:1, which differs",
    ]);
  });
});
