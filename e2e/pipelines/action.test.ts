import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { MANIFEST, PACKED, ROOT, VERSION } from "../package/packed.ts";
import { type Registry, startRegistry } from "../package/registry.ts";
import { checkout } from "./registry-shell.ts";

interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly shell?: string;
  readonly run?: string;
  readonly uses?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string>>;
}

interface Action {
  readonly name: string;
  readonly description: string;
  readonly inputs: Readonly<
    Record<string, { readonly description: string; readonly default: string }>
  >;
  readonly outputs: Readonly<
    Record<string, { readonly description: string; readonly value: string }>
  >;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

// A door: people write it.
const text = readFileSync(join(ROOT, "action.yml"), "utf8");
const action = parse(text) as Action;
const [scan, upload] = action.runs.steps;

let registry: Registry;
beforeAll(async () => {
  registry = await startRegistry();
});
afterAll(() => {
  registry.close();
});

/** The scanning step with these inputs, as a runner runs it. */
async function runScan(
  inputs: Readonly<Record<string, string>>,
  files: Readonly<Record<string, string>> = {},
) {
  const { folder, home, shell } = checkout(registry.address, files);
  const output = join(home, "output");
  writeFileSync(output, "");
  const variables = Object.entries(scan?.env ?? {}).map(([name, expression]) => {
    const [, input = ""] = /^\$\{\{ inputs[.]([\w-]+) \}\}$/.exec(expression) ?? [];
    return [name, inputs[input] ?? action.inputs[input]?.default ?? ""];
  });
  const ended = await shell(scan?.run ?? "", {
    ...(Object.fromEntries(variables) as Record<string, string>),
    GITHUB_OUTPUT: output,
  });
  return { ...ended, folder, outputs: readFileSync(output, "utf8") };
}

const NO_SARIF = { sarif: "" };
const FOUND = /^::error file=manifest[.]yaml,line=11,.*\[privileged-container\]$/m;

test("has the shape of a composite action, and names inputs and outputs that there are", () => {
  // https://docs.github.com/actions/reference/workflows-and-actions/metadata-syntax
  expect(action.runs.using).toBe("composite");
  expect(scan).toMatchObject({ id: "scan", shell: "bash" });
  expect(upload).toMatchObject({ uses: "github/codeql-action/upload-sarif@v3" });
  const used = [...text.matchAll(/\binputs[.]([\w-]+)/g)].map(([, name]) => name);
  expect(new Set(used)).toEqual(new Set(Object.keys(action.inputs)));
  const set = [...(scan?.run ?? "").matchAll(/echo "([\w-]+)=/g)].map(([, name]) => name);
  expect(set).toEqual(Object.keys(action.outputs));
  expect(scan?.run).not.toContain("${{");
});

test("runs its own version where none is asked for", () => {
  expect(action.inputs["version"]?.default).toBe(VERSION);
});

test("puts findings beside their lines, writes the report for code scanning, and fails as the scan does", async () => {
  const { status, stdout, outputs, folder } = await runScan({});
  expect(stdout).toMatch(FOUND);
  expect({ status, outputs }).toEqual({
    status: 1,
    outputs: "status=1\nsarif=watertight.sarif\n",
  });
  const sarif = JSON.parse(readFileSync(join(folder, "watertight.sarif"), "utf8")) as object;
  expect(sarif).toMatchObject({ version: "2.1.0" });
});

test("scans what is named, a path a line, with the options that are given", async () => {
  const inputs = {
    ...NO_SARIF,
    path: "a b.yaml\n\n-c.yaml\n",
    args: "--fail-on none\n --check privileged-container",
  };
  const other = MANIFEST.replace("  name: agent", "  name: other");
  const ended = await runScan(inputs, { "a b.yaml": MANIFEST, "-c.yaml": other });
  const files = [...ended.stdout.matchAll(/^::error file=([^,]+),/gm)].map(([, file]) => file);
  expect(new Set(files)).toEqual(new Set(["-c.yaml", "a b.yaml"]));
  expect(ended).toMatchObject({ status: 0, outputs: "status=0\n" });
  expect(readdirSync(ended.folder).sort()).toEqual(["-c.yaml", "a b.yaml", "manifest.yaml"]);
});

test("runs nothing that stands in an input", async () => {
  const hostile = "$(touch made) `touch made`; touch made";
  const ended = await runScan({ path: `${hostile}\n"; touch made; "`, args: hostile, ...NO_SARIF });
  expect(ended).toMatchObject({ status: 3, outputs: "status=3\n" });
  expect(existsSync(join(ended.folder, "made"))).toBe(false);
});

test("takes a packed file instead of a version", async () => {
  const { status, stdout } = await runScan({ version: PACKED, ...NO_SARIF });
  expect(stdout).toMatch(FOUND);
  expect(status).toBe(1);
});

test("does not hand over the report of an earlier step where the scan wrote none", async () => {
  const inputs = { args: "--no-such-option" };
  const ended = await runScan(inputs, { "watertight.sarif": "{}" });
  expect(ended).toMatchObject({ status: 2, outputs: "status=2\n" });
});
