import { stringifyJson } from "@watertight/core/kubernetes";
import type { Snapshot } from "@watertight/core/snapshot";
import {
  createTenancy,
  isolationStatement,
  labelInUse,
  type Tenancy,
  type Tenant,
  type TenantSettings,
  tenantsOf,
} from "@watertight/core/tenancy";
import { type AskedPairs, openCells, tenancyJson } from "@watertight/reports/tenancy";
import { counted } from "@watertight/reports/text";
import type { Arguments, Run } from "../../command.ts";
import { factsOf } from "../../document-facts.ts";
import { CLEAN, type Ending, ended, endedIncomplete } from "../../ending.ts";
import { writeText } from "../../files.ts";
import { configurationFor, readCluster } from "../../reading.ts";
import { tenantSettings } from "../../tenants.ts";
import { writeText as writeWrapped } from "../../terminal/wrap.ts";
import { UsageError } from "../../usage-error.ts";
import { tenancyCsv } from "./csv.ts";
import { writeTenancyPage } from "./page.ts";
import { tenancyText } from "./text.ts";

const VERB = { verb: "tenancy" };

/** `tenancy`: every pair of tenants by every channel. */
export const run: Run = async (args, context) => {
  const configuration = await configurationFor(args, context);
  const read = await readCluster(args, context, { configuration });
  const { cluster, gap } = read;
  const { snapshot } = cluster;
  const settings = tenantSettings(args, configuration);
  const tenants = tenantsOf(snapshot, settings);
  if (tenants.length < 2) throw new UsageError(tooFew(tenants), VERB);
  const tenancy = createTenancy(cluster, tenants);
  const asked = { tenancy, pairs: pairsOf(tenants, args) };
  const file = args.value("statement");
  if (file !== undefined) {
    const stated = stateOf(tenancy, { args, settings, snapshot });
    if (!("statement" in stated)) return ended(stated.because);
    await writeText(file, `${stringifyJson(stated.statement)}\n`, "The statement", context);
  }
  const ending = gap === undefined ? endingOf(asked) : endedIncomplete(gap);
  context.statusSoFar(ending.status);
  const facts = factsOf(read, tenancy.assumptions);
  const output = args.value("output");
  if (output === "json") context.stdout.write(tenancyJson(asked, facts));
  else if (output === "html") writeTenancyPage(asked, facts, context);
  else if (output === "csv") context.stdout.write(tenancyCsv(asked));
  else
    writeWrapped(context.stdout, tenancyText(asked, { snapshot, explain: args.flag("explain") }));
  return ending;
};

function tooFew(tenants: readonly Tenant[]): string {
  const [only] = tenants;
  return only
    ? `The input shows one tenant alone, ${only.name}.`
    : "The input shows no tenant; say which label of namespaces names theirs: --tenant-label KEY, or --tenant NAME=NAMESPACE,...";
}

function tenantCalled(name: string, tenants: readonly Tenant[]): Tenant {
  const found = tenants.find((tenant) => tenant.name === name);
  if (found) return found;
  throw new UsageError(
    `There is no tenant ${name}; the tenants are ${tenants.map((each) => each.name).join(", ")}.`,
    VERB,
  );
}

function pairsOf(tenants: readonly Tenant[], args: Arguments): AskedPairs["pairs"] {
  const only = (option: string): readonly Tenant[] => {
    const name = args.value(option);
    return name === undefined ? tenants : [tenantCalled(name, tenants)];
  };
  return only("from").flatMap((from) =>
    only("to").flatMap((to) => (from === to ? [] : [[from, to] as const])),
  );
}

function endingOf(asked: AskedPairs): Ending {
  const open = openCells(asked);
  const sure = open.filter(({ cell }) => cell.verdict === "yes").length;
  if (open.length === 0) return CLEAN;
  return sure > 0
    ? ended(`${counted(sure, "channel")} between tenants ${sure === 1 ? "is" : "are"} open.`)
    : endedIncomplete(
        `Whether ${counted(open.length, "channel")} between tenants are closed is not known.`,
      );
}

interface Stating {
  readonly args: Arguments;
  readonly settings: TenantSettings;
  readonly snapshot: Snapshot;
}

function stateOf(tenancy: Tenancy, { args, settings, snapshot }: Stating) {
  const { tenants } = tenancy;
  const name = args.value("from");
  if (name === undefined) throw new UsageError("Say of whom: --from TENANT.", VERB);
  const tenant = tenantCalled(name, tenants);
  const other = args.value("to");
  const others =
    other === undefined
      ? tenants.filter((each) => each !== tenant)
      : [tenantCalled(other, tenants)];
  const isNamed = (settings.named?.size ?? 0) > 0;
  const label = isNamed ? undefined : (settings.label ?? labelInUse(snapshot));
  const stated = isolationStatement(tenancy, tenant, { others, label });
  if ("statement" in stated) return stated;
  return {
    because: `There is no proof that ${name} is apart: ${counted(stated.open, "channel")} ${stated.open === 1 ? "is" : "are"} open, ${stated.unknown} not known.`,
  };
}
