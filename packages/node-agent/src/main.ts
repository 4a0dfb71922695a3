import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { toChunks } from "./chunks.ts";
import { collectNodeFacts } from "./collect.ts";
import { sealFor } from "./seal.ts";
import { createKey, keyOfToken, signFacts } from "./sign.ts";

/** What the bundler puts in. */
declare const WATERTIGHT_VERSION: string | undefined;

/*
 * What the Job of `watertight node collect --cluster` runs on a node: it reads what is mounted at /host, signs it, and writes it to its log. It
 * opens no socket. The token that proves which Pod it is has an audience of ours, so that the API server takes it for nothing.
 */

const environment = process.env;
const version = typeof WATERTIGHT_VERSION === "string" ? WATERTIGHT_VERSION : "0";
const node = environment["NODE_NAME"] || hostname();
const nonce = environment["NONCE"] ?? "";

/** Reads the node once, and writes what it found to the log. */
function report(): void {
  const time = new Date().toISOString();
  const facts = collectNodeFacts({
    root: environment["ROOT"] || "/host",
    node,
    tool: `watertight node agent ${version}`,
    time,
    running: true,
    processes: environment["PROCESSES"] === "yes",
    hostNetwork: environment["HOST_NETWORK"] === "yes",
    privileged: mayReadAll(),
  });
  const token = tokenOfPod();
  const key = token === undefined ? createKey() : keyOfToken(token);
  const signed = {
    ...signFacts(JSON.stringify(facts), { node, time, nonce }, key),
    ...(token !== undefined && { sealedToken: sealFor(environment["SEAL_FOR"] ?? "", token) }),
  };
  for (const line of toChunks(JSON.stringify(signed), nonce || time))
    process.stdout.write(`${line}\n`);
}

report();
const interval = Number(environment["INTERVAL"] ?? "0");
if (interval > 0) {
  const timer = setInterval(report, interval * 1000);
  // Nothing else ends a first process of a container.
  process.on("SIGTERM", () => {
    clearInterval(timer);
  });
}

/** The token of this Pod, where whoever asked wants it and can be the only one to read it. */
function tokenOfPod(): string | undefined {
  const file = environment["TOKEN_FILE"];
  if (file === undefined || !environment["SEAL_FOR"]) return undefined;
  return readFileSync(file, "utf8").trim();
}

/** Whether this process has CAP_DAC_READ_SEARCH or CAP_DAC_OVERRIDE. */
function mayReadAll(): boolean {
  const line =
    /^CapEff:\s*([0-9a-f]+)$/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1] ?? "0";
  return (BigInt(`0x${line}`) & 0b110n) !== 0n;
}
