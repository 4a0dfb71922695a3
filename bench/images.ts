import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  createReadStream,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Figure, median, type Outcome, ratioFigure } from "./figure.ts";
import { runNode, runProgram } from "./process.ts";

const MEGABYTES = 1000;
/** 60 % of the speed is one and two thirds of the time. */
const SLOWER = 1 / 0.6;
const MOST_MEMORY = 300;
const ROUNDS = 3;

/** An image of 1 GB, unpacked, with some 20,000 files, against gunzip and tar that list the same layer. */
export async function measureImages(): Promise<readonly Outcome[]> {
  const missing = ["tar", "gzip"].find(
    (name) => spawnSync(name, ["--version"], { stdio: "ignore" }).status !== 0,
  );
  if (missing !== undefined) return [{ leftOut: `No image is read: there is no ${missing}.` }];
  const folder = mkdtempSync(join(tmpdir(), "watertight-bench-"));
  try {
    const layer = await writeLayout(folder);
    const list = `gzip -dc '${layer}' | tar -t > /dev/null`;
    const ours = ["node_modules/.bin/watertight", "images", "packages", "-o", "json", folder];
    const rounds = Array.from({ length: ROUNDS + 1 }, () => ({
      theirs: runProgram("sh", ["-c", list]),
      ours: runNode(ours),
    })).slice(1);
    const memory = Math.max(...rounds.map((round) => round.ours.megabytes));
    return [
      ratioFigure(
        "image of 1 GB: packages / gunzip and tar -t",
        median(rounds.map((round) => round.ours.seconds)),
        median(rounds.map((round) => round.theirs)),
        SLOWER,
      ),
      memoryFigure(memory),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function memoryFigure(value: number): Figure {
  return {
    name: "image of 1 GB: most memory",
    value,
    unit: "MB",
    reference: MOST_MEMORY,
    ratio: value / MOST_MEMORY,
    bar: MOST_MEMORY,
    holds: value < MOST_MEMORY,
  };
}

/** Writes an OCI layout with one layer of gzip; the layer's path. */
async function writeLayout(folder: string): Promise<string> {
  const root = join(folder, "root");
  writeFiles(root);
  mkdirSync(join(folder, "blobs/sha256"), { recursive: true });
  const tar = join(folder, "layer.tar");
  runProgram("tar", ["-C", root, "-cf", tar, "."]);
  rmSync(root, { recursive: true });
  const diffId = await digestOf(tar);
  runProgram("gzip", ["-1", tar]);
  const digest = await digestOf(`${tar}.gz`);
  const layer = join(folder, "blobs/sha256", digest);
  renameSync(`${tar}.gz`, layer);
  const config = blob(folder, {
    os: "linux",
    architecture: "amd64",
    rootfs: { type: "layers", diff_ids: [`sha256:${diffId}`] },
  });
  const manifest = blob(folder, {
    schemaVersion: 2,
    config: { mediaType: "application/vnd.oci.image.config.v1+json", ...config },
    layers: [
      {
        mediaType: "application/vnd.oci.image.layer.v1.tar+gzip",
        digest: `sha256:${digest}`,
        size: statSync(layer).size,
      },
    ],
  });
  writeFileSync(join(folder, "oci-layout"), '{"imageLayoutVersion":"1.0.0"}');
  writeFileSync(
    join(folder, "index.json"),
    JSON.stringify({ schemaVersion: 2, manifests: [manifest] }),
  );
  return layer;
}

function blob(folder: string, value: unknown): { readonly digest: string; readonly size: number } {
  const text = JSON.stringify(value);
  const hex = createHash("sha256").update(text).digest("hex");
  writeFileSync(join(folder, "blobs/sha256", hex), text);
  return { digest: `sha256:${hex}`, size: text.length };
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  // A door: without an encoding the stream gives buffers.
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }))
    hash.update(chunk as Buffer);
  return hash.digest("hex");
}

/** 500 packages of Debian, 5,000 of npm with files beside them, and programs, of bytes that compress about as programs do. */
function writeFiles(root: string): void {
  const write = (path: string, content: string | Buffer): void => {
    mkdirSync(join(root, path, ".."), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  write("etc/os-release", 'ID=debian\nVERSION_ID="12"\n');
  const status = Array.from(
    { length: 500 },
    (_, index) =>
      `Package: lib${index}\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1.${index}-1\n`,
  );
  write("var/lib/dpkg/status", status.join("\n"));
  const noise = noiseOf(1 << 20);
  let written = 0;
  for (let index = 0; index < 5000; index++) {
    const place = `app/node_modules/package-${index}`;
    write(
      `${place}/package.json`,
      `{"name":"package-${index}","version":"1.0.${index}","license":"MIT"}`,
    );
    for (const name of ["index.js", "README.md", "lib/main.js"]) {
      const size = 5000 + ((index * 7919) % 40_000);
      write(`${place}/${name}`, noise.subarray(0, size));
      written += size;
    }
  }
  for (let index = 0; written < MEGABYTES * 1_000_000; index++) {
    const parts = Array.from({ length: 1 + (index % 40) }, () => noise);
    const content = Buffer.concat([
      Buffer.from("\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0", "latin1"),
      ...parts,
    ]);
    write(`usr/lib/program-${index}`, content);
    written += content.length;
  }
}

/** Words and bytes in turn: about a third of its size when it is compressed. */
function noiseOf(size: number): Buffer {
  const bytes = Buffer.alloc(size);
  let state = 1;
  for (let at = 0; at < size; at++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    bytes[at] = at % 256 < 160 ? 97 + ((at >> 2) % 20) : state >>> 24;
  }
  return bytes;
}
