import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const main = fileURLToPath(new URL("main.ts", import.meta.url));
const ARGUMENTS = ["--conditions=source", "--import", "tsx", main];

test("the process reports wrong usage with status 2, on standard error only", () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...ARGUMENTS, "scna"], {
    encoding: "utf8",
  });
  expect({ status, stdout, stderr }).toEqual({
    status: 2,
    stdout: "",
    stderr: 'watertight: There is no verb "scna"; did you mean "scan"?\nSee "watertight help".\n',
  });
});

test("the installed command says nothing of its own on standard error", () => {
  const command = fileURLToPath(new URL("../bin/watertight.mjs", import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, [command, "--version"], {
    encoding: "utf8",
  });
  // Before `npm run build` it says that it is not built, and nothing else.
  const expected =
    status === 4 ? "watertight: The command is not built yet. Run `npm run build` first.\n" : "";
  expect(stderr).toBe(expected);
});

test("a reader that goes away early ends the process quietly", async () => {
  const child = spawn(process.execPath, [...ARGUMENTS, "--help"], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stdout.destroy();
  let stderr = "";
  child.stderr.on("data", (data) => (stderr += String(data)));
  const [status] = (await once(child, "close")) as [number | null];
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});
