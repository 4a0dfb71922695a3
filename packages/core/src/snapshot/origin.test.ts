import { describe, expect, it } from "vitest";
import { nameOfOrigin, type Origin, renderingOf, startOf } from "./origin.ts";

const CHART = { by: "helm", from: "charts/web" } as const;
const FILE: Origin = { from: "file", file: "a.yaml", document: 2, line: 7 };
const RENDERED: Origin = { ...FILE, rendered: CHART };

describe("where an object came from", () => {
  it.each<[Origin, string]>([
    [FILE, "a.yaml"],
    [{ from: "server", server: "https://10.0.0.1", resourceVersion: "41" }, "https://10.0.0.1"],
    [{ from: "node", node: "n1", file: "/etc/kubernetes/a.yaml" }, "n1:/etc/kubernetes/a.yaml"],
    [{ from: "image", image: "nginx:1", file: "/etc/passwd" }, "nginx:1:/etc/passwd"],
    [{ from: "kubernetes", version: "v1.36" }, "Kubernetes v1.36"],
    [{ from: "computed" }, ""],
  ])("%j is named %j, and can be stored", (origin, name) => {
    expect(nameOfOrigin(origin)).toBe(name);
    expect(JSON.parse(JSON.stringify(origin))).toEqual(origin);
  });

  it("only what a program made of files is rendered", () => {
    expect(renderingOf(RENDERED)).toBe(CHART);
    expect(renderingOf(FILE)).toBeUndefined();
    expect(renderingOf({ from: "computed" })).toBeUndefined();
  });

  it("begins at the line of its file, else at the first", () => {
    const region = { column: 1, endColumn: 1 };
    expect(startOf(RENDERED)).toEqual({
      ...{ ...region, file: "a.yaml", line: 7, endLine: 7 },
      ...{ rendered: true, renderedFrom: "charts/web" },
    });
    expect(startOf({ from: "kubernetes", version: "v1.36" })).toEqual({
      ...{ ...region, file: "Kubernetes v1.36", line: 1, endLine: 1 },
      rendered: false,
    });
  });
});
