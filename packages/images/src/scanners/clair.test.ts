import { afterEach, expect, test } from "vitest";
import {
  type ClairMoods,
  type StandIn,
  startClairStandIn,
  startStandIn,
} from "../../testing/index.ts";
import { createClair, pskToken } from "./index.ts";
import type { ServiceNetwork } from "./service.ts";

const HASH = "sha256:0000000000000000000000000000000000000000000000000000000000000001";
const MANIFEST = {
  hash: HASH,
  layers: [
    {
      hash: HASH,
      uri: "https://registry.example/v2/a/blobs/1",
      headers: { Authorization: ["Bearer x"] },
    },
  ],
};
const INDEX = JSON.stringify({
  manifest_hash: HASH,
  state: "IndexFinished",
  packages: {},
  success: true,
  err: "",
});
const REPORT = JSON.stringify({
  manifest_hash: HASH,
  packages: {
    "2": { id: "2", name: "requests", version: "2.25.0", kind: "binary", source: { name: "" } },
  },
  environments: {
    "2": [{ package_db: "python:usr/lib/python3/dist-packages", repository_ids: ["1"] }],
  },
  repository: { "1": { name: "pypi" } },
  vulnerabilities: {
    "9": {
      id: "9",
      updater: "osv/pypi",
      name: "PYSEC-2023-74",
      links: "https://osv.example/CVE-2023-32681",
      severity: "",
      normalized_severity: "Unknown",
      fixed_in_version: "fixed=2.31.0&introduced=2.3.0",
    },
  },
  package_vulnerabilities: { "2": ["9"] },
});

let standIn: StandIn | undefined;
afterEach(async () => {
  await standIn?.close();
});

/** Time that passes only by sleeping. */
function quickNetwork(): ServiceNetwork & { readonly slept: number[] } {
  const slept: number[] = [];
  return {
    slept,
    fetch: (url, init) => fetch(url, init),
    sleep: async (milliseconds) => {
      slept.push(milliseconds);
      await Promise.resolve();
    },
    now: () => slept.reduce((sum, milliseconds) => sum + milliseconds, 0),
  };
}

async function scanWith(
  moods: ClairMoods,
  patience = 60_000,
): Promise<{
  readonly aliases: readonly string[];
  readonly asked: readonly string[];
  readonly slept: readonly number[];
}> {
  standIn = await startClairStandIn({ index: INDEX, report: REPORT }, moods);
  const network = quickNetwork();
  const clair = createClair({ url: standIn.url, network, patience });
  const { read } = await clair.scan(MANIFEST);
  const asked = standIn.requests.map(({ method, url }) => `${method} ${url.replace(HASH, "HASH")}`);
  return {
    aliases: read.findings.flatMap(({ vulnerability, aliases }) => [vulnerability, ...aliases]),
    asked,
    slept: network.slept,
  };
}

const POST = "POST /indexer/api/v1/index_report";
const GET_INDEX = "GET /indexer/api/v1/index_report/HASH";
const GET_REPORT = "GET /matcher/api/v1/vulnerability_report/HASH";
const ALIASES = ["PYSEC-2023-74", "CVE-2023-32681"];

test("an image is indexed and its report read, whatever the answers are labelled as", async () => {
  expect(await scanWith({})).toStrictEqual({
    aliases: ALIASES,
    asked: [POST, GET_REPORT],
    slept: [],
  });
  expect(JSON.parse(standIn?.requests[0]?.body ?? "")).toStrictEqual(MANIFEST);
});

test("a slow Clair is waited for, while it indexes and while it matches", async () => {
  expect(await scanWith({ slowIndex: 2, slowReport: 1 })).toStrictEqual({
    aliases: ALIASES,
    asked: [POST, GET_INDEX, GET_INDEX, GET_REPORT, GET_REPORT],
    slept: [500, 500, 500],
  });
});

test("a Clair that is started anew and has forgotten the image is told of it again", async () => {
  const { aliases, asked } = await scanWith({ restarts: 1 });
  expect(aliases).toStrictEqual(ALIASES);
  expect(asked).toStrictEqual([POST, GET_REPORT, GET_REPORT, POST, GET_REPORT]);
});

