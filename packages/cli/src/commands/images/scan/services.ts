import type { ForeignReport } from "@watertight/core/images";
import { type JsonValue, textAt } from "@watertight/core/kubernetes";
import {
  type Clair,
  type ClairManifest,
  createClair,
  createSysdig,
  pskToken,
  SERVICE_NETWORK,
  type SysdigScope,
} from "@watertight/images/scanners";
import { errorWords } from "@watertight/manifests";
import type { Arguments } from "../../../command.ts";
import type { Context } from "../../../context.ts";
import { readText } from "../../../files.ts";
import { UnreadError } from "../../../unread-error.ts";
import { UsageError } from "../../../usage-error.ts";

const VERB = { verb: "images scan" };
/** Milliseconds: a Clair that indexes a large image takes minutes. */
const PATIENCE = 600_000;

/** What Clair or Sysdig has under an id. */
export async function reportsOfService(
  service: string,
  id: string,
  args: Arguments,
  context: Context,
): Promise<readonly ForeignReport[]> {
  const url = args.value(service);
  if (url === undefined || !/^https?:\/\/[^/]/.test(url)) {
    throw new UsageError(`Say with --${service} URL which service ${service}:${id} is of.`, VERB);
  }
  try {
    return service === "clair"
      ? await reportsOfClair(url, id, args, context)
      : await reportsOfSysdig(url, id, context);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const words = errorWords(error).replace(/\.$/, "");
    throw new UnreadError(`${service}:${id} cannot be read: ${words}.`, error);
  }
}

async function reportsOfClair(
  url: string,
  id: string,
  args: Arguments,
  context: Context,
): Promise<readonly ForeignReport[]> {
  const key = context.environment["WATERTIGHT_CLAIR_KEY"];
  const issuer = context.environment["WATERTIGHT_CLAIR_ISSUER"] || "watertight";
  const clair = createClair({
    url,
    network: SERVICE_NETWORK,
    patience: PATIENCE,
    ...(key !== undefined && {
      headers: () => ({
        Authorization: `Bearer ${pskToken(Buffer.from(key, "base64"), issuer, Math.floor(Date.now() / 1000))}`,
      }),
    }),
  });
  const notification = /^notification:(.+)$/.exec(id)?.[1];
  if (notification !== undefined) return reportsNotified(clair, notification);
  const file = args.value("clair-manifest");
  if (file === undefined) return [await clair.report(id)];
  const manifest = JSON.parse(await readText(file, "The manifest", context)) as JsonValue;
  if (textAt(manifest, "hash") !== id) throw new Error(`${file} is the manifest of another image`);
  // A door: Clair itself says what is wrong with a manifest.
  const { read } = await clair.scan(manifest as unknown as ClairManifest);
  return [read];
}

/** The reports on every image that a notification of Clair speaks of: for those something was added or taken away. */
async function reportsNotified(clair: Clair, id: string): Promise<readonly ForeignReport[]> {
  const notifications = await clair.notifications(id);
  const manifests = new Set(notifications.map((one) => textAt(one, "manifest")));
  const reports: ForeignReport[] = [];
  for (const manifest of manifests) {
    if (manifest !== "") reports.push(await clair.report(manifest));
  }
  return reports;
}

async function reportsOfSysdig(
  url: string,
  id: string,
  context: Context,
): Promise<readonly ForeignReport[]> {
  const token = context.environment["WATERTIGHT_SYSDIG_TOKEN"];
  if (token === undefined)
    throw new UsageError(
      `sysdig:${id} cannot be read: there is no token in WATERTIGHT_SYSDIG_TOKEN.`,
      VERB,
    );
  const headers = (): Record<string, string> => ({ Authorization: `Bearer ${token}` });
  const sysdig = createSysdig({ url, headers, network: SERVICE_NETWORK, patience: PATIENCE });
  if (!isScope(id)) return [await sysdig.result(id)];
  const reports: ForeignReport[] = [];
  for (const result of await sysdig.results(id)) {
    reports.push(await sysdig.result(textAt(result, "resultId")));
  }
  return reports;
}

function isScope(id: string): id is SysdigScope {
  return id === "pipeline" || id === "runtime" || id === "registry";
}
