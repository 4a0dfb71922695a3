import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { isJsonObject, type JsonValue, listAt, textAt } from "@watertight/core/kubernetes";
import {
  createRegistries,
  kindOfPath,
  LayerReader,
  LIMITS,
  openPath,
  type Platform,
  parsePlatform,
  type ReadImage,
  type Registries,
  type RegistryOptions,
  readImage,
  readSources,
  splitPath,
} from "@watertight/images";
import type { Arguments } from "../../command.ts";
import type { Context } from "../../context.ts";
import { createProgress } from "../../terminal/progress.ts";
import { UnreadError } from "../../unread-error.ts";
import { UsageError } from "../../usage-error.ts";

/** Reads images by what people call them, with the connections, logins and layers of one run. */
export interface Images {
  /** A reference to a registry, an archive, a layout or a folder. Throws `UnreadError` where it cannot be read at all, or is several. */
  readonly read: (text: string) => Promise<ReadImage>;
  /** The same of every image that an archive or a layout holds, in its order; one that cannot be read says so in its `notRead`. */
  readonly readAll: (text: string) => Promise<readonly ReadImage[]>;
  readonly close: () => void;
}

/** One image that a text names: what it is called, and its reading. */
interface Named {
  readonly reference: string;
  readonly read: () => Promise<ReadImage>;
}

/** Reads images of verbs that declare `IMAGE_OPTIONS`. */
export async function openImages(args: Arguments, context: Context): Promise<Images> {
  const platform = platformIn(args);
  const place = (path: string): string => resolve(context.workingDirectory, path);
  const registries = await openRegistries(args, context);
  const progress = createProgress(context, { quiet: args.flag("quiet") });
  let bytes = 0;
  let reading = "";
  let done = 0;
  const onBytes = (more: number): void => {
    bytes += more;
    const megabytes = Math.floor(bytes / 1_000_000);
    progress.update(done, args.operands.length, `read; ${megabytes} MB unpacked, ${reading}`);
  };
  const layers = new LayerReader(LIMITS, onBytes);
  const namedBy = async (text: string): Promise<readonly Named[]> => {
    const found = splitPath(place(text));
    const kind = found && (await kindOfPath(found.path));
    if (!found || !kind) {
      const read = async (): Promise<ReadImage> =>
        readImage(await registries.open(text, platform), layers);
      return [{ reference: text, read }];
    }
    if (kind === "other") throw new Error(`${found.path} ${NO_ARCHIVE}`);
    if (kind === "source") {
      const read = async (): Promise<ReadImage> => readSources(found.path);
      return [{ reference: text, read }];
    }
    const openings = await openPath(kind, found, { ...(platform && { platform }), onBytes });
    return openings.map(({ name, open }) => ({
      reference: openings.length === 1 ? text : `${text}:${name}`,
      read: async () => readImage(await open(), layers),
    }));
  };
  const attempt = async <Result>(text: string, work: () => Promise<Result>): Promise<Result> => {
    reading = text;
    try {
      return await work();
    } catch (error) {
      if (error instanceof UsageError) throw error;
      throw new UnreadError(sentenceOf(error, text, place), error);
    } finally {
      done += 1;
      progress.clear();
    }
  };
  return {
    read: (text) =>
      attempt(text, async () => {
        const [first, ...more] = await namedBy(text);
        if (first === undefined) throw new Error("it holds no image");
        if (more.length > 0) throw new Error(severalOf([first, ...more], text));
        return { ...(await first.read()), reference: first.reference };
      }),
    readAll: (text) =>
      attempt(text, async () => {
        const all = await namedBy(text);
        const images: ReadImage[] = [];
        for (const { reference, read } of all) {
          const image =
            all.length === 1
              ? await read()
              : await read().catch((error: unknown) =>
                  unreadable(wordsOf(error, text, place), reference),
                );
          images.push({ ...image, reference });
        }
        return images;
      }),
    close: registries.close,
  };
}

/** The registries of verbs that declare `IMAGE_OPTIONS`. */
export async function openRegistries(args: Arguments, context: Context): Promise<Registries> {
  return createRegistries(await registryOptionsOf(args, context));
}

/** How registries are spoken to, as options of `IMAGE_OPTIONS` say. */
export async function registryOptionsOf(
  args: Arguments,
  { environment, workingDirectory }: Context,
): Promise<Required<Omit<RegistryOptions, "clock" | "patience">>> {
  const place = (path: string): string => resolve(workingDirectory, path);
  return {
    environment,
    pullSecrets: await pullSecretsIn(args, place),
    plainHttp: args.values("plain-http"),
    mirrors: mirrorsIn(args),
    authorities: await Promise.all(
      args.values("registry-ca").map((path) => textOf(place(path), "--registry-ca")),
    ),
  };
}

