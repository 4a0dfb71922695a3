import { expect, it } from "vitest";
import { kubernetesVersionOf, NEWEST_VERSION, remarkOnVersion } from "./version.ts";

it.each([
  ["1.34", "v1.34"],
  ["v1.34", "v1.34"],
  ["v1.34.2", "v1.34"],
  ["1.33.4-gke.1172000", "v1.33"],
  ["v1.32.1+k3s1", "v1.32"],
  ["v1.31.0-alpha.1+build", "v1.31"],
  ["1.0", "v1.0"],
  ["1", undefined],
  ["v2.1", undefined],
  ["1.034", undefined],
  ["1.1234", undefined],
  ["latest", undefined],
  ["v1.34 ", undefined],
])("%j is the version %s", (text, version) => {
  expect(kubernetesVersionOf(text)).toBe(version);
});

it("what is beyond the known versions is said, in either direction", () => {
  expect(remarkOnVersion("v1.99")).toBe(
    `Kubernetes v1.99 is newer than ${NEWEST_VERSION}, the newest that is known here: what it changed is not.`,
  );
  expect(remarkOnVersion("v1.8")).toBe(
    "Kubernetes v1.8 is older than v1.9, the oldest that is known here: its APIs are judged as those of later versions.",
  );
  expect(remarkOnVersion("v1.9")).toBeUndefined();
  expect(remarkOnVersion("v1.0", 0)).toBeUndefined();
  expect(remarkOnVersion(NEWEST_VERSION)).toBeUndefined();
});
