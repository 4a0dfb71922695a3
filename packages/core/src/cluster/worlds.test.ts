import { expect, it } from "vitest";
import { filesSnapshot } from "../../testing/files.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import type { Deployment } from "../snapshot/deployment.ts";
import { nameOfOrigin } from "../snapshot/origin.ts";
import { type WorldSettings, worldsOf } from "./worlds.ts";

const config = (name: string, value: string): KubernetesObject => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name, namespace: "shop" },
  data: { value },
});

type Files = Readonly<Record<string, readonly KubernetesObject[]>>;

/** Each world as `name: files that it holds (those at home in capitals)`. */
function worlds(
  files: Files,
  { deployments = [], ...settings }: WorldSettings & { deployments?: readonly Deployment[] } = {},
): { readonly judged: readonly string[]; readonly widest: readonly string[] } {
  const found = worldsOf(filesSnapshot(files, { deployments }), settings);
  const text = ({ name, snapshot, home }: (typeof found.judged)[number]): string => {
    const members = snapshot.objects.map((entry) => {
      const file = nameOfOrigin(entry.origin);
      return home.has(entry) ? file.toUpperCase() : file;
    });
    return `${name}: ${[...new Set(members)].join(" ")}`;
  };
  return { judged: found.judged.map(text), widest: found.widest.map(({ name }) => name) };
}

it("are one where nothing is there twice", () => {
  expect(worlds({ "a/x": [config("x", "1")], "b/y": [config("y", "1")] })).toEqual({
    judged: [": A/X B/Y"],
    widest: [""],
  });
});

it("are one where two folders hold the same object with the same content", () => {
  expect(worlds({ "a/x": [config("x", "1")], "b/x": [config("x", "1")] }).judged).toEqual([
    ": A/X B/X",
  ]);
});

it("are divided where two folders hold the same object with different content, and share what lies beside", () => {
  const files = {
    "base/namespace": [config("shared", "1")],
    "dev/web": [config("web", "1"), config("only-dev", "1")],
    "prod/web": [config("web", "2")],
    "readme-config": [config("more", "1")],
  };
  expect(worlds(files)).toEqual({
    judged: [
      "dev: BASE/NAMESPACE DEV/WEB README-CONFIG",
      "prod: BASE/NAMESPACE PROD/WEB README-CONFIG",
    ],
    widest: ["dev", "prod"],
  });
});

it("are divided by file where files of one folder are alternatives", () => {
  const files = {
    "install/core.yaml": [config("server", "1")],
    "install/ha.yaml": [config("server", "2"), config("redis", "1")],
  };
  expect(worlds(files).judged).toEqual([
    "install/core.yaml: INSTALL/CORE.YAML",
    "install/ha.yaml: INSTALL/HA.YAML",
  ]);
});

it("are not divided within one file", () => {
  expect(worlds({ "a.yaml": [config("web", "1"), config("web", "2")] }).judged).toEqual([
    ": A.YAML",
  ]);
});

it("put what has the same name on both sides of independent choices together", () => {
  const files = {
    "api/dev/x": [config("api", "1")],
    "api/prod/x": [config("api", "2")],
    "web/prod/x": [config("web", "1")],
    "web/dev/x": [config("web", "2")],
  };
  expect(worlds(files).judged).toEqual(["dev: API/DEV/X WEB/DEV/X", "prod: API/PROD/X WEB/PROD/X"]);
});

it("are divided in the innermost folders that differ", () => {
  const files = {
    "teams/a/dev/x": [config("a", "1")],
    "teams/a/prod/x": [config("a", "2")],
    "teams/b/x": [config("b", "1")],
  };
  expect(worlds(files).judged).toEqual([
    "teams/a/dev: TEAMS/A/DEV/X TEAMS/B/X",
    "teams/a/prod: TEAMS/A/PROD/X TEAMS/B/X",
  ]);
});

it("have each rendered output judged with the plain files around it and without other outputs", () => {
  const rendered = { by: "helm", from: "charts/a" } as const;
  const files = { plain: [config("plain", "1")] };
  const snapshot = filesSnapshot(
    { ...files, "charts/a/t": [config("a", "1")], "charts/b/t": [config("b", "1")] },
    {
      rendered: { "charts/a/t": rendered, "charts/b/t": { by: "helm", from: "charts/b" } },
      deployments: ["charts/a", "charts/b"].map((name) => ({
        name,
        by: "helm",
        renders: [name],
        files: [],
      })),
    },
  );
  const { judged, widest } = worldsOf(snapshot);
  const names = judged.map(({ name, snapshot: inside, home }) => [
    name,
    inside.objects.map(({ reference }) => reference.name),
    Array.from(home, ({ reference }) => reference.name),
  ]);
  expect(names).toEqual([
    [".", ["plain", "a", "b"], ["plain"]],
    ["charts/a", ["plain", "a"], ["a"]],
    ["charts/b", ["plain", "b"], ["b"]],
  ]);
  expect(widest.map(({ name }) => name)).toEqual(["."]);
});

it("are one with the only output that was rendered", () => {
  const snapshot = filesSnapshot(
    { plain: [config("plain", "1")], "charts/a/t": [config("a", "1")] },
    {
      rendered: { "charts/a/t": { by: "helm", from: "charts/a" } },
      deployments: [{ name: "charts/a", by: "helm", renders: ["charts/a"], files: [] }],
    },
  );
  expect(worldsOf(snapshot).judged.map(({ name, home }) => [name, home.size])).toEqual([["", 2]]);
});

it("are one where that is said, or where the input is all of the cluster", () => {
  const files = { "dev/web": [config("web", "1")], "prod/web": [config("web", "2")] };
  expect(worlds(files, { oneWorld: true }).judged).toEqual([": DEV/WEB PROD/WEB"]);
  expect(worldsOf(filesSnapshot(files, { wholeCluster: true })).judged).toHaveLength(1);
});
