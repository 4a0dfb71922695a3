/*
 * Starts programs for a test and ends them for sure. It reads lines of JSON, `{name, command, args, log}`, each a program to start,
 * and writes `{name, pid}` and, when one ends, `{name, status}`. When its input ends, because the test is done or has died in
 * whatever way, it ends the programs, the last one first, removes the folder that it was given, and is gone.
 */
import { spawn } from "node:child_process";
import { closeSync, openSync, rmSync } from "node:fs";
import { createInterface } from "node:readline";

const [folder = ""] = process.argv.slice(2);
const running = [];

function start({ name, command, args, log }) {
  const output = openSync(log, "a");
  const child = spawn(command, args, { cwd: folder, stdio: ["ignore", output, output] });
  closeSync(output);
  const ended = new Promise((settle) => {
    /** @param {number | string | null} status */
    const end = (status) => {
      tell({ name, status });
      settle(undefined);
    };
    child.on("exit", (status, signal) => {
      end(status ?? signal);
    });
    child.on("error", ({ message }) => {
      end(message);
    });
  });
  running.push({ child, ended });
  tell({ name, pid: child.pid });
}

function tell(event) {
  process.stdout.write(`${JSON.stringify(event)}\n`);
}

async function stop({ child, ended }) {
  // Nothing of it is kept, and an API server that is asked to end takes seconds.
  child.kill("SIGKILL");
  await ended;
}

// Whoever listened may be gone.
process.stdout.on("error", () => undefined);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => {
    process.stdin.destroy();
  });
}

for await (const line of createInterface({ input: process.stdin })) start(JSON.parse(line));
for (const program of running.reverse()) await stop(program);
rmSync(folder, { recursive: true, force: true });
process.exit(0);
