import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, expect, test } from "vitest";
import { needing } from "../../conformance/needs.ts";
import { POSTGRES, type PostgresServer, startPostgres } from "../store/postgres-server.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const COMMAND = join(ROOT, "node_modules/.bin/watertight");
const folder = mkdtempSync(join(tmpdir(), "watertight-serve-"));
const running: ChildProcess[] = [];
let postgres: PostgresServer | undefined;

afterEach(async () => {
  for (const child of running.splice(0)) await ended(child);
});
afterAll(() => {
  postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
});

function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((settle) => {
    child.once("exit", settle);
    child.kill("SIGTERM");
  });
}

/** Starts the command on the shop; gives its address when the shop is known. */
async function served(
  database: string,
): Promise<{ readonly api: string; readonly child: ChildProcess }> {
  const child = spawn(
    process.execPath,
    [
      ...[COMMAND, "serve", "examples/shop", "--config", "examples/shop/watertight.yaml"],
      ...["--database", database, "--api-port", "0"],
    ],
    { cwd: ROOT, stdio: ["ignore", "ignore", "pipe"] },
  );
  running.push(child);
  let log = "";
  const port = await new Promise<string>((settle, fail) => {
    child.stderr.on("data", (text: Buffer) => {
      log += text.toString();
      const [, found] = /"port":(\d+)/.exec(log) ?? [];
      if (found !== undefined && log.includes("a cluster was read")) settle(found);
    });
    child.once("exit", () => {
      fail(new Error(log));
    });
  });
  return { api: `http://127.0.0.1:${port}`, child };
}

async function json(url: string): Promise<unknown> {
  const response = await fetch(url);
  return response.json();
}

/** What the command says of the same files. */
function command(args: readonly string[], input = ""): string {
  const configured = ["--config", "examples/shop/watertight.yaml"];
  const { stdout } = spawnSync(process.execPath, [COMMAND, ...args, ...configured], {
    ...{ cwd: ROOT, input, encoding: "utf8", maxBuffer: 1 << 28 },
  });
  return stdout;
}

/** Numbers of its findings by severity, of the API and of a scan. */
async function demandScan(api: string): Promise<void> {
  const counted = await json(
    `${api}/api/v1/findings/counts?by=severity&by=state&state=open&state=excepted`,
  );
  const scanned = JSON.parse(
    command(["scan", "-o", "json", "--quiet", "--attack-paths", "never", "examples/shop"]),
  ) as {
    readonly findings: readonly { readonly severity: string; readonly exception?: object }[];
  };
  const wanted = new Map<string, number>();
  for (const { severity, exception } of scanned.findings) {
    const key = `${exception ? "excepted" : "open"} ${severity}`;
    wanted.set(key, (wanted.get(key) ?? 0) + 1);
  }
  // A door: the document of the API says so.
  const { counts } = counted as {
    readonly counts: readonly { readonly by: Record<string, string>; readonly count: number }[];
  };
  expect(
    new Map(counts.map(({ by, count }) => [`${by["state"]} ${by["severity"]}`, count])),
  ).toEqual(wanted);
  expect(wanted.size).toBeGreaterThan(4);
}

test("the example is served from one file, with the command's answers, and is backed up and restored", async () => {
  const database = join(folder, "shop.db");
  const { api, child } = await served(database);
  await demandScan(api);
  const paths = await json(`${api}/api/v1/clusters/shop/paths`);
  const same = JSON.parse(command(["paths", "-o", "json", "--quiet", "examples/shop"])) as object;
  expect(paths).toEqual(same);
  const question = JSON.stringify({
    apiVersion: "authorization.k8s.io/v1",
    kind: "SubjectAccessReview",
    spec: {
      user: "system:serviceaccount:data:orders-db",
      resourceAttributes: { verb: "get", resource: "secrets", namespace: "data" },
    },
  });
  const batch = await fetch(`${api}/api/v1/clusters/shop/batch/access/can-i`, {
    ...{ method: "POST", body: `${question}\n` },
  });
  expect(await batch.text()).toBe(
    command(["access", "can-i", "--batch", "-", "--quiet", "examples/shop"], `${question}\n`),
  );
  const assistant = join(ROOT, "e2e/serve/ask-assistant.mjs");
  const asked = (...args: readonly string[]): unknown =>
    JSON.parse(
      execFileSync(process.execPath, [assistant, ...args], { cwd: ROOT, encoding: "utf8" }),
    );
  const overHttp = asked(`${api}/mcp`);
  const stdio = [process.execPath, COMMAND, "mcp", "--database", database, "--quiet"];
  const configured = ["--config", "examples/shop/watertight.yaml"];
  expect(asked(...stdio, ...configured)).toEqual(overHttp);
  expect(overHttp).toMatchObject({ tools: 15 });
  const kept = await json(`${api}/api/v1/history?limit=500`);
  const backup = join(folder, "backup.gz");
  const store = (...args: readonly string[]): string =>
    execFileSync(process.execPath, [COMMAND, "store", ...args, "--quiet"], { encoding: "utf8" });
  store("backup", backup, "--database", database);
  expect(await ended(child)).toBe(0);
  const copy = join(folder, "copy.db");
  store("restore", backup, "--database", copy);
  const again = await served(copy);
  expect(await json(`${again.api}/api/v1/history?limit=500`)).toEqual(kept);
});

test("the same in PostgreSQL by one option", needing(POSTGRES), async () => {
  postgres = await startPostgres();
  const { api, child } = await served(postgres.url);
  await demandScan(api);
  const history = await json(`${api}/api/v1/history?limit=500`);
  expect(await ended(child)).toBe(0);
  const again = await served(postgres.url);
  expect(await json(`${again.api}/api/v1/history?limit=500`)).toEqual(history);
});

test("nothing is served beyond this machine without a token and TLS", () => {
  const refused = (...args: readonly string[]): string =>
    spawnSync(process.execPath, [COMMAND, "serve", "examples/shop", ...args], {
      ...{ cwd: ROOT, encoding: "utf8" },
    }).stderr;
  expect(refused("--api-address", "0.0.0.0")).toContain(
    "--api-address 0.0.0.0 is seen from elsewhere: give a token with --api-token-file.",
  );
});
