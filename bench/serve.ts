import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Figure, type Outcome, ratioFigure } from "./figure.ts";

const COMMAND = fileURLToPath(new URL("../node_modules/.bin/watertight", import.meta.url));
const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** Seconds until the example's API answers, and until what changed is stored. */
const ANSWERS_WITHIN = 3;
const STORED_WITHIN = 5;
/** MB with 500,000 findings. */
const MEMORY = 500;
const FINDINGS = 500_000;

/** How soon the server answers, follows 2,000 changes a second, and what 500,000 findings take. */
export async function measureServe(): Promise<readonly Outcome[]> {
  const folder = mkdtempSync(join(tmpdir(), "watertight-bench-"));
  try {
    return [
      await measureStart(folder),
      await measureChanges(folder),
      ...measureStore(join(folder, "many.db")),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureStart(folder: string): Promise<Figure> {
  const start = performance.now();
  const configured = ["--config", "examples/shop/watertight.yaml"];
  const { api, child } = await served(["examples/shop", ...configured], join(folder, "shop.db"));
  await until(async () => {
    const response = await fetch(`${api}/clusters/shop`);
    return response.ok;
  });
  const seconds = (performance.now() - start) / 1000;
  await ended(child);
  return ratioFigure("serve: the example's findings are answered", seconds, ANSWERS_WITHIN, 1);
}

async function measureChanges(folder: string): Promise<Figure> {
  const script = fileURLToPath(new URL("serve-api-server.mjs", import.meta.url));
  const changing = spawn(process.execPath, [script], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = linesOf(changing);
  const kubeconfig = join(folder, "kubeconfig");
  const port = await lines.next();
  writeFileSync(
    kubeconfig,
    JSON.stringify({
      ...{ apiVersion: "v1", kind: "Config", "current-context": "bench" },
      clusters: [{ name: "bench", cluster: { server: `http://127.0.0.1:${port.value}` } }],
      users: [{ name: "bench", user: {} }],
      contexts: [{ name: "bench", context: { cluster: "bench", user: "bench" } }],
    }),
  );
  const { api, child } = await served(
    ["cluster:bench", "--kubeconfig", kubeconfig, "--no-config"],
    join(folder, "changes.db"),
  );
  await until(async () => (await fetch(`${api}/clusters/bench`)).ok);
  changing.stdin.write("go\n");
  const wanted = Number((await lines.next()).value);
  const start = performance.now();
  await until(async () => (await privileged(api)) === wanted);
  const seconds = (performance.now() - start) / 1000;
  await ended(child);
  await ended(changing);
  return ratioFigure(
    "serve: what mattered of 20,000 changes in 10 s is stored, after the last",
    ...([seconds, STORED_WITHIN, 1] as const),
  );
}

function measureStore(place: string): readonly Figure[] {
  const script = fileURLToPath(new URL("serve-store-process.ts", import.meta.url));
  const output = execFileSync(
    process.execPath,
    ["--conditions=source", "--import", "tsx", script, place, String(FINDINGS)],
    { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] },
  );
  // A door: the process prints this.
  const measured = JSON.parse(output) as Record<"counts" | "memory" | "page" | "written", number>;
  const { memory } = measured;
  return [
    ratioFigure("serve: 500,000 findings are stored", measured.written, 120, 1),
    ratioFigure("serve: a page of 500,000 findings", measured.page, 0.1, 1),
    ratioFigure("serve: 500,000 findings are counted", measured.counts, 2, 1),
    {
      ...{ name: "serve: memory with 500,000 findings", value: memory, unit: "MB" },
      ...{ reference: MEMORY, ratio: memory / MEMORY, bar: MEMORY, holds: memory <= MEMORY },
    },
  ];
}

async function privileged(api: string): Promise<number> {
  const response = await fetch(`${api}/findings/counts?check=privileged-container`);
  // A door: the API's document says so.
  const { counts } = (await response.json()) as { readonly counts: readonly { count: number }[] };
  return counts[0]?.count ?? 0;
}

async function served(
  args: readonly string[],
  database: string,
): Promise<{ readonly api: string; readonly child: ChildProcess }> {
  const child = spawn(
    process.execPath,
    [COMMAND, "serve", ...args, "--database", database, "--api-port", "0"],
    { cwd: ROOT, stdio: ["ignore", "ignore", "pipe"] },
  );
  let log = "";
  const port = await new Promise<string>((settle, fail) => {
    child.stderr.on("data", (text: Buffer) => {
      log += text.toString();
      const [, found] = /"port":(\d+)/.exec(log) ?? [];
      if (found !== undefined) settle(found);
    });
    child.once("exit", () => {
      fail(new Error(log));
    });
  });
  return { api: `http://127.0.0.1:${port}/api/v1`, child };
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) {
    await new Promise((settle) => {
      setTimeout(settle, 20);
    });
  }
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((settle) => {
    child.once("exit", () => {
      settle();
    });
    child.kill("SIGTERM");
  });
}

async function* linesOf({ stdout }: ChildProcess): AsyncGenerator<string, string> {
  let text = "";
  for await (const chunk of stdout ?? []) {
    text += String(chunk);
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n")) {
      yield text.slice(0, at);
      text = text.slice(at + 1);
    }
  }
  return "";
}
