import { gzipSync } from "node:zlib";
import type { JsonValue } from "@watertight/core/kubernetes";
import { expect, test } from "vitest";
import { connectTo } from "../testing/ask.ts";
import { startFakeServer } from "../testing/fake-server.ts";
import { NAMESPACES, objectOf, SECRETS } from "../testing/resources.ts";
import { helmReleases, releaseOf } from "./helm-releases.ts";

const CHART = { metadata: { name: "ingress-nginx", version: "4.11.4", appVersion: "1.11.4" } };

function encoded(release: object, zip = true): string {
  const text = JSON.stringify(release);
  const inner = (zip ? gzipSync(text) : Buffer.from(text)).toString("base64");
  return Buffer.from(inner).toString("base64");
}

function secret(release: string, name = "sh.helm.release.v1.edge.v12") {
  const labels = { owner: "helm", status: "deployed" };
  return objectOf(SECRETS, name, {
    namespace: "shop",
    labels,
    type: "helm.sh/release.v1",
    data: { release },
  });
}

const EDGE = {
  namespace: "shop",
  name: "edge",
  chart: "ingress-nginx",
  chartVersion: "4.11.4",
  appVersion: "1.11.4",
  manifest: "",
};

test("of a release what its chart is is kept, and nothing else", () => {
  const release = {
    name: "edge",
    config: { password: "canary" },
    manifest: "canary",
    chart: { ...CHART, values: { a: "canary" } },
  };
  for (const zip of [true, false]) {
    const held = secret(encoded(release, zip)) as JsonValue;
    expect(releaseOf(held)).toStrictEqual(EDGE);
    const manifest = { ...EDGE, manifest: "canary" };
    expect(releaseOf(held, { withManifests: true })).toStrictEqual(manifest);
  }
});

test("what is no release is none, what cannot be read is said", () => {
  expect(releaseOf({ type: "Opaque", metadata: { name: "a" } })).toBeUndefined();
  for (const broken of ["", "####", encoded({ chart: {} }), encoded([1])]) {
    expect(releaseOf(secret(broken) as JsonValue)).toBe(
      "The release of Helm in the Secret sh.helm.release.v1.edge.v12 cannot be read.",
    );
  }
});

test("releases are listed with a right of their own, and the lack of it is said", async () => {
  const server = await startFakeServer({ resources: [NAMESPACES, SECRETS] });
  server.put(SECRETS, secret(encoded({ chart: CHART })));
  const connection = await connectTo(server.url, { clock: { sleep: () => Promise.resolve() } });
  expect(await helmReleases(connection, [])).toStrictEqual({ releases: [EDGE], notRead: [] });
  expect(await helmReleases(connection, ["shop"])).toStrictEqual({ releases: [EDGE], notRead: [] });
  const [first] = server.seen;
  expect(first?.query.get("labelSelector")).toBe("owner=helm,status=deployed");
});
