import type { Cluster } from "@watertight/core/cluster";
import type { TenantSettings } from "@watertight/core/tenancy";
import {
  dedicationOf,
  dedicationPlan,
  poolOf,
  type Tenant,
  tenantsOf,
} from "@watertight/core/tenancy";
import type { Run } from "../../../command.ts";
import { factsOf } from "../../../document-facts.ts";
import { CLEAN, type Ending, ended, endedIncomplete } from "../../../ending.ts";
import { writeText } from "../../../files.ts";
import { configurationFor } from "../../../reading.ts";
import { tenantSettings } from "../../../tenants.ts";
import { writeAnswer } from "../../../terminal/wrap.ts";
import { UsageError } from "../../../usage-error.ts";
import { dedicationSettings } from "../../tenancy/dedication-settings.ts";
import { yamlOfPlan } from "../../tenancy/plan-yaml.ts";
import { readAsked } from "../asked.ts";
import { dedicatedJson } from "./json.ts";
import { dedicatedText } from "./text.ts";

const VERB = { verb: "placement dedicated" };

/** `placement dedicated`: whether a pool is a tenant's own, and what makes it so. */
export const run: Run = async (args, context) => {
  const name = args.value("for");
  if (name === undefined) throw new UsageError("Say whose the nodes are: --for TENANT.", VERB);
  const settings = dedicationSettings(args, VERB.verb);
  const paths = [...args.operands.slice(1), ...args.values("filename")];
  const configuration = await configurationFor(args, context, paths);
  const asked = await readAsked(args, context, VERB.verb, configuration);
  const { word, cluster, placement, gap } = asked;
  const pool = poolOf(word, placement);
  if (!pool) {
    throw new UsageError(
      `The input shows no node of pool ${word}; a pool is also written KEY=VALUE.`,
      VERB,
    );
  }
  const tenant = tenantCalled(name, cluster, tenantSettings(args, configuration));
  const dedication = dedicationOf(cluster, pool, tenant, settings);
  const plan = dedicationPlan(cluster, dedication, settings);
  const { snapshot } = cluster;
  const file = args.value("plan");
  const yaml = yamlOfPlan(plan);
  if (file === "-") context.stdout.write(yaml);
  else {
    if (file !== undefined) await writeText(file, yaml, "The plan", context);
    writeAnswer(args, context.stdout, {
      json: () => dedicatedJson(dedication, plan, factsOf(asked, dedication.assumptions)),
      text: () => dedicatedText(dedication, plan, { snapshot, explain: args.flag("explain") }),
    });
  }
  return endingOf(dedication.verdict, gap);
};

function endingOf(verdict: "no" | "unknown" | "yes", gap: string | undefined): Ending {
  if (gap !== undefined) return endedIncomplete(gap);
  if (verdict === "yes") return CLEAN;
  return verdict === "no"
    ? ended("The pool is not dedicated.")
    : endedIncomplete("Whether the pool is dedicated rests on what is not evaluated.");
}

function tenantCalled(name: string, { snapshot }: Cluster, settings: TenantSettings): Tenant {
  const tenants = tenantsOf(snapshot, settings);
  const found = tenants.find((tenant) => tenant.name === name);
  if (found) return found;
  const isNamespace = snapshot
    .ofKind("", "Namespace")
    .some(({ reference }) => reference.name === name);
  if (isNamespace) return { name, namespaces: [name] };
  const known = tenants.map((tenant) => tenant.name).join(", ");
  throw new UsageError(
    `There is no tenant and no namespace ${name}${known === "" ? "" : `; the tenants are ${known}`}.`,
    VERB,
  );
}
