import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

/** A folder with these files, gone when the test ends. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "watertight-test-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** A program that runs the given JavaScript, by its path. */
export function programOf(script: string): string {
  const path = join(
    folderWith({ "program.mjs": `#!${process.execPath}\n${script}\n` }),
    "program.mjs",
  );
  chmodSync(path, 0o755);
  return path;
}

/** Where programs are told to put what is temporary, until the test ends. */
export function setTemporaryPlace(path: string): void {
  const before = process.env["TMPDIR"];
  onTestFinished(() => {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
  });
  process.env["TMPDIR"] = path;
}
