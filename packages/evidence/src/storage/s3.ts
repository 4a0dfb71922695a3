import { createHash } from "node:crypto";
import { elementsOf, type S3Answer, type S3Client, textOf } from "../s3/client.ts";
import type { Lock, Storage } from "./storage.ts";

/** How locks are set: whoever has a right of its own may end those of governance, and nobody those of compliance. */
export type LockMode = "compliance" | "governance";

interface S3StorageOptions {
  /** "" for the whole bucket; else without slashes at its ends. */
  readonly prefix: string;
  readonly mode: LockMode;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Written once, to see whether a second writer is kept from it. */
const PROBE = "written-once";

/**
 * A bucket of S3, or of what speaks like it. A key is written by a conditional PUT (`If-None-Match: *`), so that of two writers of one key one is
 * told; a storage that does not keep that condition is not used. Where the bucket has object lock, objects are retained until their time and holds
 * are legal holds; where it has not, `locking` says so.
 */
export function s3Storage(client: S3Client, { prefix, mode, now }: S3StorageOptions): Storage {
  const within = (key: string): string => (prefix === "" ? key : `${prefix}/${key}`);
  const name = prefix === "" ? client.name : `${client.name}/${prefix}`;
  const fails = failures(name);
  const locked = once(() => readLock(client, fails));
  const conditional = once(() => assertConditional(client, within(PROBE), name));
  const lockHeaders = async (lock: Lock | undefined): Promise<Headers> => {
    if (lock === undefined || Date.parse(lock.until) <= now()) return {};
    if (!(await locked()).isOffered) return {};
    return {
      "x-amz-object-lock-mode": mode.toUpperCase(),
      "x-amz-object-lock-retain-until-date": lock.until,
    };
  };
  return {
    name,
    create: async (key, bytes, lock) => {
      await conditional();
      const headers = await lockHeaders(lock);
      const answer = await put(client, within(key), bytes, headers);
      if (isTaken(answer)) {
        if (lock && Object.keys(headers).length > 0)
          await prolong(client, within(key), { lock, mode, fails });
        return answer.tries > 1 && (await isThere(client, within(key), bytes));
      }
      if (answer.status !== 200) throw fails(`${key} cannot be written`, answer);
      return true;
    },
    read: async (key) => {
      const answer = await client.request({ method: "GET", key: within(key) });
      if (answer.status === 404) return undefined;
      if (answer.status !== 200) throw fails(`${key} cannot be read`, answer);
      return answer.body;
    },
    list: async (of) => {
      const keys = await listed(client, within(of), fails);
      return keys.map((key) => (prefix === "" ? key : key.slice(prefix.length + 1))).sort();
    },
    remove: async (key) => {
      for (const versionId of await versionsOf(client, within(key), fails)) {
        const query: Readonly<Record<string, string>> = versionId === "" ? {} : { versionId };
        const answer = await client.request({ method: "DELETE", key: within(key), query });
        if (answer.status === 403)
          throw fails(`${key} is locked, or may not be removed by who asks`, answer);
        if (answer.status !== 204 && answer.status !== 200 && answer.status !== 404)
          throw fails(`${key} cannot be removed`, answer);
      }
    },
    hold: async (key, held) => {
      if (!(await locked()).isOffered) return;
      const status = held ? "ON" : "OFF";
      const body = Buffer.from(
        `<LegalHold xmlns="${XMLNS}"><Status>${status}</Status></LegalHold>`,
      );
      const answer = await putPart(client, within(key), { "legal-hold": "" }, body);
      if (answer.status === 404) return;
      if (answer.status !== 200) throw fails(`The legal hold of ${key} cannot be set`, answer);
    },
    locking: async () => {
      const { isOffered, because } = await locked();
      return { isOffered, because: isOffered ? `${because}, in ${mode} mode` : because };
    },
  };
}

type Headers = Readonly<Record<string, string>>;
type Fails = (what: string, answer: S3Answer) => Error;

const XMLNS = "http://s3.amazonaws.com/doc/2006-03-01/";

function failures(name: string): Fails {
  return (what, { status, code }) =>
    new Error(`${what} in ${name}: it answers ${status}${code === "" ? "" : ` ${code}`}.`);
}

/** What is found out once; tried again where it failed. */
function once<Result>(find: () => Promise<Result>): () => Promise<Result> {
  let found: Promise<Result> | undefined;
  return () => {
    found ??= find().catch((error: unknown) => {
      found = undefined;
      throw error;
    });
    return found;
  };
}

/** Somebody has written the key, or is writing it at this moment. */
function isTaken({ status, code }: S3Answer): boolean {
  return status === 412 || (status === 409 && code === "ConditionalRequestConflict");
}

/** Whether it is this that is there: an earlier try was done, and nobody heard of it. */
async function isThere(client: S3Client, key: string, bytes: Uint8Array): Promise<boolean> {
  const { status, body } = await client.request({ method: "GET", key });
  return status === 200 && body.equals(bytes);
}

function put(client: S3Client, key: string, body: Uint8Array, headers: Headers): Promise<S3Answer> {
  return client.request({
    ...{ method: "PUT", key, body },
    headers: { "if-none-match": "*", "content-md5": md5(body), ...headers },
  });
}

function putPart(
  client: S3Client,
  key: string,
  query: Readonly<Record<string, string>>,
  body: Uint8Array,
): Promise<S3Answer> {
  return client.request({
    ...{ method: "PUT", key, query, body },
    headers: { "content-md5": md5(body), "content-type": "application/xml" },
  });
}

/** S3 asks for it where something is locked. */
function md5(body: Uint8Array): string {
  return createHash("md5").update(body).digest("base64");
}

async function assertConditional(client: S3Client, key: string, name: string): Promise<void> {
  const body = Buffer.from("Written once: whoever writes it again is refused.\n");
  const first = await put(client, key, body, {});
  if (first.status !== 200 && !isTaken(first))
    throw failures(name)("Nothing can be written", first);
  // Where it was taken the condition was kept.
  if (first.status !== 200 || isTaken(await put(client, key, body, {}))) return;
  throw new Error(
    `${name} does not keep conditions of writing (If-None-Match): two writers would break the chain, so that it is not used.`,
  );
}

async function readLock(
  client: S3Client,
  fails: Fails,
): Promise<{ readonly isOffered: boolean; readonly because: string }> {
  const answer = await client.request({ method: "GET", query: { "object-lock": "" } });
  if (answer.status === 200 && textOf(answer.body, "ObjectLockEnabled") === "Enabled")
    return { isOffered: true, because: `the bucket ${client.name} has object lock` };
  const hasNone = [200, 400, 404, 405, 501].includes(answer.status);
  if (!hasNone || answer.code === "NoSuchBucket")
    throw fails("Whether objects are locked cannot be asked", answer);
  return {
    isOffered: false,
    because: `the bucket ${client.name} has no object lock: whoever may write there can remove what is kept, and the chain shows it`,
  };
}

/** What is kept already for another capture may have to be kept longer; a lock is never shortened. */
async function prolong(
  client: S3Client,
  key: string,
  { lock, mode, fails }: { readonly lock: Lock; readonly mode: LockMode; readonly fails: Fails },
): Promise<void> {
  const now = await client.request({ method: "GET", key, query: { retention: "" } });
  const until = Date.parse(textOf(now.body, "RetainUntilDate"));
  if (until >= Date.parse(lock.until)) return;
  const body = `<Retention xmlns="${XMLNS}"><Mode>${mode.toUpperCase()}</Mode><RetainUntilDate>${lock.until}</RetainUntilDate></Retention>`;
  const answer = await putPart(client, key, { retention: "" }, Buffer.from(body));
  if (answer.status !== 200) throw fails(`${key} cannot be kept longer`, answer);
}

async function listed(client: S3Client, prefix: string, fails: Fails): Promise<string[]> {
  const keys: string[] = [];
  let token = "";
  do {
    const answer = await client.request({
      method: "GET",
      query: { "list-type": "2", prefix, ...(token !== "" && { "continuation-token": token }) },
    });
    if (answer.status !== 200) throw fails("What is there cannot be listed", answer);
    keys.push(...elementsOf(answer.body, "Contents").map((each) => textOf(each, "Key")));
    token = textOf(answer.body, "NextContinuationToken");
  } while (token !== "");
  return keys;
}

/** All versions and marks of deletion of one key; "" for one that has no versions. */
async function versionsOf(client: S3Client, key: string, fails: Fails): Promise<string[]> {
  const answer = await client.request({
    method: "GET",
    query: { versions: "", prefix: key, "max-keys": "1000" },
  });
  // Where there are no versions there is the object alone.
  if (answer.status === 501 || answer.status === 405) return [""];
  if (answer.status !== 200) throw fails(`The versions of ${key} cannot be listed`, answer);
  return [...elementsOf(answer.body, "Version"), ...elementsOf(answer.body, "DeleteMarker")]
    .filter((each) => textOf(each, "Key") === key)
    .map((each) => textOf(each, "VersionId"))
    .map((id) => (id === "null" ? "" : id));
}
