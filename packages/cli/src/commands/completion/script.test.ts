import { execFileSync, spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { COMMANDS } from "../../registry.ts";
import { completionScript } from "./script.ts";

const IDS = ["privileged", "host-ports"];

/** Left out, and named in the closing lines, where there is no such shell. */
function needing(shell: string) {
  const isHere = spawnSync(shell, ["-c", "exit 0"], { stdio: "ignore" }).status === 0;
  return { skip: !isHere, meta: { needs: [{ name: shell, isHere, hint: "a shell" }] } };
}

/** What bash offers for a command line that is split into these words. */
function bashOffers(...words: string[]): string {
  const line = words.map((word) => `'${word}'`).join(" ");
  const script = `${completionScript("bash", COMMANDS, IDS)}
COMP_WORDS=(${line}); COMP_CWORD=${words.length - 1}; _watertight; echo "\${COMPREPLY[*]}"`;
  return execFileSync("bash", ["--norc"], { encoding: "utf8", input: script }).trim();
}

test.each([
  [["watertight", ""], COMMANDS.map(({ name }) => name).join(" ")],
  [["watertight", "exp"], "explain"],
  [["watertight", "pod-security", ""], "evaluate admit recommend"],
  [["watertight", "pod-security", "evaluate", "--level", "r"], "restricted"],
  [["watertight", "scan", "--fail-on", "=", "h"], "high"],
  [["watertight", "scan", "--fail-on", "="], "info low medium high critical none"],
  [["watertight", "scan", "-o", "json", "--exi"], "--exit-zero"],
  [["watertight", "--color", "never", "explain", "h"], "host-ports"],
  [["watertight", "scan", "--skip-check", "p"], "privileged"],
  [["watertight", "completion", ""], "bash zsh fish"],
  [["watertight", "scan", ""], ""],
])("in bash %j gets %j", needing("bash"), (words, offered) => {
  expect(bashOffers(...words)).toBe(offered);
});

test("zsh reads its script", needing("zsh"), () => {
  const input = completionScript("zsh", COMMANDS, IDS);
  expect(spawnSync("zsh", ["-n"], { input, encoding: "utf8" }).stderr).toBe("");
});

test("fish reads its script", needing("fish"), () => {
  const input = completionScript("fish", COMMANDS, IDS);
  expect(spawnSync("fish", ["--no-execute"], { input, encoding: "utf8" }).stderr).toBe("");
});

test("zsh and fish offer choices and check ids, quoted", () => {
  const zsh = completionScript("zsh", COMMANDS, IDS);
  expect(zsh).toContain(
    "'*--skip-check=[Do not run this check, by its id or its name in another tool; may be repeated]:ID:(privileged host-ports)'",
  );
  expect(zsh).toContain("API server'\\''s");
  const fish = completionScript("fish", COMMANDS, IDS);
  expect(fish).toContain(
    "complete -c watertight -n '__watertight_at '\\''explain'\\''' -f -a 'privileged host-ports'\n",
  );
});
