import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { DEPLOYMENTS, objectOf } from "@watertight/api-server/testing";
import { describe, expect, onTestFinished, test } from "vitest";
import { LIVE, liveShop } from "../../testing/live-shop.ts";
import { type Outcome, watertightIn } from "../../testing/watertight.ts";
import { UsageError } from "../usage-error.ts";

interface Watching {
  /** Waits until standard output holds this so often. */
  readonly until: (text: string, times?: number) => Promise<void>;
  readonly stop: () => Promise<Outcome>;
}

function watching(folder: string, argv: readonly string[]): Watching {
  const ending = new AbortController();
  onTestFinished(() => {
    ending.abort();
  });
  let waiting: (() => void) | undefined;
  let stdout = "";
  const running = watertightIn(folder, ["scan", "--watch", ...LIVE, ...argv], "", {
    interruption: ending.signal,
    told: (text, stream) => {
      if (stream === "stdout") stdout = text;
      waiting?.();
    },
  });
  return {
    until: (text, times = 1) =>
      new Promise((resolve, reject) => {
        waiting = () => {
          if (stdout.split(text).length > times) resolve();
        };
        running.catch(reject);
        waiting();
      }),
    stop: () => {
      ending.abort();
      return running;
    },
  };
}

function deployment(privileged: boolean): ReturnType<typeof objectOf> {
  const containers = [{ name: "main", image: "nginx", securityContext: { privileged } }];
  const template = { metadata: { labels: { app: "web" } }, spec: { containers } };
  return objectOf(DEPLOYMENTS, "web", { namespace: "shop", spec: { template } });
}

const PRIVILEGED = ["--check", "privileged-container"];

describe("scan --watch", () => {
  test("names the lines of the files in which it is to be changed, with --sources", async () => {
    const { server, folder } = await liveShop();
    const text = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    spec:
      containers:
        - name: main
          securityContext:
            privileged: true
`;
    writeFileSync(join(folder, "web.yaml"), text);
    const { until, stop } = watching(folder, [
      ...PRIVILEGED,
      "-o",
      "json",
      "--sources",
      "web.yaml",
    ]);
    await until('"standing"');
    server.put(DEPLOYMENTS, deployment(false));
    await until('"gone"');
    server.put(DEPLOYMENTS, deployment(true));
    await until('"appeared"', 3);
    const { stdout } = await stop();
    expect([...stdout.matchAll(/"file":"web.yaml","line":10,"column":13/g)]).toHaveLength(4);
    const options = ["--kubeconfig", "kubeconfig", "--cluster", "--sources", "web.yaml"];
    const once = await watertightIn(folder, ["scan", ...options, ...PRIVILEGED, "-o", "oneline"]);
    expect(once.stdout).toContain(
      "web.yaml:10:13 critical privileged-container Deployment shop/web:",
    );
  });

  test("tells findings that go and come back, and ends with the status of what stands", async () => {
    const { server, folder } = await liveShop();
    const { until, stop } = watching(folder, PRIVILEGED);
    await until("Next");
    server.put(DEPLOYMENTS, deployment(false));
    await until("1 finding: 1 critical");
    server.put(DEPLOYMENTS, deployment(true));
    await until("2 findings: 2 critical", 2);
    server.store.remove(DEPLOYMENTS, "shop/web");
    await until("1 finding: 1 critical", 2);
    const { status, stdout } = await stop();
    const lines = stdout.split("\n").filter((line) => /^\d\d:\d\d:\d\d/.test(line));
    expect({ status, lines: lines.map((line) => line.slice(9)) }).toEqual({
      status: 1,
      lines: [
        '- critical privileged-container Deployment shop/web: container "main" is privileged',
        "  1 finding: 1 critical",
        '+ critical privileged-container Deployment shop/web: container "main" is privileged',
        "  2 findings: 2 critical",
        '- critical privileged-container Deployment shop/web: container "main" is privileged',
        "  1 finding: 1 critical",
      ],
    });
  });

  test("-o json has a document a line, of the first picture and of each change", async () => {
    const { server, folder } = await liveShop();
    const { until, stop } = watching(folder, [...PRIVILEGED, "-o", "json"]);
    await until('"standing"');
    server.put(DEPLOYMENTS, deployment(false));
    await until('"standing"', 2);
    const { stdout } = await stop();
    const documents = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Told);
    expect(
      documents.map(({ type, finding, findings }) => [
        type,
        finding?.object.namespace ?? findings?.["critical"],
      ]),
    ).toEqual([
      ["appeared", "bank"],
      ["appeared", "shop"],
      ["standing", 2],
      ["gone", "shop"],
      ["standing", 1],
    ]);
  });

  test("what may not be read any more is told, and makes the end another one", async () => {
    let refused = false;
    const { server, folder } = await liveShop({
      fault: ({ path }) => (refused && path.includes("widgets") ? { status: 403 } : undefined),
    });
    const { until, stop } = watching(folder, [...PRIVILEGED, "-o", "json"]);
    await until('"standing"');
    refused = true;
    server.store.compact();
    server.cutAll();
    await until('"incomplete":true');
    expect((await stop()).status).toBe(3);
  });

  test("is about one running cluster, and about all of its findings", async () => {
    const { folder } = await liveShop();
    const failure = (...argv: string[]): Promise<unknown> =>
      watertightIn(folder, ["scan", "--watch", ...argv]).catch((error: unknown) =>
        error instanceof UsageError ? error.message : error,
      );
    expect(await failure(".")).toBe(
      "Only a running cluster is watched: give --cluster and no PATH.",
    );
    expect(await failure(...LIVE, "--baseline", "known.json")).toBe(
      "--watch tells findings as they come and go, beside which --baseline has no place.",
    );
    expect(await failure(...LIVE, "-o", "sarif")).toBe(
      "With --watch the output is pretty or json, to standard output.",
    );
  });
});

interface Told {
  readonly type: string;
  readonly finding?: { readonly object: { readonly namespace: string } };
  readonly findings?: Readonly<Record<string, number>>;
}
