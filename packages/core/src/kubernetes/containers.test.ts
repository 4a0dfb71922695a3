import { expect, it } from "vitest";
import { containersOf } from "./containers.ts";

it("yields all three lists in the order of their start, and tells native sidecars", () => {
  const spec = {
    containers: [{ name: "web", restartPolicy: "Always" }],
    initContainers: [{ name: "proxy", restartPolicy: "Always" }, { name: "init" }],
    ephemeralContainers: [{ name: "debug" }],
  };
  const seen = [...containersOf(spec)].map(
    ({ container, fieldPath, list, sidecar }) =>
      `${container.name} ${fieldPath.join(".")} ${list} ${String(sidecar)}`,
  );
  expect(seen).toEqual([
    "proxy initContainers.0 initContainers true",
    "init initContainers.1 initContainers false",
    "web containers.0 containers false",
    "debug ephemeralContainers.0 ephemeralContainers false",
  ]);
});

it("yields nothing where the lists are absent", () => {
  expect([...containersOf({})]).toEqual([]);
});