const NO_ARCHIVE = "is no archive of images: it begins neither as tar nor as anything packed";

function severalOf(all: readonly Named[], text: string): string {
  const names = all.map(({ reference }) => reference.slice(text.length + 1));
  return `it has several images: ${names.join(", ")}; name one as ${all[0]?.reference ?? text}`;
}

/** One of several of which nothing could be read. */
function unreadable(reason: string, reference: string): ReadImage {
  return {
    reference,
    digest: "",
    indexDigest: "",
    isSource: false,
    layers: [],
    packages: [],
    notRead: [{ path: reference, reason }],
    configuration: undefined,
    configurationSecrets: [],
    fileSecrets: [],
    setuidFiles: [],
  };
}

function sentenceOf(error: unknown, text: string, place: (path: string) => string): string {
  return `${text} cannot be read: ${wordsOf(error, text, place)}.`;
}

/** What went wrong, with "it" for what the sentence is about, and the path as it was given wherever else it stands. */
function wordsOf(error: unknown, text: string, place: (path: string) => string): string {
  const words = error instanceof Error ? error.message.replace(/\.$/, "") : "it failed";
  const path = splitPath(place(text))?.path;
  const own = [...(path === undefined ? [] : [path]), text];
  const said = own.find((name) => words.startsWith(`${name} `));
  const shorter = said === undefined ? words : `it${words.slice(said.length)}`;
  return path === undefined || path === "/"
    ? shorter
    : shorter.replaceAll(path, text.slice(0, text.length - (place(text).length - path.length)));
}

function platformIn(args: Arguments): Platform | undefined {
  const text = args.value("platform");
  if (text === undefined) return undefined;
  try {
    return parsePlatform(text);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : `"${text}" is no platform.`);
  }
}

function mirrorsIn(args: Arguments): ReadonlyMap<string, readonly string[]> {
  const mirrors = new Map<string, readonly string[]>();
  for (const text of args.values("mirror")) {
    const [registry = "", mirror = ""] = text.split(/=(.*)/s);
    if (registry === "" || !/^[A-Za-z0-9[]\S*$/.test(mirror) || mirror.includes("://"))
      throw new UsageError(
        `--mirror takes REGISTRY=MIRROR, such as docker.io=mirror.example.com, and not "${text}".`,
      );
    mirrors.set(registry, [...(mirrors.get(registry) ?? []), mirror.replace(/\/+$/, "")]);
  }
  return mirrors;
}

async function textOf(path: string, option: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw new UsageError(
      `${option} ${path} cannot be read: ${error instanceof Error ? error.message : "it failed"}.`,
    );
  }
}

async function pullSecretsIn(
  args: Arguments,
  place: (path: string) => string,
): Promise<readonly JsonValue[]> {
  const found: JsonValue[] = [];
  for (const path of args.values("pull-secret")) {
    const secrets = await logins(await textOf(place(path), "--pull-secret"));
    if (secrets.length === 0)
      throw new UsageError(
        `--pull-secret ${path} holds no login to a registry: it takes a Secret of type kubernetes.io/dockerconfigjson, or what is in one.`,
      );
    found.push(...secrets);
  }
  return found;
}

/** The logins of manifests, or of the JSON that Docker keeps. */
export async function logins(text: string): Promise<readonly JsonValue[]> {
  const { parseAllDocuments } = await import("yaml");
  return parseAllDocuments(text).flatMap((document) => {
    // A door: YAML of these manifests is JSON.
    const object = document.toJS({ maxAliasCount: 100 }) as JsonValue;
    const items = textAt(object, "kind") === "List" ? listAt(object, "items") : [object];
    return items.flatMap(loginsOf);
  });
}

function loginsOf(object: JsonValue): readonly JsonValue[] {
  if (isJsonObject(object) && object["auths"] !== undefined) return [object];
  const plain = [".dockerconfigjson", ".dockercfg"].map((key) => textAt(object, "stringData", key));
  const encoded = [".dockerconfigjson", ".dockercfg"].map((key) =>
    Buffer.from(textAt(object, "data", key), "base64").toString("utf8"),
  );
  return [...plain, ...encoded].filter((text) => text !== "").flatMap(parsed);
}

function parsed(text: string): readonly JsonValue[] {
  try {
    // A door: JSON gives JSON.
    return [JSON.parse(text) as JsonValue];
  } catch {
    return [];
  }
}
