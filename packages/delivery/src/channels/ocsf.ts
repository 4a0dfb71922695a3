import { createHash } from "node:crypto";
import { mkdir, open, readFile, rename } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { ConfiguredOcsf } from "@watertight/core/configuration";
import { stringifyJson } from "@watertight/core/kubernetes";
import type { Change } from "../change.ts";
import { type Channel, forAll, nothingToClose, type Outcome, SENT } from "../channel.ts";
import { ocsfChange } from "../text/ocsf.ts";
import type { ChannelSurroundings } from "./surroundings.ts";

const BATCH = 500;

/**
 * Files of OCSF, one finding a line, in folders by day: a file a batch, whose name is made of the keys in it. The same batch is the same file; a
 * file is there whole or not at all.
 */
export async function ocsfChannel(
  settings: ConfiguredOcsf,
  surroundings: ChannelSurroundings,
): Promise<Channel> {
  const write = settings.to.startsWith("s3://")
    ? await toBucket(settings, surroundings)
    : toFolder(resolve(surroundings.directory, settings.to));
  return {
    ...{ name: settings.name, kind: "ocsf", target: settings.to, batch: BATCH },
    send: async (changes, signal) => {
      const lines = changes.map((change) =>
        stringifyJson(ocsfChange(change, surroundings.version)),
      );
      const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(""));
      return forAll(changes, await write(pathOf(changes), bytes, signal));
    },
    close: nothingToClose,
  };
}

type Write = (path: string, bytes: Buffer, signal: AbortSignal) => Promise<Outcome>;

/** `2026/11/30/20261130T120000Z-0123456789abcdef.jsonl` of the first change. */
function pathOf(changes: readonly Change[]): string {
  const time = new Date(Date.parse(changes[0]?.time ?? "") || 0).toISOString();
  const keys = changes.map(({ key }) => key).join("\n");
  const digest = createHash("sha256").update(keys).digest("hex").slice(0, 16);
  const stamp = time.replace(/[-:]|[.]\d+/g, "");
  return `${time.slice(0, 10).replaceAll("-", "/")}/${stamp}-${digest}.jsonl`;
}

function toFolder(folder: string): Write {
  return async (path, bytes) => {
    const file = join(folder, ...path.split("/"));
    const there = await readFile(file).catch(() => undefined);
    if (there?.equals(bytes)) return SENT;
    await mkdir(dirname(file), { recursive: true, mode: 0o750 });
    const draft = `${file}.${process.pid}.draft`;
    const handle = await open(draft, "w", 0o640);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, file);
    return SENT;
  };
}

async function toBucket(
  { to, endpoint, region, tls }: ConfiguredOcsf,
  { environment, directory, now }: ChannelSurroundings,
): Promise<Write> {
  const { s3Client, s3Credentials } = await import("@watertight/evidence/s3");
  const [, bucket = "", prefix = ""] = /^s3:\/\/([^/]+)\/?(.*?)\/*$/.exec(to) ?? [];
  const ca = tls?.ca === undefined ? undefined : await readFile(resolve(directory, tls.ca), "utf8");
  const client = s3Client(
    {
      bucket,
      region: region ?? environment["AWS_REGION"] ?? "us-east-1",
      ...(endpoint !== undefined && { endpoint }),
      ...(ca !== undefined && { ca }),
    },
    s3Credentials(environment, now),
    now,
  );
  return async (path, body, signal) => {
    const key = prefix === "" ? path : `${prefix}/${path}`;
    const headers = { "content-type": "application/x-ndjson" };
    const { status, code } = await client.request({ method: "PUT", key, body, headers, signal });
    if (status === 200) return SENT;
    return { is: "later", because: `it answers ${status}${code === "" ? "" : ` ${code}`}` };
  };
}
