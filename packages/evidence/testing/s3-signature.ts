import { createHash, createHmac } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

/** A request as a server got it: the address as it stood in the first line. */
interface SignedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
  readonly now: () => number;
}

/** Whether a request is signed by Signature Version 4 for S3, as a server checks it: from what was received alone, sharing nothing with what signs. */
export function isSigned(request: SignedRequest, keys: Keys): boolean {
  const claim = claimOf(request.headers);
  if (claim === undefined || !isComplete(request, claim, keys)) return false;
  const { day, place, names, time, signature } = claim;
  const lines = canonicalLines(request, names);
  const hash = createHash("sha256").update(lines.join("\n")).digest("hex");
  let key = Buffer.from(`AWS4${keys.secretAccessKey}`);
  for (const part of [day, place, "s3", "aws4_request"])
    key = createHmac("sha256", key).update(part).digest();
  const text = `AWS4-HMAC-SHA256\n${time}\n${day}/${place}/s3/aws4_request\n${hash}`;
  return createHmac("sha256", key).update(text).digest("hex") === signature;
}

interface Claim {
  readonly id: string;
  readonly day: string;
  readonly place: string;
  /** Of the signed headers, in their order. */
  readonly names: readonly string[];
  readonly signature: string;
  readonly time: string;
}

function claimOf(headers: IncomingHttpHeaders): Claim | undefined {
  const match =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? "",
    );
  if (match === null) return undefined;
  const [, id = "", day = "", place = "", names = "", signature = ""] = match;
  return {
    id,
    day,
    place,
    names: names.split(";"),
    signature,
    time: String(headers["x-amz-date"]),
  };
}

/** Whether the right key signs in time and place, the body is the one that was signed, and no header of Amazon's was left out. */
function isComplete({ headers, body }: SignedRequest, claim: Claim, keys: Keys): boolean {
  const { id, day, place, names, time } = claim;
  const digest = createHash("sha256").update(body).digest("hex");
  const own = Object.keys(headers).filter((name) => name.startsWith("x-amz-"));
  const facts = [
    id === keys.accessKeyId,
    place === keys.region,
    time.startsWith(day),
    Math.abs(timeOf(time) - keys.now()) < 900_000,
    headers["x-amz-content-sha256"] === digest,
    ["host", "x-amz-date", "x-amz-content-sha256", ...own].every((name) => names.includes(name)),
  ];
  return facts.every(Boolean);
}

function canonicalLines(
  { method, url, headers }: SignedRequest,
  names: readonly string[],
): readonly string[] {
  const [path = "", query = ""] = url.split("?");
  const pairs = query
    .split("&")
    .filter((each) => each !== "")
    .map((each) => (each.includes("=") ? each : `${each}=`));
  return [
    ...[method, path, pairs.sort().join("&")],
    ...names.map((name) => `${name}:${String(headers[name]).trim()}`),
    ...["", names.join(";"), String(headers["x-amz-content-sha256"])],
  ];
}

/** `20261130T120000Z`. */
function timeOf(time: string): number {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(time) ?? [];
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}
