import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { REFUSED } from "./lint-samples.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const oxlint = join(root, "node_modules/oxlint/bin/oxlint");
const env = { ...process.env, OXLINT_TSGOLINT_PATH: join(root, "node_modules/.bin/tsgolint") };

interface Diagnostic {
  readonly filename: string;
  readonly message: string;
  readonly code?: string;
}

interface Configuration {
  readonly rules: Readonly<Record<string, unknown>>;
  readonly overrides: readonly { readonly rules: Readonly<Record<string, unknown>> }[];
}

/** Lints files of the core as this project does, and says `<file> <rule or message>` of each that is refused. */
function refusedIn(files: ReadonlyMap<string, string>): ReadonlySet<string> {
  const folder = mkdtempSync(join(tmpdir(), "watertight-lint-"));
  try {
    const copied = [".oxlintrc.json", "tools/lint-rules.mjs", "tsconfig.base.json"];
    for (const name of [...copied, "packages/core/tsconfig.json"]) {
      mkdirSync(join(folder, dirname(name)), { recursive: true });
      cpSync(join(root, name), join(folder, name));
    }
    mkdirSync(join(folder, "packages/core/src"));
    for (const [name, text] of files) writeFileSync(join(folder, "packages/core/src", name), text);
    const { stdout } = spawnSync(process.execPath, [oxlint, "--format=json"], {
      cwd: folder,
      encoding: "utf8",
      env,
      maxBuffer: 1e8,
    });
    const { diagnostics } = JSON.parse(stdout) as { readonly diagnostics: readonly Diagnostic[] };
    return new Set(
      diagnostics.map(({ filename, code, message }) => `${basename(filename)} ${code ?? message}`),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The rules that the configuration turns on. */
function rulesThatAreOn(): readonly string[] {
  // JSON with comments and without tabs is YAML, but for the two slashes.
  const text = readFileSync(join(root, ".oxlintrc.json"), "utf8").replace(/^ *\/\/.*$/gm, "");
  const { rules, overrides } = parse(text) as Configuration;
  const all = [rules, ...overrides.map((override) => override.rules)].flatMap(Object.entries);
  return all.filter(([, level]) => level !== "off").map(([rule]) => rule);
}

const samples = Object.entries(REFUSED).flatMap(([rule, texts]) =>
  [texts]
    .flat()
    .map((text, index) => ({ rule, text, file: `${rule.replace("/", "-")}-${index}.ts` })),
);

test("every rule that the configuration turns on refuses its samples, and directives that hide nothing are refused", () => {
  const directive =
    "// oxlint-disable-next-line eslint/complexity -- it is simple\nexport const a = 1;\n";
  const refused = refusedIn(
    new Map([
      ...samples.map(({ file, text }) => [file, text] as const),
      ["directive.ts", directive],
    ]),
  );
  expect(
    samples
      .filter(({ rule, file }) => !refused.has(`${file} ${rule.replace("/", "(")})`))
      .map(({ file }) => file),
  ).toEqual([]);
  expect([...refused].filter((line) => line.startsWith("directive.ts"))).toEqual([
    "directive.ts Unused oxlint-disable directive (no problems were reported).",
  ]);
});

test("every rule that the configuration turns on has a sample", () => {
  expect(Object.keys(REFUSED).toSorted()).toEqual([...new Set(rulesThatAreOn())].toSorted());
});
