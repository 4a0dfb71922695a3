import { EXPORTED_RULES, exportedPolicy } from "@watertight/cel/policies";
import { builtInChecks } from "@watertight/core/checks";
import type { JsonObject } from "@watertight/core/kubernetes";
import { yamlOf } from "@watertight/reports/text";
import type { Arguments, Run } from "../../../command.ts";
import { CLEAN } from "../../../ending.ts";
import { UsageError } from "../../../usage-error.ts";
import { TENANT_POLICY_NAMES, tenantDocuments } from "./tenants.ts";

const VERB = { verb: "policy export" };

/** `policy export`: policies and their bindings as YAML. */
export const run: Run = (args, context) => {
  const checks = EXPORTED_RULES.map(({ check }) => check);
  const known = new Set([...checks, ...TENANT_POLICY_NAMES]);
  const unknown = args.operands.filter((id) => !known.has(id));
  if (unknown.length > 0) {
    throw new UsageError(
      `No policy says what ${unknown.join(", ")} says; policy export --list names those that there are.`,
      VERB,
    );
  }
  if (args.flag("list")) {
    const listed = args.operands.length === 0 ? [...known] : args.operands;
    context.stdout.write(`${listed.join("\n")}\n`);
    return Promise.resolve(CLEAN);
  }
  const objects = wantedIn(args, checks).flatMap((id) => documentsOf(id, args));
  context.stdout.write(objects.map((each) => `---\n${yamlOf(each)}`).join(""));
  return Promise.resolve(CLEAN);
};

/** Those that are named; where none are, those of the tenants that are, else all checks. */
function wantedIn(args: Arguments, checks: readonly string[]): readonly string[] {
  if (args.operands.length > 0) return args.operands;
  return args.values("tenant").length > 0 ? TENANT_POLICY_NAMES : checks;
}

function documentsOf(id: string, args: Arguments): readonly JsonObject[] {
  const action = args.value("action") ?? "Warn";
  const rule = EXPORTED_RULES.find(({ check }) => check === id);
  const check = builtInChecks().find((each) => each.id === id);
  return rule && check ? exportedPolicy(rule, check, action) : tenantDocuments(id, args, action);
}
