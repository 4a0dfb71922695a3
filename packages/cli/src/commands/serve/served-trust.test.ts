import { configurationOf } from "@watertight/core/configuration";
import type { JsonValue } from "@watertight/core/kubernetes";
import { SIGNED, startSignedRegistry } from "@watertight/images/testing";
import { afterEach, expect, test } from "vitest";
import { servedTrustReader } from "./served-trust.ts";

type Registry = Awaited<ReturnType<typeof startSignedRegistry>>;

const started: Registry[] = [];
afterEach(async () => {
  for (const each of started.splice(0)) await each.close();
});

async function registry(...mood: Parameters<typeof startSignedRegistry>): Promise<Registry> {
  const one = await startSignedRegistry(...mood);
  started.push(one);
  return one;
}

/** What a server reads of a configuration whose key is a file of the ConfigMap. */
function readerOf({ host }: Registry) {
  const read = servedTrustReader();
  return (
    registries = [host],
    logins: readonly JsonValue[] = [],
    key: string = SIGNED.keys.cosign,
  ) => {
    const policies = [{ name: "shop", images: ["*"], registries, signedBy: ["release"] }];
    const authorities = [{ name: "release", key: "release.pub" }];
    const configuration = configurationOf(
      {
        admission: { images: [{ mode: "deny" }], pullSecrets: ["login"] },
        images: { trust: { policies, authorities } },
      },
      { file: undefined, directory: "/" },
    );
    return read(configuration, {
      files: new Map([["release.pub", key]]),
      logins: (names) => Promise.resolve(names[0] === "login" ? logins : []),
      authorities: [],
      plainHttp: [host],
      mirrors: new Map(),
      environment: { HOME: "/nonexistent" },
    });
  };
}

const PATIENCE = 60_000;

test("decides with the keys of the ConfigMap, and asks about a digest once", async () => {
  const one = await registry();
  const image = `${one.host}/shop/web:1`;
  const { imageTrust } = await readerOf(one)();
  const decision = await imageTrust?.decide(image, PATIENCE);
  expect(decision).toMatchObject({ verdict: "yes", pinned: `${image}@${SIGNED.image}` });
  const { length } = one.asked;
  expect(length).toBeGreaterThan(1);
  expect(await imageTrust?.decide(`${image}@${SIGNED.image}`, PATIENCE)).toMatchObject({
    admitted: true,
  });
  expect(one.asked.length).toBe(length);
});

test("what is remembered stays until a key or a login is another one", async () => {
  const one = await registry();
  const read = readerOf(one);
  const first = await read();
  expect((await read()).imageTrust).toBe(first.imageTrust);
  const login = { auths: { [one.host]: { auth: "dXNlcjp3b3Jk" } } };
  const second = await read([one.host], [login]);
  expect(second.key).not.toBe(first.key);
  const third = await read([one.host], [login], SIGNED.keys.other);
  expect(third.key).not.toBe(second.key);
  expect(await third.imageTrust?.decide(`${one.host}/shop/web:1`, PATIENCE)).toMatchObject({
    verdict: "no",
  });
});

test("nobody is asked about an image that may not come from there, whatever host it names", async () => {
  const one = await registry();
  const { imageTrust } = await readerOf(one)(["registry.example/team"]);
  const decision = await imageTrust?.decide(`${one.host}/shop/web:1`, PATIENCE);
  expect(decision?.reasons.map(({ reason }) => reason)).toEqual([
    `${one.host}/shop/web is of none of registry.example/team`,
  ]);
  expect([decision?.verdict, one.asked]).toEqual(["no", []]);
});

test("a registry that hangs keeps nobody waiting longer than the API server waits", async () => {
  const one = await registry(() => "hang");
  const { imageTrust } = await readerOf(one)();
  const all = await Promise.all(
    Array.from({ length: 40 }, async (_, at) =>
      imageTrust?.decide(`${one.host}/shop/web:${at}`, 50),
    ),
  );
  const reasons = all.flatMap((each) => each?.reasons ?? []);
  const words = new Set(
    reasons.filter(({ rule }) => rule === "digest").map(({ reason }) => reason),
  );
  expect([...words].toSorted()).toEqual([
    "its digest is not known: its registry did not answer all within 0.05 seconds",
    "its digest is not known: too many images are asked about at once",
  ]);
});

test("without rules for images nothing is read", async () => {
  const configuration = configurationOf({}, { file: undefined, directory: "/" });
  const sources = {
    logins: () => Promise.reject(new Error("nobody may ask")),
    ...{ authorities: [], plainHttp: [], mirrors: new Map(), environment: {} },
  };
  expect(await servedTrustReader()(configuration, sources)).toEqual({ key: "" });
});
