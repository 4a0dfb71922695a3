import { createHash } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { isSigned } from "./s3-signature.ts";

/** What an S3 server of tests is. */
export interface S3ServerOptions {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
  readonly bucket: string;
  /** Whether the bucket has object lock, and versions with it. */
  readonly hasLock: boolean;
  /** A storage that writes over whatever is there, whatever condition it is given. */
  readonly ignoresConditions?: boolean;
  /** Milliseconds since 1970: what locks are held against. */
  readonly now: () => number;
}

/** A server that keeps one bucket in memory, and refuses what S3 refuses. */
export interface S3Server {
  readonly url: string;
  /** Keys with how many versions each has. */
  readonly keys: () => ReadonlyMap<string, number>;
  /** Writes over the bytes of a key in place, as nobody can by the API. */
  readonly tamper: (key: string, bytes: string) => void;
  /** Answers the next requests so, before it looks at them; "lost" does what was asked and closes the connection. */
  readonly fail: (...answers: readonly (number | "lost")[]) => void;
  /** What was refused, as codes. */
  readonly refusals: readonly string[];
  readonly stop: () => Promise<void>;
}

interface Version {
  readonly id: string;
  bytes: Buffer;
  mode: string;
  until: number;
  held: boolean;
  readonly isMark: boolean;
}

interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
  readonly key: string;
}

interface Answer {
  readonly status: number;
  readonly body?: Buffer | string;
}

/** Starts a server on a free port of this machine. */
export async function startS3Server(options: S3ServerOptions): Promise<S3Server> {
  const bucket = createBucket(options);
  const refusals: string[] = [];
  const faults: (number | "lost")[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const fault = faults.shift();
      if (typeof fault === "number") {
        response.writeHead(fault).end();
        return;
      }
      const answer = bucket.answer(request, Buffer.concat(chunks));
      if (answer.status >= 400)
        refusals.push(/<Code>(.*)<\/Code>/.exec(String(answer.body))?.[1] ?? "");
      if (fault === "lost") response.destroy();
      else response.writeHead(answer.status).end(answer.body);
    });
  });
  await new Promise<void>((settle) => {
    server.listen(0, "127.0.0.1", settle);
  });
  // A door: a server that listens on a port has such an address.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    refusals,
    keys: bucket.keys,
    tamper: bucket.tamper,
    fail: (...answers) => {
      faults.push(...answers);
    },
    stop: () =>
      new Promise((settle) => {
        server.close(() => {
          settle();
        });
        server.closeAllConnections();
      }),
  };
}

