import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { isJsonObject, type JsonValue, listAt, textAt } from "@watertight/core/kubernetes";
import {
  createRegistries,
  kindOfPath,
  LayerReader,
  openPath,
  type Platform,
  parsePlatform,
  type ReadImage,
  readImage,
  readSources,
  splitPath,
} from "@watertight/images";
import type { Arguments } from "../../command.ts";
import type { Context } from "../../context.ts";
import { UnreadError } from "../../unread-error.ts";
import { UsageError } from "../../usage-error.ts";

/** Reads images by what people call them, with the connections, logins and layers of one run. */
export interface Images {
  /** A reference to a registry, an archive, a layout or a folder. Throws `UnreadError` where it cannot be read at all. */
  readonly read: (text: string) => Promise<ReadImage>;
  readonly close: () => void;
}

/** Reads images of verbs that declare `IMAGE_OPTIONS`. */
export async function openImages(args: Arguments, context: Context): Promise<Images> {
  const platform = platformIn(args);
  const place = (path: string): string => resolve(context.workingDirectory, path);
  const registries = createRegistries({
    environment: context.environment,
    pullSecrets: await pullSecretsIn(args, place),
    plainHttp: args.values("plain-http"),
    mirrors: mirrorsIn(args),
    authorities: await Promise.all(
      args.values("registry-ca").map((path) => textOf(place(path), "--registry-ca")),
    ),
  });
  const layers = new LayerReader();
  const read = async (text: string): Promise<ReadImage> => {
    const found = splitPath(place(text));
    const kind = found && (await kindOfPath(found.path));
    if (!found || !kind) return readImage(await registries.open(text, platform), layers);
    if (kind === "source") return { ...(await readSources(found.path)), reference: text };
    const image = await openPath(kind, found, platform ? { platform } : {});
    return { ...(await readImage(image, layers)), reference: text };
  };
  return {
    read: async (text) => {
      try {
        return await read(text);
      } catch (error) {
        if (error instanceof UsageError) throw error;
        throw new UnreadError(sentenceOf(error, text), error);
      }
    },
    close: registries.close,
  };
}

function sentenceOf(error: unknown, text: string): string {
  const words = error instanceof Error ? error.message.replace(/\.$/, "") : "it failed";
  return `${text} cannot be read: ${words}.`;
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
async function logins(text: string): Promise<readonly JsonValue[]> {
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
