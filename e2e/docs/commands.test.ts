import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { needing } from "../../conformance/needs.ts";
import { neededProgram } from "../../conformance/programs.ts";
import { readDocuments } from "../../tools/documents/documents.ts";
import { fencesOf } from "../../tools/documents/markdown.ts";
import { ROOT } from "../package/packed.ts";
import { npmEnvironment, pathWith, run } from "../package/processes.ts";
import { type Registry, startRegistry } from "../package/registry.ts";
import { answersOf, commandsOf, isAsShown, type Shown, scriptOf } from "./session.ts";

const LANGUAGES = ["console", "bash", "sh", "shell"];

/** Commands of other programs that need what is not here, and what tests the same elsewhere. */
const NOT_RUN: readonly (readonly [command: RegExp, instead: string])[] = [
  [
    /^(?:docker|podman|buildah|skopeo) /,
    "e2e/image builds the image and runs it, by the words of the document",
  ],
  [/^brew /, "e2e/release reads the formula with Ruby"],
  [/^cosign |^gh |^npm audit /, "they ask services of what is published"],
];

/** Prints objects as from a cluster; its plugins are commands of their own, as kubectl has them. */
const KUBECTL = `#!/bin/sh
case "$1" in
  get) cat "$SHOP/platform/cluster-backup.yaml" ;;
  krew) ;;
  *) verb=$1; shift; exec "kubectl-$verb" "$@" ;;
esac
`;

const helm = neededProgram("helm");
const kustomize = neededProgram("kustomize");
const documents = readDocuments(ROOT).flatMap(({ path, text }) => {
  const fences = fencesOf(text).filter(({ language }) => LANGUAGES.includes(language));
  return fences.length === 0 ? [] : [{ path, commands: fences.flatMap(commandsOf) }];
});

let home: string;
let registry: Registry;
let environment: Readonly<Record<string, string>>;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "watertight-docs-"));
  registry = await startRegistry();
  const npm = npmEnvironment(home, { node: process.execPath, registry: registry.address });
  const programs = join(home, "programs");
  mkdirSync(programs);
  writeFileSync(join(programs, "kubectl"), KUBECTL);
  writeFileSync(join(programs, "kubectl-watertight"), '#!/bin/sh\nexec watertight "$@"\n');
  for (const name of ["kubectl", "kubectl-watertight"]) chmodSync(join(programs, name), 0o755);
  environment = {
    ...npm,
    SHOP: join(ROOT, "examples/shop"),
    WATERTIGHT_HELM: helm.path,
    WATERTIGHT_KUSTOMIZE: kustomize.path,
    GIT_CONFIG_GLOBAL: "/dev/null",
  };
  const installed = await run(["npm", "install", "--global", "watertight"], {
    cwd: home,
    env: environment,
  });
  if (installed.status !== 0) throw new Error(installed.stderr);
});
afterAll(() => {
  registry.close();
  rmSync(home, { recursive: true, force: true });
});

/** A repository with the examples, committed, as a document's reader has it. */
const COMMITTED = `git init -q -b main . && git add -A
git -c user.name=reader -c user.email=reader@shop.example commit -qm "The shop"
git switch -q -c change`;

/** Runs the commands one after another in a copy of the examples. The command is installed, unless that is what they do. */
async function answersTo(commands: readonly Shown[]) {
  const folder = mkdtempSync(join(home, "reader-"));
  cpSync(join(ROOT, "examples"), join(folder, "examples"), { recursive: true });
  const prefix = join(home, "prefixes", basename(folder));
  const installs = commands.some(({ command }) => /^npm install --global/m.test(command));
  const installed = installs ? prefix : join(home, "global");
  const script = scriptOf([COMMITTED, ...commands.map(({ command }) => command)]);
  const { stdout } = await run(["bash", "-c", `exec 2>&1\n${script}`], {
    cwd: folder,
    env: {
      ...environment,
      npm_config_prefix: prefix,
      PATH: pathWith(join(installed, "bin"), join(home, "programs"), dirname(process.execPath)),
    },
  });
  return answersOf(stdout).slice(1);
}

describe.concurrent.each(documents)("$path", ({ commands }) => {
  const runnable = commands.filter(({ command }) => !NOT_RUN.some(([not]) => not.test(command)));

  test.runIf(runnable.length > 0)(
    "its commands print what it shows",
    needing(helm, kustomize),
    async ({ expect }) => {
      const answers = await answersTo(runnable);
      expect(answers).toHaveLength(runnable.length);
      const faults = runnable.flatMap(({ command, line, output }, index) => {
        const answer = answers[index] ?? { status: -1, output: [] };
        // Findings are no failure of a document; whatever else goes wrong is.
        const isExpected = answer.status <= 1 || runnable[index + 1]?.command === "echo $?";
        const isSame = output === undefined || isAsShown(output, answer.output);
        return isExpected && isSame ? [] : [{ line, command, ...answer }];
      });
      expect(faults).toEqual([]);
    },
  );
});

test("what is left out is in a document", () => {
  const all = documents.flatMap(({ commands }) => commands.map(({ command }) => command));
  const unused = NOT_RUN.filter(([not]) => !all.some((command) => not.test(command)));
  expect(unused).toEqual([]);
});
