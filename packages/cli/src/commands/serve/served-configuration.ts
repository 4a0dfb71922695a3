import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Connection } from "@watertight/api-server";
import { builtInChecks, formerIdsOf } from "@watertight/core/checks";
import { type Configuration, configurationOf } from "@watertight/core/configuration";
import { isJsonObject, type JsonObject } from "@watertight/core/kubernetes";
import { documentText, errorWords, parseDocument, splitDocuments } from "@watertight/manifests";
import type { ServedConfiguration } from "@watertight/server";
import type { Arguments } from "../../command.ts";
import { configurationOfText } from "../../configuration/load.ts";
import type { Context } from "../../context.ts";
import { configurationFor } from "../../reading.ts";
import { UsageError } from "../../usage-error.ts";
import { servedTrustReader, type TrustSources } from "./served-trust.ts";
import { nameIn } from "./settings.ts";

/** A text with what it is called. */
interface NamedText {
  readonly name: string;
  readonly text: string;
}

const CONFIGURATION_KEY = "watertight.yaml";

/** Reads what a server goes by, each time as it is then: a ConfigMap, or files. */
export function servedConfigurationReader(
  args: Arguments,
  context: Context,
  connection: Connection | undefined,
): () => Promise<ServedConfiguration> {
  const trustOf = servedTrustReader();
  const withTrust = async (
    served: Served,
    files?: ReadonlyMap<string, string>,
  ): Promise<ServedConfiguration> => {
    if (!served.configuration.admission.images) return served;
    const sources = await trustSources(args, context, { connection, files });
    const { key, imageTrust } = await trustOf(served.configuration, sources);
    return { ...served, key: `${served.key} ${key}`, ...(imageTrust && { imageTrust }) };
  };
  if (args.value("config-map") === undefined) {
    return async () => withTrust(await fromFiles(args, context));
  }
  if (!connection) throw new UsageError("--config-map needs --cluster.", { verb: "serve" });
  if (args.value("config") !== undefined) {
    throw new UsageError("Give --config-map or --config, not both.", { verb: "serve" });
  }
  const place = nameIn(args, "config-map");
  return async () => {
    const { readConfigMap } = await import("@watertight/server");
    const data = await readConfigMap(connection, place);
    const { texts: given, documents } = await policiesAt(args, context);
    const own = [...data]
      .filter(([key]) => key !== CONFIGURATION_KEY && /[.]ya?ml$/.test(key))
      .map(([name, text]) => ({ name, text }));
    const text = data.get(CONFIGURATION_KEY) ?? "";
    const checks = builtInChecks();
    const configuration = configurationOfText(text, `${place.namespace}/${place.name}`, {
      checkIds: checks.map(({ id }) => id),
      formerIds: formerIdsOf(checks),
    });
    return withTrust(
      {
        key: keyOf([{ name: CONFIGURATION_KEY, text }, ...own, ...given]),
        configuration,
        policies: [...own.flatMap(documentsIn), ...documents],
      },
      data,
    );
  };
}

/** With the whole of the configuration. */
interface Served extends ServedConfiguration {
  readonly configuration: Configuration;
}

/** Logins of `--pull-secret`, and of the Secrets that the configuration names in the server's own namespace. */
async function trustSources(
  args: Arguments,
  context: Context,
  {
    connection,
    files,
  }: {
    readonly connection: Connection | undefined;
    readonly files: ReadonlyMap<string, string> | undefined;
  },
): Promise<TrustSources> {
  const { logins, registryOptionsOf } = await import("../images/open-images.ts");
  const { pullSecrets, ...options } = await registryOptionsOf(args, context);
  return {
    ...options,
    ...(files && { files }),
    logins: async (secrets) => {
      if (secrets.length === 0) return pullSecrets;
      if (!connection) {
        throw new UsageError("admission.pullSecrets needs --cluster.", { verb: "serve" });
      }
      const { namespace } = nameIn(args, args.value("config-map") ? "config-map" : "service");
      const { readSecret } = await import("@watertight/server");
      const found = await Promise.all(
        secrets.map(async (name) => logins(await readSecret(connection, { namespace, name }))),
      );
      return [...pullSecrets, ...found.flat()];
    },
  };
}

async function fromFiles(args: Arguments, context: Context): Promise<Served> {
  const { texts, documents } = await policiesAt(args, context);
  const isPlain = args.value("config") === undefined;
  // A server does not go by a file that merely lies about.
  if (isPlain) {
    const configuration = configurationOf(
      {},
      { file: undefined, directory: context.workingDirectory },
    );
    return { key: keyOf(texts), configuration, policies: documents };
  }
  const configuration = await configurationFor(args, context, []);
  const text = await readFile(configuration.file ?? "", "utf8");
  return {
    key: keyOf([{ name: CONFIGURATION_KEY, text }, ...texts]),
    configuration,
    policies: documents,
  };
}

async function policiesAt(
  args: Arguments,
  context: Context,
): Promise<{ readonly texts: readonly NamedText[]; readonly documents: readonly JsonObject[] }> {
  const texts = await textsAt(args.values("policies"), context);
  return { texts, documents: texts.flatMap(documentsIn) };
}

/** The documents of files and folders, which have to be YAML or JSON without templates. */
export async function documentsAt(
  paths: readonly string[],
  context: Context,
): Promise<readonly JsonObject[]> {
  return (await textsAt(paths, context)).flatMap(documentsIn);
}

async function textsAt(paths: readonly string[], context: Context): Promise<readonly NamedText[]> {
  const files: string[] = [];
  for (const path of paths) {
    const place = resolve(context.workingDirectory, path);
    try {
      if ((await stat(place)).isDirectory()) files.push(...(await filesBelow(place)));
      else files.push(place);
    } catch (error) {
      throw new UsageError(`${path} cannot be read: ${errorWords(error)}.`, { verb: "serve" });
    }
  }
  return Promise.all(files.map(async (name) => ({ name, text: await readFile(name, "utf8") })));
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true });
  // A mounted ConfigMap has its files twice: once below a folder `..data`.
  return names
    .filter(
      (name) =>
        /[.](?:ya?ml|json)$/.test(name) &&
        !name.split(/[/\\]/).some((each) => each.startsWith("..")),
    )
    .toSorted()
    .map((name) => join(folder, name));
}

function documentsIn({ name, text }: NamedText): readonly JsonObject[] {
  return splitDocuments(text).flatMap((slice) => {
    const { values, problems } = parseDocument(documentText(text, slice));
    const error = problems.find(({ severity }) => severity === "error");
    if (error) {
      throw new UsageError(`${name} is no YAML: ${error.message}.`, { verb: "serve" });
    }
    return values.flatMap(({ value }) => (isJsonObject(value) ? [value] : []));
  });
}

function keyOf(texts: readonly NamedText[]): string {
  const hash = createHash("sha256");
  for (const { name, text } of texts) hash.update(JSON.stringify([name, text]));
  return hash.digest("hex");
}
