import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { LayerReader, readImage } from "../read-image.ts";
import { kindOfPath, openPath } from "./open-path.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "watertight-storage-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const [LOWER, UPPER] = ["1".repeat(64), "2".repeat(64)];
const CONFIGURATION = '{"os":"linux","config":{"User":"1000"}}';
const ID = createHash("sha256").update(CONFIGURATION).digest("hex");

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

const npm = (at: string, name: string): void => {
  write(`${at}/app/node_modules/${name}/package.json`, `{"name":"${name}","version":"1.0.0"}`);
};

function writeStorage(driver: "overlay" | "vfs", names: readonly string[]): void {
  write(
    `${driver}-images/images.json`,
    JSON.stringify(names.map((name) => ({ id: ID, names: [name], layer: UPPER }))),
  );
  write(
    `${driver}-layers/layers.json`,
    JSON.stringify([{ id: LOWER }, { id: UPPER, parent: LOWER }]),
  );
  const file = `=${Buffer.from(`sha256:${ID}`).toString("base64")}`;
  write(`${driver}-images/${ID}/${file}`, CONFIGURATION);
}

async function read(name?: string): Promise<readonly unknown[]> {
  expect(await kindOfPath(folder)).toBe("storage");
  const openings = await openPath("storage", { path: folder, name });
  const found: unknown[] = [];
  for (const opening of openings) {
    const image = await readImage(await opening.open(), new LayerReader());
    const packages = image.packages.map((item) => `${item.name} ${item.layer ?? ""}`);
    found.push([opening.name, image.configuration?.user, packages]);
  }
  return found;
}

test("images of Podman and Buildah are read where they are stored, with what upper layers hide", async () => {
  writeStorage("overlay", ["localhost/shop/web:1", "localhost/shop/cart:1"]);
  npm(`overlay/${LOWER}/diff`, "a");
  npm(`overlay/${LOWER}/diff`, "b");
  npm(`overlay/${UPPER}/diff`, "c");
  write(`overlay/${UPPER}/diff/app/node_modules/.wh.a`, "");
  const packages = ["b 0", "c 1"];
  expect(await read()).toStrictEqual([
    ["localhost/shop/web:1", "1000", packages],
    ["localhost/shop/cart:1", "1000", packages],
  ]);
  expect(await read("shop/cart:1")).toStrictEqual([["shop/cart:1", "1000", packages]]);
  await expect(read("nope")).rejects.toThrow(
    'has no image "nope"; it has localhost/shop/web:1, localhost/shop/cart:1.',
  );
});

test("of the driver vfs the last folder has all files; ids that lead elsewhere are refused", async () => {
  writeStorage("vfs", ["web"]);
  npm(`vfs/dir/${LOWER}`, "a");
  npm(`vfs/dir/${UPPER}`, "a");
  npm(`vfs/dir/${UPPER}`, "b");
  expect(await read()).toStrictEqual([["", "1000", ["a 0", "b 0"]]]);
  write("vfs-images/images.json", JSON.stringify([{ id: ID, layer: "../../etc" }]));
  await expect(read()).rejects.toThrow('"../../etc" is no id of a layer.');
  write("vfs-images/images.json", JSON.stringify([{ id: "0".repeat(64), layer: UPPER }]));
  await expect(read()).rejects.toThrow(/no such file/);
});
