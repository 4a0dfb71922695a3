import { randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Ended, pathWith, run } from "../package/processes.ts";
import type { DockerRun } from "./docker-words.ts";
import type { ImageConfig } from "./layout.ts";

/** An unpacked image: its root file system is `rootfs` in the folder. */
export interface Bundle {
  readonly folder: string;
  readonly config: ImageConfig;
}

/**
 * Runs the image with runc as `docker run` with those words would: the image's user, entry point, environment and folder; no capability, no new privileges. With another
 * `entrypoint` it runs that instead (https://github.com/opencontainers/runtime-spec/blob/main/config.md).
 */
export function runContainer(
  { folder, config }: Bundle,
  words: Pick<DockerRun, "readOnly" | "withoutNetwork" | "mounts" | "args">,
  {
    entrypoint = config.Entrypoint,
    input = "",
  }: { readonly entrypoint?: readonly string[]; readonly input?: string } = {},
): Promise<Ended> {
  const id = `watertight-${randomBytes(6).toString("hex")}`;
  const bundle = join(folder, id);
  mkdirSync(bundle);
  writeFileSync(
    join(bundle, "config.json"),
    JSON.stringify(specOf(config, words, { entrypoint, root: join(folder, "rootfs") })),
  );
  return run(["runc", "--root", join(folder, "state"), "run", "--bundle", bundle, id], {
    cwd: bundle,
    env: { PATH: pathWith("/usr/local/sbin", "/usr/sbin", "/sbin") },
    input,
  });
}

function specOf(
  config: ImageConfig,
  {
    readOnly,
    withoutNetwork,
    mounts,
    args,
  }: Pick<DockerRun, "readOnly" | "withoutNetwork" | "mounts" | "args">,
  { entrypoint, root }: { readonly entrypoint: readonly string[]; readonly root: string },
): object {
  const [uid, gid] = config.User.split(":").map(Number);
  const namespaces = ["pid", "ipc", "uts", "mount", ...(withoutNetwork ? ["network"] : [])];
  return {
    ociVersion: "1.0.2",
    process: {
      terminal: false,
      user: { uid, gid },
      args: [...entrypoint, ...args],
      env: config.Env,
      cwd: config.WorkingDir,
      noNewPrivileges: true,
    },
    root: { path: root, readonly: readOnly },
    mounts: [
      { destination: "/proc", type: "proc", source: "proc" },
      ...mounts.map(({ source, target, readOnly: isReadOnly }) => ({
        destination: target,
        type: "bind",
        source,
        options: ["rbind", isReadOnly ? "ro" : "rw"],
      })),
    ],
    linux: { namespaces: namespaces.map((type) => ({ type })) },
  };
}
