import { type StandIn, type StandInAnswer, startStandIn } from "@watertight/images/testing";
import { afterEach, expect, test, vi } from "vitest";
import { watertight } from "../../../../testing/watertight.ts";

let standIn: StandIn | undefined;
afterEach(async () => {
  vi.unstubAllEnvs();
  await standIn?.close();
  standIn = undefined;
});

const ADVISORY = JSON.stringify({
  id: "ALPINE-CVE-2024-8096",
  upstream: ["CVE-2024-8096"],
  affected: [
    {
      package: { ecosystem: "Alpine:v3.18", name: "curl" },
      ranges: [{ type: "ECOSYSTEM", events: [{ introduced: "0" }, { fixed: "8.10.0-r0" }] }],
    },
  ],
});

/** What a scanner's service gives for an operand: the status, and the headings of images and the ids of the report. */
async function scanned(
  operand: string,
  answer: (url: string) => StandInAnswer,
  options: readonly string[] = [],
): Promise<readonly unknown[]> {
  standIn = await startStandIn(({ url }) => answer(url));
  const service = operand.slice(0, operand.indexOf(":"));
  const argv = ["images", "scan", "--vulnerabilities", "osv", `--${service}`, standIn.url];
  const { status, stdout } = await watertight([...argv, ...options, operand], {
    "osv/a.json": ADVISORY,
    "bom.json": '{"bomFormat":"CycloneDX","specVersion":"1.6","components":[]}',
  });
  return [status, stdout.match(/^\S+ \(.*|CVE-\d+-\d+(?= {2})/gm)];
}

const ok = (json: unknown): StandInAnswer => ({ status: 200, body: JSON.stringify(json) });

function resultOfSysdig(name: string): unknown {
  return {
    assetType: "containerImage",
    metadata: { pullString: name, digest: `sha256:${name}`, baseOs: "alpine 3.18.0" },
    packages: { p: { type: "os", name: "curl", version: "8.1.0-r0", vulnerabilitiesRefs: [] } },
    vulnerabilities: {},
  };
}

test.each(["pipeline", "runtime", "registry"])(
  "all results of Sysdig's scope %s are judged, over all its pages",
  async (scope) => {
    vi.stubEnv("WATERTIGHT_SYSDIG_TOKEN", "token");
    const base = "/secure/vulnerability/v1";
    const answer = (url: string): StandInAnswer => {
      const { pathname, searchParams } = new URL(url, "http://x");
      if (pathname === `${base}/${scope}-results`)
        return searchParams.get("cursor") === "2"
          ? ok({ page: {}, data: [{ resultId: "b" }] })
          : ok({ page: { next: "2" }, data: [{ resultId: "a" }] });
      return pathname.startsWith(`${base}/results/`)
        ? ok(resultOfSysdig(`shop/${pathname.at(-1) ?? ""}`))
        : { status: 404 };
    };
    expect(await scanned(`sysdig:${scope}`, answer)).toStrictEqual([
      0,
      [
        "shop/a (1 package, alpine 3.18.0)",
        "CVE-2024-8096",
        "shop/b (1 package, alpine 3.18.0)",
        "CVE-2024-8096",
      ],
    ]);
  },
);

test("the images of a notification of Clair are judged by their reports", async () => {
  const answer = (url: string): StandInAnswer => {
    if (url.startsWith("/notifier/api/v1/notification/5?"))
      return ok({
        page: { next: "5" },
        notifications: url.includes("next=")
          ? []
          : [
              { id: "1", manifest: "sha256:1", reason: "added", vulnerability: {} },
              { id: "2", manifest: "sha256:1", reason: "removed", vulnerability: {} },
              { id: "3", manifest: "sha256:2", reason: "added", vulnerability: {} },
            ],
      });
    const hash = /vulnerability_report\/(.*)$/.exec(url)?.[1];
    return hash === undefined
      ? { status: 404 }
      : ok({
          manifest_hash: hash,
          packages: {},
          environments: {},
          vulnerabilities: {},
          package_vulnerabilities: {},
        });
  };
  expect(await scanned("clair:notification:5", answer)).toStrictEqual([
    0,
    ["sha256:1 (0 packages)", "sha256:2 (0 packages)"],
  ]);
});

test("a service that refuses is a sentence and status 3, and takes nothing from other operands", async () => {
  const refuse = (): StandInAnswer => ({ status: 403, body: '{"message":"no"}' });
  await expect(scanned("clair:sha256:1", refuse)).rejects.toThrow(
    "clair:sha256:1 cannot be read: Clair refused the vulnerability report with status 403: no.",
  );
  await standIn?.close();
  expect(await scanned("clair:sha256:1", refuse, ["bom.json"])).toStrictEqual([
    3,
    ["bom.json (0 packages)", "clair:sha256:1 (0 packages)"],
  ]);
  await standIn?.close();
  vi.stubEnv("WATERTIGHT_SYSDIG_TOKEN", undefined);
  await expect(scanned("sysdig:runtime", refuse)).rejects.toThrow(
    "there is no token in WATERTIGHT_SYSDIG_TOKEN.",
  );
});
