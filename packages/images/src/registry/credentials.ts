import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  objectAt,
  textAt,
} from "@watertight/core/kubernetes";
import { codeOf } from "./failure.ts";

/** Who asks a registry. */
export type Credential =
  | { readonly kind: "password"; readonly user: string; readonly password: string }
  /** A token of an earlier login, for the token service alone. */
  | { readonly kind: "identity"; readonly token: string };

/** The credential for a repository, `HOST/PATH`; undefined where there is none. */
export type FindCredential = (repository: string) => Promise<Credential | undefined>;

/** Where a login to Docker Hub is kept. */
const HUB_KEY = "https://index.docker.io/v1/";

/**
 * Credentials as Docker, podman and the kubelet look them up: first those of pull secrets (`.dockerconfigjson`, or the older `.dockercfg`), then
 * the files of logins on this machine, with credential helpers where they name some.
 */
export function createCredentials(
  pullSecrets: readonly JsonValue[],
  environment: Readonly<Record<string, string | undefined>>,
): FindCredential {
  const read = once(() => configurationsOf(environment));
  return async (repository) => {
    for (const secret of pullSecrets) {
      const found =
        authIn(objectAt(secret, "auths"), repository) ?? authIn(asAuths(secret), repository);
      if (found) return found;
    }
    for (const configuration of await read()) {
      const found =
        (await helped(configuration, repository, environment)) ??
        authIn(objectAt(configuration, "auths"), repository);
      if (found) return found;
    }
    return undefined;
  };
}

function once<Value>(work: () => Promise<Value>): () => Promise<Value> {
  let value: Promise<Value> | undefined;
  return () => (value ??= work());
}

/** `.dockercfg` is what `auths` holds. */
function asAuths(secret: JsonValue): JsonObject {
  return isJsonObject(secret) && secret["auths"] === undefined ? secret : {};
}