function createBucket(options: S3ServerOptions) {
  const { hasLock, now } = options;
  const objects = new Map<string, Version[]>();
  let last = 0;
  const current = (key: string): Version | undefined => {
    const version = objects.get(key)?.at(-1);
    return version?.isMark === true ? undefined : version;
  };

  const put = ({ key, headers, body }: Asked): Answer => {
    const isConditional = headers["if-none-match"] === "*" && options.ignoresConditions !== true;
    if (isConditional && current(key)) return refusal(412, "PreconditionFailed");
    const { mode, until } = lockIn(headers);
    const refused = mode === "" ? undefined : refusalOfLock(headers, { hasLock, now: now() });
    if (refused) return refused;
    last += 1;
    const version = { id: hasLock ? `v${last}` : "null", bytes: body, mode, until, held: false };
    const before = hasLock ? (objects.get(key) ?? []) : [];
    objects.set(key, [...before, { ...version, isMark: false }]);
    return { status: 200 };
  };

  const hold = ({ key, body }: Asked): Answer => {
    const version = current(key);
    if (!hasLock) return refusal(400, "InvalidRequest");
    if (version === undefined) return refusal(404, "NoSuchKey");
    const [, status] = /<Status>(ON|OFF)<\/Status>/.exec(body.toString()) ?? [];
    if (status === undefined) return refusal(400, "MalformedXML");
    version.held = status === "ON";
    return { status: 200 };
  };

  const retain = ({ key, body, method }: Asked): Answer => {
    const version = current(key);
    if (version === undefined) return refusal(404, "NoSuchKey");
    if (method === "GET") {
      if (version.mode === "") return refusal(404, "NoSuchObjectLockConfiguration");
      const date = new Date(version.until).toISOString();
      const xml = `<Mode>${version.mode}</Mode><RetainUntilDate>${date}</RetainUntilDate>`;
      return { status: 200, body: `<Retention>${xml}</Retention>` };
    }
    const [, mode = ""] = /<Mode>(\w+)<\/Mode>/.exec(body.toString()) ?? [];
    const [, date = ""] = /<RetainUntilDate>([^<]+)</.exec(body.toString()) ?? [];
    const until = Date.parse(date);
    // Nobody shortens what is compliant, and governance only who has the right to.
    if (version.mode !== "" && until < version.until) return refusal(403, "AccessDenied");
    Object.assign(version, { mode, until });
    return { status: 200 };
  };

  const remove = ({ key, url }: Asked): Answer => {
    const id = url.searchParams.get("versionId");
    const all = objects.get(key) ?? [];
    if (!hasLock) objects.delete(key);
    else if (id === null) {
      last += 1;
      const mark = { bytes: Buffer.alloc(0), mode: "", until: 0, held: false };
      objects.set(key, [...all, { id: `v${last}`, ...mark, isMark: true }]);
    } else {
      const version = all.find((each) => each.id === id);
      if (version && (version.held || version.until > now())) return refusal(403, "AccessDenied");
      const rest = all.filter((each) => each.id !== id);
      if (rest.length === 0) objects.delete(key);
      else objects.set(key, rest);
    }
    return { status: 204 };
  };

  const list = ({ url }: Asked): Answer => {
    const prefix = url.searchParams.get("prefix") ?? "";
    const after = url.searchParams.get("continuation-token") ?? "";
    const keys = [...objects.keys()]
      .filter((key) => key.startsWith(prefix) && key > after && current(key))
      .sort();
    const page = keys.slice(0, PAGE);
    const more = keys.length > PAGE ? (page.at(-1) ?? "") : "";
    const next = more === "" ? "" : `<NextContinuationToken>${more}</NextContinuationToken>`;
    const contents = page.map((key) => `<Contents><Key>${key}</Key><Size>1</Size></Contents>`);
    return {
      status: 200,
      body: `<ListBucketResult>${contents.join("")}${next}</ListBucketResult>`,
    };
  };

  const versions = ({ url }: Asked): Answer => {
    const prefix = url.searchParams.get("prefix") ?? "";
    const found = [...objects].filter(([key]) => key.startsWith(prefix));
    const xml = found.flatMap(([key, all]) =>
      all.map(({ id, isMark }) => {
        const name = isMark ? "DeleteMarker" : "Version";
        return `<${name}><Key>${key}</Key><VersionId>${id}</VersionId></${name}>`;
      }),
    );
    return { status: 200, body: `<ListVersionsResult>${xml.join("")}</ListVersionsResult>` };
  };

  const lock = (): Answer =>
    hasLock
      ? {
          status: 200,
          body: "<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled></ObjectLockConfiguration>",
        }
      : refusal(404, "ObjectLockConfigurationNotFoundError");

  const get = ({ key }: Asked): Answer => {
    const version = current(key);
    return version ? { status: 200, body: version.bytes } : refusal(404, "NoSuchKey");
  };

  const routes: Readonly<Record<string, (asked: Asked) => Answer>> = {
    "PUT object": put,
    "GET object": get,
    "DELETE object": remove,
    "PUT object legal-hold": hold,
    "PUT object retention": retain,
    "GET object retention": retain,
    "GET bucket list-type": list,
    "GET bucket versions": versions,
    "GET bucket object-lock": lock,
  };

  return {
    keys: () => new Map([...objects].map(([key, all]) => [key, all.length])),
    tamper: (key: string, bytes: string): void => {
      const version = current(key);
      if (version) version.bytes = Buffer.from(bytes);
    },
    answer: (request: IncomingMessage, body: Buffer): Answer => {
      const asked = askedBy(request, body);
      const { method, url, headers, key, bucket } = asked;
      if (!isSigned({ method, url: request.url ?? "", headers, body }, options))
        return refusal(403, "SignatureDoesNotMatch");
      if (bucket !== options.bucket) return refusal(404, "NoSuchBucket");
      if (!isWhole(headers, body)) return refusal(400, "BadDigest");
      const of = `${method} ${key === "" ? "bucket" : "object"} ${partOf(url)}`;
      return routes[of.trim()]?.(asked) ?? refusal(405, "MethodNotAllowed");
    },
  };
}

function askedBy(request: IncomingMessage, body: Buffer): Asked & { readonly bucket: string } {
  const { method = "", headers } = request;
  const url = new URL(request.url ?? "", "http://s3");
  const [, bucket = "", ...path] = url.pathname.split("/").map(decodeURIComponent);
  return { method, url, headers, body, bucket, key: path.join("/") };
}

/** Few, so that pages are turned. */
const PAGE = 3;
const PARTS = ["legal-hold", "retention", "list-type", "versions", "object-lock"];

function refusal(status: number, code: string): Answer {
  return { status, body: `<?xml version="1.0"?><Error><Code>${code}</Code></Error>` };
}

function partOf({ searchParams }: URL): string {
  return PARTS.find((name) => searchParams.has(name)) ?? "";
}

function lockIn(headers: IncomingMessage["headers"]) {
  const mode = String(headers["x-amz-object-lock-mode"] ?? "");
  return { mode, until: Date.parse(String(headers["x-amz-object-lock-retain-until-date"] ?? "")) };
}

function refusalOfLock(
  headers: IncomingMessage["headers"],
  { hasLock, now }: { readonly hasLock: boolean; readonly now: number },
): Answer | undefined {
  const { mode, until } = lockIn(headers);
  if (!hasLock || headers["content-md5"] === undefined) return refusal(400, "InvalidRequest");
  const isValid = ["GOVERNANCE", "COMPLIANCE"].includes(mode) && until > now;
  return isValid ? undefined : refusal(400, "InvalidArgument");
}

function isWhole(headers: IncomingMessage["headers"], body: Buffer): boolean {
  const said = headers["content-md5"];
  return said === undefined || said === createHash("md5").update(body).digest("base64");
}
