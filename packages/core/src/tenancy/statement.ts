import type { JsonObject } from "../kubernetes/json.ts";
import { CHANNEL_IDS } from "./model.ts";
import type { Tenancy } from "./tenancy.ts";
import type { Tenant } from "./tenants.ts";

/** Why a tenant gets no statement, or the statement. */
export type Stated =
  | { readonly statement: JsonObject }
  | { readonly open: number; readonly unknown: number };

/** The proof that a tenant is apart from these others, as a file that `watertight verify` checks; refused where any channel is open or may be. */
export function isolationStatement(
  tenancy: Tenancy,
  tenant: Tenant,
  { others, label }: { readonly others: readonly Tenant[]; readonly label: string | undefined },
): Stated {
  const cells = others.flatMap((other) => [
    ...tenancy.open(tenant, other),
    ...tenancy.open(other, tenant),
  ]);
  if (cells.length > 0) {
    const open = cells.filter(({ cell }) => cell.verdict === "yes").length;
    return { open, unknown: cells.length - open };
  }
  const isOfAll = tenancy.tenants.every((each) => each === tenant || others.includes(each));
  return {
    statement: {
      kind: "IsolationStatement",
      schemaVersion: 1,
      scope: isOfAll ? "all" : "some",
      tenantLabel: label ?? "",
      tenant: plain(tenant),
      others: others.map(plain),
      channels: CHANNEL_IDS,
      assumptions: tenancy.assumptions,
    },
  };
}

function plain({ name, namespaces }: Tenant): JsonObject {
  return { name, namespaces };
}
