/** A program of Rust built by cargo-auditable: the crates are those that its own reader tells. */

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { needing } from "../../conformance/needs.ts";
import { watertightIn } from "../../packages/cli/testing/watertight.ts";
import { run } from "./programs.ts";

const NEEDS = ["cargo-auditable", "rust-audit-info"].map((name) => ({
  name,
  isHere: spawnSync("sh", ["-c", `command -v ${name}`], { stdio: "ignore" }).status === 0,
  hint: `cargo install --locked ${name}`,
}));

test("crates of a program are those that rust-audit-info tells", needing(...NEEDS), async () => {
  const folder = mkdtempSync(join(tmpdir(), "watertight-rust-"));
  try {
    const app = join(folder, "app");
    run("cargo", ["init", "-q", "--vcs", "none", "--name", "app", app]);
    run("cargo", ["add", "-q", "serde_json", "itoa"], { cwd: app });
    writeFileSync(
      join(app, "src/main.rs"),
      'fn main() { println!("{}", serde_json::json!({ "a": itoa::Buffer::new().format(1) })); }\n',
    );
    run("cargo", ["auditable", "build", "-q", "--release"], { cwd: app });
    const program = join(app, "target/release/app");
    const told = JSON.parse(run("rust-audit-info", [program])) as {
      readonly packages: readonly { readonly name: string; readonly version: string }[];
    };
    const root = join(folder, "root");
    mkdirSync(join(root, "etc"), { recursive: true });
    writeFileSync(join(root, "etc/passwd"), "");
    run("cp", [program, join(root, "app")]);
    const { stdout } = await watertightIn(folder, ["images", "packages", "-o", "json", root]);
    const { packages } = JSON.parse(stdout) as typeof told;
    expect(packages.map(({ name, version }) => `${name} ${version}`).sort()).toEqual(
      told.packages.map(({ name, version }) => `${name} ${version}`).sort(),
    );
    expect(packages.length).toBeGreaterThan(3);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
