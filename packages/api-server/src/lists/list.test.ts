import { expect, test } from "vitest";
import { connectTo } from "../../testing/ask.ts";
import type { Fault, SeenRequest } from "../../testing/fake-answers.ts";
import { startFakeServer } from "../../testing/fake-server.ts";
import { objectOf, PODS, SECRETS } from "../../testing/resources.ts";
import type { ServedResource } from "../discovery/resource.ts";
import { list } from "./list.ts";
import { placesOf } from "./selection.ts";

const PODS_SERVED: ServedResource = { ...PODS, watchable: true };
const SECRETS_SERVED: ServedResource = { ...SECRETS, watchable: true };

function pods(count: number) {
  return Array.from({ length: count }, (_, index) =>
    objectOf(PODS, `pod-${String(index).padStart(4, "0")}`, { namespace: "shop" }),
  );
}

test("a list comes page by page, and once even where pages are cut", async () => {
  let asked = 0;
  const server = await startFakeServer({
    resources: [PODS],
    fault: (): Fault | undefined => (asked++ % 2 === 0 ? { cutAfter: 300 } : undefined),
  });
  server.put(PODS, ...pods(1200));
  const pages: number[] = [];
  const connection = await connectTo(server.url, { clock: { sleep: () => Promise.resolve() } });
  const listed = await list(
    connection,
    { resource: PODS_SERVED },
    { onPage: (objects) => pages.push(objects) },
  );
  if ("refusal" in listed) throw new Error(listed.refusal.message);
  expect(pages).toEqual([500, 500, 200]);
  expect(listed.objects).toHaveLength(1200);
  expect(listed.objects[1199]).toEqual({
    ...{ apiVersion: "v1", kind: "Pod" },
    metadata: {
      ...{ uid: "uid-shop/pod-1199", name: "pod-1199", namespace: "shop" },
      resourceVersion: "1300",
    },
  });
  expect(listed.resourceVersion).toBe("1300");
});

test("where a page continues what the server has forgotten, the list begins anew, and in one piece in the end", async () => {
  let forget = 1;
  const server = await startFakeServer({
    resources: [PODS],
    fault: ({ query }: SeenRequest): undefined => {
      if (query.get("continue") !== null && forget-- > 0) server.expireContinues();
    },
  });
  server.put(PODS, ...pods(600));
  const connection = await connectTo(server.url);
  let told = 0;
  const limits = (): (string | null)[] => {
    const fresh = server.seen.slice(told);
    told = server.seen.length;
    return fresh.map(({ query }) => query.get("limit"));
  };
  expect(await list(connection, { resource: PODS_SERVED })).toMatchObject({
    objects: { length: 600 },
  });
  expect(limits()).toEqual(["500", "500", "500", "500"]);
  forget = 10;
  expect(await list(connection, { resource: PODS_SERVED })).toMatchObject({
    objects: { length: 600 },
  });
  expect(limits()).toEqual(["500", "500", "500", "500", "500", "500", null]);
});

test("Secrets are read as metadata, a list for each type, and no value comes along", async () => {
  const server = await startFakeServer({ resources: [SECRETS] });
  const applied = JSON.stringify({ data: { password: "Y2FuYXJ5" } });
  const secret = (name: string, type: string) =>
    objectOf(SECRETS, name, {
      ...{ type, data: { password: "Y2FuYXJ5" } },
      metadata: {
        ...{ name, namespace: "shop" },
        annotations: {
          "kubectl.kubernetes.io/last-applied-configuration": applied,
          "kubernetes.io/service-account.name": "web",
        },
      },
    });
  server.put(SECRETS, secret("a", "example.com/own"), secret("b", "kubernetes.io/tls"));
  server.put(SECRETS, secret("c", "kubernetes.io/service-account-token"));
  const connection = await connectTo(server.url);
  const found: unknown[] = [];
  for (const place of placesOf(SECRETS_SERVED, [])) {
    for (const selection of place.selections) {
      const listed = await list(connection, selection);
      if ("objects" in listed) found.push(...listed.objects);
    }
  }
  const annotations = { "kubernetes.io/service-account.name": "web" };
  const metadata = (name: string, version: number) => ({
    ...{ uid: `uid-shop/${name}`, name, namespace: "shop" },
    ...{ annotations, resourceVersion: String(version) },
  });
  const base = { apiVersion: "v1", kind: "Secret" };
  expect(found).toEqual([
    { ...base, metadata: metadata("c", 103), type: "kubernetes.io/service-account-token" },
    { ...base, metadata: metadata("b", 102), type: "kubernetes.io/tls" },
    { ...base, metadata: metadata("a", 101) },
  ]);
});

test("whoever gives whole Secrets where metadata is asked for is not read", async () => {
  const body = JSON.stringify({ kind: "SecretList", items: [{ data: { password: "canary" } }] });
  const server = await startFakeServer({
    resources: [SECRETS],
    fault: () => ({ status: 200, body }),
  });
  const [place] = placesOf(SECRETS_SERVED, []);
  const [selection] = place?.selections ?? [];
  if (!selection) throw new Error("There is no selection.");
  expect(await list(await connectTo(server.url), selection)).toEqual({
    refusal: {
      ...{ status: 406, reason: "NotAcceptable" },
      message: "the server gives SecretList where it is asked for metadata alone",
    },
  });
});
