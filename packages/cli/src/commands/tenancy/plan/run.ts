import { headingOf } from "@watertight/core/findings";
import type { Placement } from "@watertight/core/placement";
import {
  type Dedication,
  labelInUse,
  type PlanSettings,
  poolOf,
  type TenancyPlan,
  type Tenant,
  tenancyPlan,
  tenantsOf,
} from "@watertight/core/tenancy";
import { counted, sanitize } from "@watertight/reports/text";
import type { Run } from "../../../command.ts";
import { CLEAN, ended, endedIncomplete } from "../../../ending.ts";
import { configurationFor, readCluster } from "../../../reading.ts";
import { tenantSettings } from "../../../tenants.ts";
import { UsageError } from "../../../usage-error.ts";
import { dedicationSettings } from "../dedication-settings.ts";
import { yamlOfPlan } from "../plan-yaml.ts";

const VERB = { verb: "tenancy plan" };

/** `tenancy plan`: the objects that separate two tenants on standard output, what is said of the cluster with them on standard error. */
export const run: Run = async (args, context) => {
  const dedication = dedicationSettings(args, VERB.verb);
  const configuration = await configurationFor(args, context);
  const { cluster, gap } = await readCluster(args, context, { configuration });
  const settings = tenantSettings(args, configuration);
  const tenants = tenantsOf(cluster.snapshot, settings);
  const one = tenantCalled(args.value("from"), tenants);
  const other = tenantCalled(args.value("to"), tenants);
  if (one === other) throw new UsageError("A tenant is not apart from himself.", VERB);
  const pools = args
    .values("pool")
    .map((text) => poolCalled(text, [one, other], cluster.placement));
  const label = settings.label ?? labelInUse(cluster.snapshot);
  const plan = tenancyPlan(cluster, tenants, [one, other], { pools, label, dedication });
  const left = [...plan.after.open(one, other), ...plan.after.open(other, one)];
  const removed = plan.removed.map((object) => ({ object, path: [] }));
  context.stdout.write(yamlOfPlan({ documents: plan.documents, removed }));
  if (!args.flag("quiet") || left.length > 0) {
    const lines = [
      ...plan.steps,
      ...plan.kept.flatMap(keptLines),
      ...plan.pools.map(poolLine),
      left.length === 0
        ? `Judged again with it: every channel between ${one.name} and ${other.name} is closed.`
        : `Judged again with it: ${counted(left.length, "channel")} stay open or unknown.`,
      ...left.map(({ channel, cell }) => `  ${channel}: ${cell.reason}`),
    ];
    context.stderr.write(lines.map((line) => `${sanitize(line)}\n`).join(""));
  }
  if (gap !== undefined) return endedIncomplete(gap);
  if (left.length === 0) return CLEAN;
  return left.some(({ cell }) => cell.verdict === "yes")
    ? ended("No change of the input closes what is left.")
    : endedIncomplete("Whether what is left is closed is not known.");
};

function tenantCalled(name: string | undefined, tenants: readonly Tenant[]): Tenant {
  const found = tenants.find((tenant) => tenant.name === name);
  if (found) return found;
  const known = tenants.map((each) => each.name).join(", ");
  throw new UsageError(
    name === undefined
      ? `Say which two tenants: --from TENANT --to TENANT, of ${known}.`
      : `There is no tenant ${name}; the tenants are ${known}.`,
    VERB,
  );
}

function poolCalled(
  text: string,
  pair: readonly [Tenant, Tenant],
  placement: Placement,
): NonNullable<PlanSettings["pools"]>[number] {
  const at = text.indexOf("=");
  const tenant = pair.find(({ name }) => name === text.slice(0, Math.max(at, 0)));
  if (!tenant)
    throw new UsageError(
      `"${text}" is no pool of ${pair[0].name} or ${pair[1].name}; write TENANT=POOL.`,
      VERB,
    );
  const pool = poolOf(text.slice(at + 1), placement);
  if (pool) return { tenant, pool };
  throw new UsageError(`The input shows no node of pool ${text.slice(at + 1)}.`, VERB);
}

/** What is said of a pool with the plan: sides that do not hold are named. */
function poolLine({ pool, tenant, sides }: Dedication): string {
  const weak = sides.filter(({ holds }) => holds !== "yes");
  const said = weak.map(({ side, holds }) => `${side} ${holds}`).join(", ");
  return weak.length === 0
    ? `Judged again with it: pool ${pool.name} is ${tenant.name}'s own.`
    : `Judged again with it: pool ${pool.name} is ${tenant.name}'s own but for: ${said}; see watertight placement dedicated.`;
}

/** What is said of the policies that are written for a tenant, as they were evaluated. */
function keptLines({
  tenant,
  policies,
  refused,
  leftOut,
}: TenancyPlan["kept"][number]): readonly string[] {
  return [
    ...(policies.length > 0
      ? [
          `Admission policies keep ${tenant.name} so: ${policies.join(", ")}; nothing that stays is refused by them${refused.length === 0 ? "" : `, and as they were are ${refused.map(headingOf).join(", ")}`}.`,
        ]
      : []),
    ...leftOut.map(
      ({ policy, because }) =>
        `${policy} is not written: it would refuse ${headingOf(because)}, which stays.`,
    ),
  ];
}
