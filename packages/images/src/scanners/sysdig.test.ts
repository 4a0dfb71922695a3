import { afterEach, expect, test } from "vitest";
import { type StandIn, startStandIn } from "../../testing/index.ts";
import { createSysdig, SERVICE_NETWORK } from "./index.ts";

let standIn: StandIn | undefined;
afterEach(async () => {
  await standIn?.close();
});

const RESULT = {
  assetType: "containerImage",
  metadata: { pullString: "shop/web:1", digest: "sha256:1", baseOs: "alpine 3.18.0" },
  packages: {
    p: {
      type: "os",
      name: "curl",
      version: "8.1.0-r0",
      path: "/lib/apk/db/installed",
      vulnerabilitiesRefs: ["v"],
    },
  },
  vulnerabilities: {
    v: {
      name: "CVE-2024-8096",
      severity: "low",
      fixVersion: "8.10.0-r0",
      cvssScore: { score: 3.7 },
      riskAcceptRefs: ["r"],
    },
  },
};

async function sysdig(token: string): ReturnType<typeof create> {
  standIn = await startStandIn(({ url, headers }) => {
    if (headers.authorization !== "Bearer right")
      return { status: 401, body: '{"message":"no such token"}' };
    const { pathname, searchParams } = new URL(url, "http://x");
    if (pathname === "/secure/vulnerability/v1/results/18")
      return { status: 200, body: JSON.stringify(RESULT) };
    const cursor = searchParams.get("cursor");
    const page = cursor === null ? { next: "c2" } : {};
    return {
      status: 200,
      body: JSON.stringify({ page, data: [{ resultId: `${pathname} ${cursor ?? "first"}` }] }),
    };
  });
  return create(standIn.url, token);
}

async function create(url: string, token: string): Promise<ReturnType<typeof createSysdig>> {
  await Promise.resolve();
  return createSysdig({
    url,
    headers: () => ({ Authorization: `Bearer ${token}` }),
    network: SERVICE_NETWORK,
    patience: 1000,
  });
}

test("results of a scope are read over all pages", async () => {
  const client = await sysdig("right");
  const base = "/secure/vulnerability/v1/runtime-results";
  expect(await client.results("runtime", 'imageName = "a"')).toStrictEqual([
    { resultId: `${base} first` },
    { resultId: `${base} c2` },
  ]);
  expect(standIn?.requests[1]?.url).toBe(
    `${base}?limit=500&filter=imageName%20%3D%20%22a%22&cursor=c2`,
  );
});

test("one result is read as the report that it is", async () => {
  const client = await sysdig("right");
  const { scanner, reference, distribution, findings } = await client.result("18");
  expect({ scanner, reference, system: distribution?.id }).toStrictEqual({
    scanner: "Sysdig",
    reference: "shop/web:1",
    system: "alpine",
  });
  expect(
    findings.map(({ vulnerability, fixed, severity, suppressed, package: item }) => ({
      vulnerability,
      fixed,
      severity,
      suppressed,
      purl: item.purl,
    })),
  ).toStrictEqual([
    {
      vulnerability: "CVE-2024-8096",
      fixed: "8.10.0-r0",
      severity: "low",
      suppressed: true,
      purl: "pkg:apk/curl@8.1.0-r0",
    },
  ]);
});

test("a token that is refused is told as that", async () => {
  const client = await sysdig("wrong");
  await expect(client.results("pipeline")).rejects.toThrow(
    "Sysdig refused the pipeline results with status 401: no such token; is the token of a user who may read vulnerabilities?",
  );
});
