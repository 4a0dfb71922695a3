import {
  isJsonObject,
  type JsonValue,
  listAt,
  objectAt,
  textAt,
  textsAt,
  valueAt,
} from "@watertight/core/kubernetes";
import {
  type FoundSecret,
  secretsAssigned,
  secretsInText,
  secretUnderKey,
  withoutSecrets,
} from "@watertight/core/secrets";
import { type FoundSecretInFile, told } from "./layers/secret-files.ts";

/** What an image's configuration says of how it runs; values of variables are not in it, and dots stand for other secrets. */
export interface Configuration {
  readonly os: string;
  readonly architecture: string;
  readonly variant: string;
  /** When it was built, as written; "" where it does not say. Builds that can be repeated say 1970 or 1980. */
  readonly created: string;
  /** `USER` as written; "" is root. */
  readonly user: string;
  /** `8080/tcp`. */
  readonly ports: readonly string[];
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly workingDirectory: string;
  readonly volumes: readonly string[];
  /** Names of variables, without their values. */
  readonly variables: readonly string[];
  readonly labels: ReadonlyMap<string, string>;
  /** What the image was built on, where it says so; "" where not. */
  readonly base: { readonly name: string; readonly digest: string };
}

/** A secret of the configuration. */
export type ConfigurationSecret = FoundSecretInFile & {
  /** `env NAME`, `history 3`, `label NAME`, `entrypoint`, `command`. */
  readonly where: string;
};

/** One line of the history. */
export interface HistoryLine {
  readonly createdBy: string;
  /** It changed no file, and so has no layer. */
  readonly emptyLayer: boolean;
}

/** Reads a configuration of OCI or Docker; whatever has another type is as if absent. */
export function readConfiguration(value: JsonValue | undefined): Configuration {
  const config = objectAt(value, "config");
  const hidden = hiderOf(value);
  const labels = new Map<string, string>();
  for (const [key, label] of Object.entries(objectAt(config, "Labels")))
    if (typeof label === "string") labels.set(key, hidden(label));
  return {
    os: textAt(value, "os"),
    architecture: textAt(value, "architecture"),
    variant: textAt(value, "variant"),
    created: textAt(value, "created"),
    user: textAt(config, "User"),
    ports: Object.keys(objectAt(config, "ExposedPorts")).sort(),
    entrypoint: textsAt(config, "Entrypoint").map(hidden),
    command: textsAt(config, "Cmd").map(hidden),
    workingDirectory: textAt(config, "WorkingDir"),
    volumes: Object.keys(objectAt(config, "Volumes")).sort(),
    variables: textsAt(config, "Env").map((each) => assignment(each)[0]),
    labels,
    base: {
      name: labels.get("org.opencontainers.image.base.name") ?? "",
      digest: labels.get("org.opencontainers.image.base.digest") ?? "",
    },
  };
}

/** The unpacked digests of the layers, from the lowest. */
export function diffIdsIn(value: JsonValue | undefined): readonly string[] {
  return textsAt(value, "rootfs", "diff_ids");
}

/** Hides secrets of a text; those that variables hold wherever they stand, as in the history's lines that used them. */
function hiderOf(value: JsonValue | undefined): (text: string) => string {
  const known = textsAt(objectAt(value, "config"), "Env").flatMap((variable) => {
    const [name, text] = assignment(variable);
    return secretUnderKey(name, text) ? [text.trim()] : [];
  });
  return (text) => withoutSecrets(text, known);
}

/** The history, from the lowest layer, with dots for secrets. */
export function historyIn(value: JsonValue | undefined): readonly HistoryLine[] {
  const hidden = hiderOf(value);
  return writtenHistory(value).map((line) => ({ ...line, createdBy: hidden(line.createdBy) }));
}

function writtenHistory(value: JsonValue | undefined): readonly HistoryLine[] {
  return listAt(value, "history").map((each) => ({
    createdBy: textAt(each, "created_by") || textAt(each, "comment"),
    emptyLayer: isJsonObject(each) && valueAt(each, "empty_layer") === true,
  }));
}

/** The secrets that the configuration gives away to whoever may pull the image. */
export function secretsIn(value: JsonValue | undefined): readonly ConfigurationSecret[] {
  const config = objectAt(value, "config");
  const found: ConfigurationSecret[] = [];
  const add = (where: string, secrets: readonly FoundSecret[]): void => {
    found.push(...told(secrets).map((secret) => ({ ...secret, where })));
  };
  for (const variable of textsAt(config, "Env")) {
    const [name, text] = assignment(variable);
    const claimed = secretUnderKey(name, text);
    add(`env ${name}`, [...secretsInText(text), ...(claimed ? [{ ...claimed, key: name }] : [])]);
  }
  for (const [name, label] of Object.entries(objectAt(config, "Labels")))
    add(`label ${name}`, typeof label === "string" ? secretsInText(label) : []);
  const inWords = (where: string, words: readonly string[]): void => {
    add(where, [
      ...secretsInText(words.join(" ")),
      ...words.flatMap((word) => secretsAssigned(word)),
    ]);
  };
  inWords("entrypoint", textsAt(config, "Entrypoint"));
  inWords("command", textsAt(config, "Cmd"));
  writtenHistory(value).forEach(({ createdBy }, index) => {
    add(`history ${index + 1}`, [...secretsInText(createdBy), ...secretsAssigned(createdBy)]);
  });
  return withoutRepetitions(found);
}

/** What an `ENV` line put into the environment stands in the history too: the first place is enough. */
function withoutRepetitions(
  secrets: readonly ConfigurationSecret[],
): readonly ConfigurationSecret[] {
  const seen = new Set<string>();
  return secrets.filter(({ valueFingerprint }) => {
    const known = seen.has(valueFingerprint);
    seen.add(valueFingerprint);
    return !known;
  });
}

function assignment(variable: string): readonly [string, string] {
  const equals = variable.indexOf("=");
  return equals < 0 ? [variable, ""] : [variable.slice(0, equals), variable.slice(equals + 1)];
}

/** Whether the user is root, as far as the image says: `yes`, `no`, or `unknown` for a name that its passwd lacks. */
export function runsAsRoot(user: string, passwd: string): "yes" | "no" | "unknown" {
  const [name = ""] = user.split(":");
  if (name === "" || /^0+$/.test(name)) return "yes";
  if (/^\d+$/.test(name)) return "no";
  const line = passwd.split("\n").find((each) => each.startsWith(`${name}:`));
  const uid = line?.split(":")[2];
  if (uid === undefined || !/^\d+$/.test(uid)) return name === "root" ? "yes" : "unknown";
  return /^0+$/.test(uid) ? "yes" : "no";
}
