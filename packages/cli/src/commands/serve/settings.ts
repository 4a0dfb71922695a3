import { resolve } from "node:path";
import type { Connection } from "@watertight/api-server";
import type { Log, LookAtCertificates, ServeOptions } from "@watertight/server";
import type { Arguments } from "../../command.ts";
import type { Context } from "../../context.ts";
import { UsageError } from "../../usage-error.ts";

const VERB = { verb: "serve" };

/** What the options say of the server itself. */
export function serverOptionsOf(
  args: Arguments,
): Pick<
  ServeOptions,
  "address" | "drain" | "healthPort" | "ownName" | "ownNamespace" | "port" | "webhookConfiguration"
> {
  const webhooks = args.value("webhook-configuration") ?? "watertight";
  return {
    address: args.value("bind-address"),
    port: args.integer("port") ?? 8443,
    healthPort: args.integer("health-port") ?? 8080,
    drain: (args.integer("drain") ?? 15) * 1000,
    ownNamespace: args.value("service") === undefined ? "" : nameIn(args, "service").namespace,
    ownName: webhooks,
    webhookConfiguration: webhooks === "none" ? undefined : webhooks,
  };
}

/** What is written to standard error while the server runs. */
export async function logOf(args: Arguments, context: Context): Promise<Log> {
  const { createLog } = await import("@watertight/server");
  const wanted = args.value("log-level") ?? "info";
  const level = (["error", "info", "debug"] as const).find((each) => each === wanted) ?? "info";
  return createLog(context.stderr.write, { level, now: Date.now });
}

/** `NAMESPACE/NAME` of an option. */
export function nameIn(
  args: Arguments,
  option: string,
): { readonly namespace: string; readonly name: string } {
  const given = args.value(option) ?? "";
  const [, namespace = "", name = ""] = /^([a-z0-9-]+)[/]([a-z0-9.-]+)$/.exec(given) ?? [];
  if (namespace !== "") return { namespace, name };
  throw new UsageError(`Give --${option} as NAMESPACE/NAME.`, VERB);
}

/** What certificates are looked for with. */
interface Surroundings {
  readonly context: Context;
  readonly connection: Connection | undefined;
  readonly log: Log;
}

/** What looks at the certificates, and at those of callers where these have to show some. */
export async function certificatesFor(
  args: Arguments,
  surroundings: Surroundings,
): Promise<LookAtCertificates> {
  const look = await ownCertificatesFor(args, surroundings);
  const callers = args.value("client-ca");
  if (callers === undefined) return look;
  const { askingCallers } = await import("@watertight/server");
  return askingCallers(look, resolve(surroundings.context.workingDirectory, callers));
}

/** By the one option that says where they are. */
async function ownCertificatesFor(
  args: Arguments,
  { context, connection, log }: Surroundings,
): Promise<LookAtCertificates> {
  const { folderStore, givenCertificates, LIFETIMES, ownCertificates, secretStore } = await import(
    "@watertight/server"
  );
  const [secret, folder, cert, key] = [
    args.value("certificates-secret"),
    args.value("certificates-folder"),
    args.value("tls-cert"),
    args.value("tls-key"),
  ];
  if ([secret, folder, cert].filter((each) => each !== undefined).length !== 1) {
    throw new UsageError(
      "Give one of --certificates-secret, --certificates-folder and --tls-cert.",
      VERB,
    );
  }
  const at = (file: string): string => resolve(context.workingDirectory, file);
  if (cert !== undefined) {
    if (key === undefined) throw new UsageError("Give --tls-key with --tls-cert.", VERB);
    return givenCertificates(at(cert), at(key));
  }
  const settings = { names: namesOf(args), lifetimes: LIFETIMES, now: Date.now, log };
  if (folder !== undefined) return ownCertificates(folderStore(at(folder)), settings);
  if (!connection) throw new UsageError("--certificates-secret needs --cluster.", VERB);
  return ownCertificates(secretStore(connection, nameIn(args, "certificates-secret")), settings);
}

/** What clients call the server. */
function namesOf(args: Arguments): readonly string[] {
  const further = args.values("server-name");
  if (args.value("service") === undefined) {
    if (further.length > 0) return further;
    throw new UsageError(
      "Say with --service or --server-name what the certificates are for.",
      VERB,
    );
  }
  const { namespace, name } = nameIn(args, "service");
  const service = `${name}.${namespace}`;
  return [`${service}.svc`, service, `${service}.svc.cluster.local`, ...further];
}