test("an image is indexed anew where the indexers have changed, and the newer report is read", async () => {
  let state = "one";
  let indexedBy = "";
  standIn = await startStandIn(({ method, url }) => {
    const isIndex = url.startsWith("/indexer/api/v1/index_report");
    if (url === "/indexer/api/v1/index_state") return { status: 200, body: `{"state":"${state}"}` };
    if (isIndex && method === "POST" && indexedBy !== state) {
      indexedBy = state;
      return { status: 201, body: '{"state":"ScanLayers","success":false,"err":""}' };
    }
    if (isIndex) return { status: 200, body: INDEX };
    return { status: 200, body: indexedBy === "two" ? REPORT : REPORT.replace('["9"]', "[]") };
  });
  const clair = createClair({ url: standIn.url, network: quickNetwork(), patience: 60_000 });
  const found = async (): Promise<number> => (await clair.scan(MANIFEST)).read.findings.length;
  expect([await clair.indexState(), await found()]).toStrictEqual(["one", 0]);
  state = "two";
  expect([await clair.indexState(), await found()]).toStrictEqual(["two", 1]);
});

test("429 is obeyed as long as it says, 500 is asked again", async () => {
  expect(await scanWith({ tired: 1, broken: 2 })).toStrictEqual({
    aliases: ALIASES,
    asked: [POST, POST, POST, POST, GET_REPORT],
    slept: [1000, 500, 1000],
  });
});

test("a Clair that never finishes, fails to index, or stays broken ends in a sentence", async () => {
  await expect(scanWith({ slowReport: 9999 }, 5000)).rejects.toThrow(
    `Clair did not finish the vulnerability report of ${HASH} in time.`,
  );
  await standIn?.close();
  await expect(scanWith({ indexError: "failed to fetch layers" })).rejects.toThrow(
    `Clair could not index ${HASH}: failed to fetch layers`,
  );
  await standIn?.close();
  await expect(scanWith({ broken: 9999 }, 5000)).rejects.toThrow(
    /did not answer in time: it answers 500: pool is closed$/,
  );
});

test("notifications are read over all pages, and a page that names itself ends them", async () => {
  standIn = await startStandIn(({ url }) => {
    const next = new URL(url, "http://x").searchParams.get("next");
    const page = { "": { next: "a" }, a: { next: "b" }, b: { next: "b" } }[next ?? ""] ?? {};
    return {
      status: 200,
      body: JSON.stringify({ page, notifications: [{ id: `after ${next ?? "nothing"}` }] }),
    };
  });
  const clair = createClair({ url: standIn.url, network: quickNetwork(), patience: 1000 });
  expect(await clair.notifications("5")).toStrictEqual([
    { id: "after nothing" },
    { id: "after a" },
    { id: "after b" },
  ]);
  expect(standIn.requests.map(({ url }) => url)[1]).toBe(
    "/notifier/api/v1/notification/5?page_size=500&next=a",
  );
});

test("redirects are not followed, for they would take the token elsewhere", async () => {
  standIn = await startStandIn(() => ({
    status: 302,
    headers: { location: "http://127.0.0.1:1/" },
  }));
  const headers = (): Record<string, string> => ({ Authorization: "Bearer secret" });
  const clair = createClair({ url: standIn.url, headers, network: quickNetwork(), patience: 100 });
  await expect(clair.indexState()).rejects.toThrow(/did not answer in time/);
  expect(standIn.requests).toHaveLength(1);
});

test("the token of a pre-shared key is a signed JWT of the issuer", () => {
  const [header = "", claims = "", signature = ""] = pskToken(
    Buffer.from("key"),
    "watertight",
    1000,
  ).split(".");
  expect(Buffer.from(header, "base64url").toString()).toBe('{"alg":"HS256","typ":"JWT"}');
  expect(Buffer.from(claims, "base64url").toString()).toBe(
    '{"iss":"watertight","iat":1000,"nbf":940,"exp":1300}',
  );
  expect(signature).toBe("pj-Q90ckua3yewE2-90PwuYk4UWePSAlXo8jc0pK6jk");
});
