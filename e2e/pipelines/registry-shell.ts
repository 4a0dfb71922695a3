import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { emptyFolder, MANIFEST } from "../package/packed.ts";
import { type Ended, npmEnvironment, pathWith, run } from "../package/processes.ts";

/** A checkout with these files, on a machine that has npm, Node.js and bash, and nothing else of ours. */
export function checkout(registry: string, files: Readonly<Record<string, string>> = {}) {
  const folder = emptyFolder();
  const home = emptyFolder();
  for (const [name, text] of Object.entries({ "manifest.yaml": MANIFEST, ...files })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const env = {
    ...npmEnvironment(home, { node: process.execPath, registry }),
    PATH: pathWith(dirname(process.execPath)),
    GIT_CONFIG_GLOBAL: "/dev/null",
  };
  const shell = (script: string, variables: Readonly<Record<string, string>>): Promise<Ended> => {
    const file = join(home, "script.sh");
    writeFileSync(file, script);
    // As runners of GitHub and GitLab start it.
    return run(["bash", "--noprofile", "--norc", "-eo", "pipefail", file], {
      cwd: folder,
      env: { ...env, ...variables },
    });
  };
  return { folder, home, env, shell };
}
