import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createAuthority } from "../packages/api-server/testing/index.ts";
import { loaded } from "./admission-load.ts";
import { reviewOf } from "./admission-reviews.ts";
import { type Figure, ratioFigure } from "./figure.ts";

/*
 * `serve --admission` as it is built, with all checks that run at admission, on reviews of 7.5 kB over 50 connections that are kept;
 * beside a server that only reads the same reviews over HTTPS and answers. A machine that does other things besides slows both, so
 * what is compared is processor time.
 */

/** In half a minute; WATERTIGHT_REQUESTS=200000 shows that memory stays as it is for longer. */
const REQUESTS = Number(process.env["WATERTIGHT_REQUESTS"] ?? 50_000);
const ECHOED = 20_000;
const WARM_UP = 5000;
/** Reviews of Pods of which none is like another. */
const ALONE = 3000;
const CONNECTIONS = 50;
/** Templates that Pods are made of at a time; every so many requests another one takes the place of the oldest. */
const TEMPLATES = 40;
const ROLL_OUT = 500;
/** An echo answers some 10,000 requests a second of one processor; the gate has to answer 5,000. */
const BAR = 2;
/** What no Pod before was like is judged by every check, three hundred and some. */
const BAR_ALONE = 12;
const LONGEST = 0.02;
const MEMORY = 200;

export async function measureAdmission(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), "watertight-admission-"));
  const authority = createAuthority("bench");
  const { cert, key } = authority.issue("localhost", ["localhost", "127.0.0.1"]);
  writeFileSync(join(folder, "tls.crt"), cert);
  writeFileSync(join(folder, "tls.key"), key);
  writeFileSync(
    join(folder, "namespace.json"),
    JSON.stringify({ apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } }),
  );
  try {
    const echo = await measured(await startEcho(folder), authority.cert, ECHOED);
    const gate = await measured(await startGate(folder), authority.cert, REQUESTS);
    return figuresOf(echo, gate);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function figuresOf(echo: Measured, gate: Measured): readonly Figure[] {
  const growth = gate.after.rss / gate.before.rss;
  const megabytes = gate.after.rss / 2 ** 20;
  const size = reviewOf(0, 0).length;
  return [
    ratioFigure(
      `admission, processor time of 5,000 reviews of ${size} bytes / of an echo`,
      ...([gate.cpu * 5000, echo.cpu * 5000, BAR] as const),
    ),
    ratioFigure(
      "admission, the same where no Pod is like another / of an echo",
      ...([gate.alone * 5000, echo.cpu * 5000, BAR_ALONE] as const),
    ),
    ratioFigure(
      `admission, 99th percentile of ${CONNECTIONS} connections / 20 ms, or thrice an echo's where that is slow`,
      ...([gate.p99, Math.max(LONGEST, echo.p99 * 3), 1] as const),
    ),
    {
      name: `admission, memory after ${REQUESTS} requests / after ${WARM_UP}`,
      value: megabytes,
      unit: "MB",
      reference: gate.before.rss / 2 ** 20,
      ratio: growth,
      bar: MEMORY,
      holds: megabytes <= MEMORY && growth <= 1.3,
    },
  ];
}

interface Usage {
  readonly rss: number;
  /** Seconds. */
  readonly cpu: number;
}

/** A server that runs, and what it uses. */
interface Running {
  readonly port: number;
  readonly usage: () => Promise<Usage>;
  readonly stop: () => Promise<void>;
}

interface Measured {
  /** Seconds of the processor for one request. */
  readonly cpu: number;
  /** The same for Pods that are each of their own template. */
  readonly alone: number;
  /** Seconds. */
  readonly p99: number;
  readonly before: Usage;
  readonly after: Usage;
}

async function measured(server: Running, ca: string, count: number): Promise<Measured> {
  const { port, usage, stop } = server;
  const load = { port, ca, connections: CONNECTIONS };
  const spent = (from: Usage, to: Usage, requests: number): number =>
    (to.cpu - from.cpu) / requests;
  try {
    let past = 0;
    const body = (number: number): string => {
      const at = past + number;
      return reviewOf(Math.floor(at / ROLL_OUT) + (at % TEMPLATES), at);
    };
    await loaded({ ...load, count: WARM_UP, body });
    past = WARM_UP;
    const before = await usage();
    const latencies = await loaded({ ...load, count, body });
    const after = await usage();
    await loaded({ ...load, count: ALONE, body: (at) => reviewOf(1e6 + at, at) });
    const last = await usage();
    const sorted = latencies.toSorted((a, b) => a - b);
    return {
      cpu: spent(before, after, count),
      alone: spent(after, last, ALONE),
      p99: (sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN) / 1000,
      ...{ before, after },
    };
  } finally {
    await stop();
  }
}

async function startEcho(folder: string): Promise<Running> {
  const child = spawn(process.execPath, ["bench/admission-echo.mjs", folder], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout });
  const nextLine = (): Promise<string> =>
    new Promise((settle) => {
      lines.once("line", settle);
    });
  return {
    port: Number(await nextLine()),
    usage: async () => {
      const line = nextLine();
      child.stdin.write("usage\n");
      return JSON.parse(await line) as Usage;
    },
    stop: () => ended(child),
  };
}

async function startGate(folder: string): Promise<Running> {
  const at = (file: string): string => join(folder, file);
  const child = spawn(
    process.execPath,
    [
      ...["packages/cli/bin/watertight.mjs", "serve", "--admission", at("namespace.json")],
      ...["--tls-cert", at("tls.crt"), "--tls-key", at("tls.key"), "--drain", "0"],
      ...["--port", "0", "--health-port", "0", "--bind-address", "127.0.0.1"],
    ],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  const { port, healthPort } = await serving(child);
  return {
    port,
    usage: async () => {
      const text = await (await fetch(`http://127.0.0.1:${healthPort}/metrics`)).text();
      const valueOf = (name: string): number =>
        Number(new RegExp(`^${name} (.+)$`, "m").exec(text)?.[1]);
      return {
        rss: valueOf("process_resident_memory_bytes"),
        cpu: valueOf("process_cpu_seconds_total"),
      };
    },
    stop: () => ended(child),
  };
}

/** The ports, as the log names them. */
function serving({ stderr }: ChildProcess): Promise<{
  readonly port: number;
  readonly healthPort: number;
}> {
  return new Promise((settle) => {
    if (!stderr) return;
    createInterface({ input: stderr }).on("line", (line) => {
      if (!line.includes('"serving"')) return;
      settle(JSON.parse(line) as { readonly port: number; readonly healthPort: number });
    });
  });
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((settle) => {
    child.once("exit", () => {
      settle();
    });
    child.kill();
  });
}
