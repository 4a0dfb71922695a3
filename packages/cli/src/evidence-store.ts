import { resolve } from "node:path";
import {
  type Doing,
  type EvidenceStore,
  evidenceStore,
  folderStorage,
  type LockMode,
  s3Storage,
} from "@watertight/evidence";
import type { Arguments } from "./command.ts";
import type { Context } from "./context.ts";
import { readText } from "./files.ts";
import { UsageError } from "./usage-error.ts";

/** Where evidence is kept where nobody says otherwise. */
const FOLDER = "watertight-evidence";

/** The folder of this machine in which signing keys are: that of the store, where it is one. */
export function keyFolder(args: Arguments, { workingDirectory }: Context): string {
  const store = args.value("store") ?? FOLDER;
  return resolve(workingDirectory, isBucket(store) ? FOLDER : store);
}

/** Whether a text names a bucket and no folder. */
export function isBucket(text: string): boolean {
  return text.startsWith("s3://");
}

/** The store that the arguments name. */
export function storeFor(args: Arguments, context: Context): Promise<EvidenceStore> {
  return storeAt(args.value("store") ?? FOLDER, args, context);
}

/** The store at a place: a folder, or `s3://BUCKET/PREFIX`. */
export async function storeAt(
  place: string,
  args: Arguments,
  context: Context,
): Promise<EvidenceStore> {
  if (!isBucket(place))
    return evidenceStore(folderStorage(resolve(context.workingDirectory, place)));
  const [, bucket = "", prefix = ""] =
    /^s3:\/\/([a-z0-9][a-z0-9.-]+)\/?(.*?)\/*$/.exec(place) ?? [];
  if (bucket === "" || !/^[\w./=-]*$/.test(prefix))
    throw new UsageError(`"${place}" is no bucket; it takes s3://BUCKET/PREFIX.`);
  const { s3Client, s3Credentials } = await import("@watertight/evidence/s3");
  const { environment } = context;
  const endpoint = endpointOf(args);
  const ca = await caOf(args, context);
  const client = s3Client(
    {
      ...{ bucket, region: regionOf(args, context) },
      ...(endpoint !== undefined && { endpoint }),
      ...(ca !== undefined && { ca }),
    },
    s3Credentials(environment, Date.now),
  );
  const mode: LockMode = args.value("s3-lock") === "compliance" ? "compliance" : "governance";
  return evidenceStore(s3Storage(client, { prefix, mode, now: Date.now }));
}

/** As Amazon's own programs look for it. */
function regionOf(args: Arguments, { environment }: Context): string {
  const { AWS_REGION: region, AWS_DEFAULT_REGION: usual } = environment;
  return args.value("s3-region") ?? region ?? usual ?? "us-east-1";
}

async function caOf(args: Arguments, context: Context): Promise<string | undefined> {
  const file = args.value("s3-ca") ?? context.environment["AWS_CA_BUNDLE"] ?? "";
  return file === "" ? undefined : readText(file, "The file of certificates", context);
}

function endpointOf(args: Arguments): string | undefined {
  const endpoint = args.value("s3-endpoint");
  if (endpoint === undefined) return undefined;
  if (/^https?:\/\/[^/@?#]+\/?$/.test(endpoint) && URL.canParse(endpoint)) return endpoint;
  throw new UsageError(`"${endpoint}" is no address of an object storage: https://HOST:PORT.`);
}

/** Whether a bucket keeps others from removing what is there, as a sentence; "" of a folder, of which everybody knows. */
export async function lockWords({ storage }: EvidenceStore): Promise<string> {
  if (!isBucket(storage.name)) return "";
  const { isOffered, because } = await storage.locking();
  return `${isOffered ? "Locked" : "Not locked"}: ${because}.`;
}

/** Who does something with it, now. */
export function doingOf(args: Arguments, { environment }: Context, reason = ""): Doing {
  const who = args.value("who") ?? environment["USER"] ?? environment["USERNAME"] ?? "";
  return {
    who: who === "" ? "somebody who gave no name" : who,
    time: new Date().toISOString(),
    reason: args.value("reason") ?? reason,
  };
}

/** The number of a capture. */
export function captureIn(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new UsageError(`"${text}" is no number of a capture; watertight evidence list shows them.`);
}
