import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import type { S3Credentials } from "./sign.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** Gives credentials that hold now. */
export type GiveCredentials = () => Promise<S3Credentials>;

/**
 * Credentials where Amazon's own programs look: variables of the environment, the shared file with the profile of `AWS_PROFILE`, and what EKS Pod
 * Identity and ECS offer to a container. Those that end are asked for again in time. Throws with a sentence where there are none.
 */
export function s3Credentials(environment: Environment, now: () => number): GiveCredentials {
  let kept: { readonly credentials: S3Credentials; readonly until: number } | undefined;
  return async () => {
    const own = fromEnvironment(environment);
    if (own) return own;
    if (kept && now() < kept.until) return kept.credentials;
    const shared = await fromFile(environment);
    if (shared) return shared;
    const offered = await fromContainer(environment);
    if (!offered)
      throw new Error(
        "There are no credentials for S3: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, a profile of ~/.aws/credentials, or a container's own.",
      );
    kept = { credentials: offered.credentials, until: offered.expires - EARLY };
    return offered.credentials;
  };
}

/** Milliseconds before their end at which credentials are asked for again. */
const EARLY = 300_000;

function fromEnvironment(environment: Environment): S3Credentials | undefined {
  const id = environment["AWS_ACCESS_KEY_ID"] ?? "";
  const secret = environment["AWS_SECRET_ACCESS_KEY"] ?? "";
  const token = environment["AWS_SESSION_TOKEN"] ?? "";
  return id === "" || secret === "" ? undefined : credentialsOf(id, secret, token);
}

function credentialsOf(id: string, secret: string, token: string): S3Credentials {
  return {
    accessKeyId: id,
    secretAccessKey: secret,
    ...(token !== "" && { sessionToken: token }),
  };
}

async function fromFile(environment: Environment): Promise<S3Credentials | undefined> {
  const file =
    environment["AWS_SHARED_CREDENTIALS_FILE"] ??
    join(environment["HOME"] ?? homedir(), ".aws", "credentials");
  const text = await readFile(file, "utf8").catch(() => "");
  const values = profileIn(text, environment["AWS_PROFILE"] ?? "default");
  const id = values.get("aws_access_key_id") ?? "";
  const secret = values.get("aws_secret_access_key") ?? "";
  return id === "" || secret === ""
    ? undefined
    : credentialsOf(id, secret, values.get("aws_session_token") ?? "");
}

/** Keys and values of one section. */
function profileIn(text: string, profile: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  let section = "";
  for (const line of text.split(/\r?\n/)) {
    const [, name] = /^\s*\[\s*([^\]]+?)\s*\]/.exec(line) ?? [];
    if (name !== undefined) section = name;
    const [, key, value] = /^\s*([a-z_]+)\s*=\s*(\S+)\s*$/.exec(line) ?? [];
    if (section === profile && key !== undefined && value !== undefined) values.set(key, value);
  }
  return values;
}

interface Offered {
  readonly credentials: S3Credentials;
  /** Milliseconds since 1970. */
  readonly expires: number;
}

/** https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html */
async function fromContainer(environment: Environment): Promise<Offered | undefined> {
  const relative = environment["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"] ?? "";
  const full = environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"] ?? "";
  const url = relative === "" ? full : `http://169.254.170.2${relative}`;
  if (!URL.canParse(url)) return undefined;
  const token = await containerToken(environment);
  const answer = await fetch(url, {
    headers: token === "" ? {} : { authorization: token },
    redirect: "error",
    signal: AbortSignal.timeout(10_000),
  });
  const given: unknown = answer.ok ? await answer.json() : undefined;
  const offered = offeredIn(given);
  if (!offered)
    throw new Error(`The container's credentials are not to be had: it answers ${answer.status}.`);
  return offered;
}

async function containerToken(environment: Environment): Promise<string> {
  const file = environment["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"];
  if (file === undefined) return environment["AWS_CONTAINER_AUTHORIZATION_TOKEN"] ?? "";
  return (await readFile(file, "utf8")).trim();
}

/** What the agent of a node answers; undefined where it is something else. */
function offeredIn(given: unknown): Offered | undefined {
  if (typeof given !== "object" || given === null) return undefined;
  const values = new Map<string, unknown>(Object.entries(given));
  const text = (name: string): string => {
    const value = values.get(name);
    return typeof value === "string" ? value : "";
  };
  const [id, secret] = [text("AccessKeyId"), text("SecretAccessKey")];
  if (id === "" || secret === "") return undefined;
  const expires = Date.parse(text("Expiration")) || 0;
  return { credentials: credentialsOf(id, secret, text("Token")), expires };
}
