import type { Configuration } from "@watertight/core/configuration";
import type { TenantSettings } from "@watertight/core/tenancy";
import type { Arguments } from "./command.ts";
import { UsageError } from "./usage-error.ts";

/** How tenants are told: by the options, then by the configuration. */
export function tenantSettings(args: Arguments, { tenancy }: Configuration): TenantSettings {
  const label = args.value("tenant-label") ?? tenancy.label;
  const given = args.values("tenant").map(tenantOf);
  const named = new Map(given.length > 0 ? given : Object.entries(tenancy.tenants));
  return { ...(label !== undefined && { label }), named };
}

/** `NAME=NAMESPACE,...`. */
export function tenantOf(text: string): readonly [name: string, namespaces: readonly string[]] {
  const [, name = "", list = ""] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  const namespaces = list.split(",").map((each) => each.trim());
  if (name !== "" && namespaces.every((each) => each !== "")) return [name, namespaces];
  throw new UsageError(`"${text}" is no tenant; write NAME=NAMESPACE,NAMESPACE.`);
}