async function configurationsOf(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<readonly JsonObject[]> {
  const found: JsonObject[] = [];
  for (const path of filesOf(environment)) {
    const text = await readFile(path, "utf8").catch((error: unknown) => {
      if (["ENOENT", "ENOTDIR"].includes(codeOf(error))) return undefined;
      throw new Error(`The logins to registries in ${path} cannot be read.`, { cause: error });
    });
    if (text === undefined || text.trim() === "") continue;
    let value: JsonValue;
    try {
      // A door: JSON gives JSON.
      value = JSON.parse(text) as JsonValue;
    } catch {
      throw new Error(`The logins to registries in ${path} are no JSON.`);
    }
    if (isJsonObject(value)) found.push(value);
  }
  return found;
}

function filesOf(environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  const home = environment["HOME"] ?? environment["USERPROFILE"];
  const runtime = environment["XDG_RUNTIME_DIR"];
  const docker = environment["DOCKER_CONFIG"];
  const own = environment["REGISTRY_AUTH_FILE"];
  // What is named outright is the only one.
  if (own !== undefined && own !== "") return [own];
  return [
    ...(docker ? [join(docker, "config.json")] : []),
    ...(runtime ? [join(runtime, "containers", "auth.json")] : []),
    ...(home ? [join(home, ".config", "containers", "auth.json")] : []),
    ...(home && !docker ? [join(home, ".docker", "config.json")] : []),
  ];
}

/** The entry whose key has the most in common with a repository: a host, which may have `*` for a part, and the beginning of a path. */
function authIn(auths: JsonObject, repository: string): Credential | undefined {
  let best: { readonly length: number; readonly entry: JsonValue } | undefined;
  for (const [key, entry] of Object.entries(auths)) {
    const length = matchLength(key, repository);
    if (length > (best?.length ?? 0)) best = { length, entry };
  }
  return best && credentialOf(best.entry);
}

/** How many characters of a repository a key covers; 0 where it is about another. */
function matchLength(key: string, repository: string): number {
  const plain = key
    .replace(/^https?:\/\//, "")
    .replace(/\/v[12]\/?$/, "")
    .replace(/\/+$/, "");
  const [host = "", ...path] = plain.split("/");
  const [wantedHost = "", ...wanted] = repository.split("/");
  if (!hostFits(host.replace(/^(?:index|registry-1)\.docker\.io$/, "docker.io"), wantedHost))
    return 0;
  return path.every((part, index) => part === wanted[index]) ? plain.length + 1 : 0;
}

function hostFits(pattern: string, host: string): boolean {
  if (pattern === host) return true;
  if (!pattern.includes("*")) return false;
  const parts = pattern.split(".");
  const wanted = host.split(".");
  return (
    parts.length === wanted.length &&
    parts.every((part, index) => {
      const [before = "", after = "", ...more] = part.split("*");
      const found = wanted[index] ?? "";
      if (!part.includes("*")) return part === found;
      return (
        more.length === 0 &&
        found.startsWith(before) &&
        found.endsWith(after) &&
        found.length >= before.length + after.length
      );
    })
  );
}

function credentialOf(entry: JsonValue): Credential | undefined {
  const token = textAt(entry, "identitytoken");
  if (token !== "") return { kind: "identity", token };
  const decoded = Buffer.from(textAt(entry, "auth"), "base64").toString("utf8").replace(/\0+$/, "");
  const colon = decoded.indexOf(":");
  const user = textAt(entry, "username") || decoded.slice(0, Math.max(0, colon));
  const password = textAt(entry, "password") || (colon < 0 ? "" : decoded.slice(colon + 1));
  return user === "" && password === "" ? undefined : { kind: "password", user, password };
}

async function helped(
  configuration: JsonObject,
  repository: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Credential | undefined> {
  const [host = ""] = repository.split("/");
  const server = host === "docker.io" ? HUB_KEY : host;
  const helper =
    textAt(configuration, "credHelpers", host) ||
    textAt(configuration, "credHelpers", server) ||
    textAt(configuration, "credsStore");
  if (helper === "") return undefined;
  // It becomes the name of a program.
  if (!/^[A-Za-z0-9_.-]+$/.test(helper))
    throw new Error(`"${helper}" is no name of a credential helper.`);
  const answer = await askHelper(`docker-credential-${helper}`, server, environment);
  if (answer === undefined) return undefined;
  const [user, secret] = [textAt(answer, "Username"), textAt(answer, "Secret")];
  if (secret === "") return undefined;
  return user === "<token>"
    ? { kind: "identity", token: secret }
    : { kind: "password", user, password: secret };
}

const HELPER_PATIENCE = 30_000;
const LONGEST_ANSWER = 100_000;

/** Asks a credential helper as Docker does: `get`, the server on its standard input, JSON on its output. */
function askHelper(
  program: string,
  server: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<JsonValue | undefined> {
  return new Promise((settle, fail) => {
    const child = spawn(program, ["get"], {
      stdio: ["pipe", "pipe", "pipe"],
      env: { ...environment },
      timeout: HELPER_PATIENCE,
      killSignal: "SIGKILL",
    });
    let output = "";
    const collect = (chunk: Buffer): void => {
      if (output.length < LONGEST_ANSWER) output += chunk.toString("utf8");
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("error", (error) => {
      fail(
        new Error(`The credential helper ${program} cannot be started: is it installed?`, {
          cause: error,
        }),
      );
    });
    child.stdin.on("error", () => undefined);
    child.on("close", (status) => {
      if (status !== 0) {
        // Its own word for having none.
        if (/credentials not found/i.test(output)) settle(undefined);
        else fail(new Error(`The credential helper ${program} failed for ${server}.`));
        return;
      }
      try {
        // A door: JSON gives JSON.
        settle(JSON.parse(output) as JsonValue);
      } catch {
        fail(new Error(`The credential helper ${program} gave no JSON for ${server}.`));
      }
    });
    child.stdin.end(server);
  });
}
