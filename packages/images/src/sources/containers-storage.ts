import { existsSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { type JsonValue, listAt, textAt, textsAt } from "@watertight/core/kubernetes";
import type { LayerContents } from "../layers/layer.ts";
import type { Limits } from "../limits.ts";
import { LONGEST_DOCUMENT, parseDocument, verifyDigest } from "./manifest.ts";
import type { OpenedImage, Opening } from "./opened-image.ts";
import { readFolder } from "./root-folder.ts";

/** Drivers that keep layers as folders: the files that a layer changed, or all of them. */
const DRIVERS = ["overlay", "vfs"] as const;

type Driver = (typeof DRIVERS)[number];

/** Which driver a folder of containers/storage (Podman, Buildah, CRI-O; `/var/lib/containers/storage`) has; undefined where it is none. */
export function storageDriver(folder: string): Driver | undefined {
  return DRIVERS.find((driver) => existsSync(join(folder, `${driver}-images/images.json`)));
}

/**
 * The images of a folder of containers/storage, or the one of a name or id (containers/storage, images.go, layers.go). Layers are read as they lie there:
 * what a folder of overlayfs hides by an extended attribute is not known, so that it counts as still there.
 */
export async function openStorage(
  folder: string,
  name: string | undefined,
  limits: Limits,
): Promise<readonly Opening[]> {
  const driver = storageDriver(folder);
  if (driver === undefined) throw new Error(`${folder} is no storage of containers.`);
  const images = await listIn(join(folder, `${driver}-images/images.json`));
  const layers = new Map(
    (await listIn(join(folder, `${driver}-layers/layers.json`))).map((each) => [
      textAt(each, "id"),
      textAt(each, "parent"),
    ]),
  );
  const fitting = name === undefined ? images : images.filter((each) => isCalled(each, name));
  if (fitting.length === 0) {
    const names = images.map(nameOf).join(", ");
    throw new Error(`${folder} has no image "${name ?? ""}"; it has ${names || "none"}.`);
  }
  const store: Store = { folder, driver, layers, limits, known: new Map() };
  return fitting.map((image) => ({
    name: name ?? (fitting.length === 1 ? "" : nameOf(image)),
    open: () => openStored(store, image),
  }));
}

interface Store {
  readonly folder: string;
  readonly driver: Driver;
  /** Each layer's parent. */
  readonly layers: ReadonlyMap<string, string>;
  readonly limits: Limits;
  /** Layers that several images share are read once. */
  readonly known: Map<string, Promise<LayerContents>>;
}

function nameOf(image: JsonValue): string {
  return textsAt(image, "names")[0] ?? textAt(image, "id");
}

function isCalled(image: JsonValue, name: string): boolean {
  const names = textsAt(image, "names");
  return (
    textAt(image, "id") === name || names.some((each) => each === name || each.endsWith(`/${name}`))
  );
}

async function listIn(path: string): Promise<readonly JsonValue[]> {
  const bytes = Buffer.concat([Buffer.from('{"list":'), await shortFile(path), Buffer.from("}")]);
  return listAt(parseDocument(bytes, path), "list");
}

async function shortFile(path: string): Promise<Buffer> {
  const { size } = await stat(path);
  if (size > LONGEST_DOCUMENT) throw new Error(`${path} is longer than ${LONGEST_DOCUMENT} bytes.`);
  return readFile(path);
}

async function openStored(store: Store, image: JsonValue): Promise<OpenedImage> {
  const chain = chainOf(store, textAt(image, "layer"));
  // Each folder of vfs has all files of those below it.
  const read = store.driver === "vfs" ? chain.slice(-1) : chain;
  const layers: LayerContents[] = [];
  for (const id of read) layers.push(await layerOf(store, id));
  return {
    reference: nameOf(image),
    digest: textAt(image, "digest"),
    indexDigest: "",
    configuration: await configurationOf(store, textAt(image, "id")),
    layers,
    notRead: [],
  };
}

/** A layer with those that it lies on, from the lowest. */
function chainOf({ layers }: Store, top: string): readonly string[] {
  const chain: string[] = [];
  for (let id = top; id !== "" && !chain.includes(id); id = layers.get(id) ?? "") {
    // It becomes a part of a path.
    if (!/^[0-9a-f]{64}$/.test(id)) throw new Error(`"${id}" is no id of a layer.`);
    if (!layers.has(id)) throw new Error(`the layer ${id} is not in its list of layers.`);
    chain.unshift(id);
  }
  return chain;
}

async function layerOf(
  { folder, driver, limits, known }: Store,
  id: string,
): Promise<LayerContents> {
  const place =
    driver === "vfs" ? join(folder, "vfs/dir", id) : join(folder, "overlay", id, "diff");
  const reading = known.get(id) ?? readFolder(place, limits);
  known.set(id, reading);
  return reading;
}

/** An image's id is the digest of its configuration, which stands beside it under its name in base64. */
async function configurationOf({ folder, driver }: Store, id: string): Promise<JsonValue> {
  if (!/^[0-9a-f]{64}$/.test(id)) throw new Error(`"${id}" is no id of an image.`);
  const digest = `sha256:${id}`;
  const file = `=${Buffer.from(digest).toString("base64")}`;
  const bytes = await shortFile(join(folder, `${driver}-images`, id, file));
  verifyDigest(bytes, digest, `the configuration of ${id}`);
  return parseDocument(bytes, `the configuration of ${id}`);
}
