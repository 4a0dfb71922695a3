import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { ROOT, VERSION } from "../package/packed.ts";
import { type Registry, startRegistry } from "../package/registry.ts";
import { checkout } from "./registry-shell.ts";

const text = readFileSync(join(ROOT, "templates/scan.yml"), "utf8");
const [head, body = ""] = text.split(/^---\n/m);
// A door: people write it.
const { inputs } = (
  parse(head ?? "") as {
    readonly spec: { readonly inputs: Readonly<Record<string, { readonly default: string }>> };
  }
).spec;

interface Job {
  readonly stage: string;
  readonly script: readonly string[];
  readonly artifacts: {
    readonly when: string;
    readonly reports: Readonly<Record<string, string>>;
  };
}

let registry: Registry;
beforeAll(async () => {
  registry = await startRegistry();
});
afterAll(() => {
  registry.close();
});

/** The jobs as GitLab has them when it has put the inputs in (https://docs.gitlab.com/ci/inputs/). */
function jobsWith(given: Readonly<Record<string, string>>): Readonly<Record<string, Job>> {
  const filled = body.replace(
    /\$\[\[ inputs[.](\w+) \]\]/g,
    (_, name: string) => given[name] ?? inputs[name]?.default ?? `no input ${name}`,
  );
  return parse(filled) as Readonly<Record<string, Job>>;
}

test("has a head that declares what the body uses, and nothing else", () => {
  expect(parseAllDocuments(text)).toHaveLength(2);
  const used = [...body.matchAll(/inputs[.](\w+)/g)].map(([, name]) => name);
  expect(new Set(used)).toEqual(new Set(Object.keys(inputs)));
  expect(inputs["version"]?.default).toBe(VERSION);
});

test("scans, fails as the scan does, and leaves the reports that it names", async () => {
  const { watertight } = jobsWith({});
  const { folder, shell } = checkout(registry.address);
  const { status, stdout } = await shell(watertight?.script.join("\n") ?? "", {});
  expect(status).toBe(1);
  expect(stdout).toContain("privileged-container");
  expect(watertight?.artifacts).toMatchObject({
    when: "always",
    reports: { codequality: "watertight.json", junit: "watertight.xml" },
  });
  const issues = JSON.parse(readFileSync(join(folder, "watertight.json"), "utf8")) as unknown;
  expect(issues).toContainEqual({
    description: expect.stringContaining("is privileged") as string,
    check_name: "privileged-container",
    fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
    severity: "blocker",
    location: { path: "manifest.yaml", lines: { begin: 11 } },
  });
  expect(readFileSync(join(folder, "watertight.xml"), "utf8")).toContain("<testsuite");
});

test("takes a path, options and names for the job and its stage", async () => {
  const jobs = jobsWith({ job: "k8s", stage: "lint", path: "a/", args: "--exit-zero -q" });
  expect(Object.keys(jobs)).toEqual(["k8s"]);
  const { shell } = checkout(registry.address, { "a/x.yaml": "kind: X\napiVersion: x/v1\n" });
  const ended = await shell(jobs["k8s"]?.script.join("\n") ?? "", {});
  expect(ended).toMatchObject({ status: 0 });
  expect(ended.stdout).not.toContain("privileged-container");
});
