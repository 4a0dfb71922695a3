import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { gzipSync } from "node:zlib";
import { createTar } from "nanotar";

/** Starts the command with the Node.js beside it, also through a symbolic link, as krew makes one. */
const LAUNCHER = `#!/bin/sh
# POSIX has no readlink -f.
self=$0
while [ -L "$self" ]; do
  target=$(readlink "$self")
  case $target in
    /*) self=$target ;;
    *) self=$(dirname "$self")/$target ;;
  esac
done
home=$(CDPATH= cd -- "$(dirname "$self")" && pwd)
exec "$home/node/bin/node" "$home/watertight/bin/watertight.mjs" "$@"
`;

/**
 * An archive that needs nothing of the machine: `kubectl-watertight`, the package in `watertight/` and Node.js in `node/`, with the licences of both. The same files make the
 * same archive.
 */
export function standaloneArchive({
  folder,
  node,
  nodeLicense,
}: {
  /** The folder that was packed. */
  readonly folder: string;
  /** The path of a Node.js, and of the text of its licence. */
  readonly node: string;
  readonly nodeLicense: string;
}): Buffer {
  const packed = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .map((path) => fileOf(`watertight/${relative(folder, path)}`, readFileSync(path)));
  const files = [
    fileOf("LICENSE", readFileSync(join(folder, "LICENSE"))),
    fileOf("kubectl-watertight", Buffer.from(LAUNCHER), "755"),
    fileOf("node/LICENSE", readFileSync(nodeLicense)),
    fileOf("node/bin/node", readFileSync(node), "755"),
    ...packed,
  ].sort((a, b) => (a.name < b.name ? -1 : 1));
  return gzipSync(createTar(files));
}

function fileOf(name: string, data: Buffer, mode = "644") {
  return { name, data, attrs: { mode, mtime: 0, uid: 0, gid: 0, user: "root", group: "root" } };
}
