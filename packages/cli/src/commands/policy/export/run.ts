import { EXPORTED_RULES, exportedPolicy } from "@watertight/cel/policies";
import { builtInChecks } from "@watertight/core/checks";
import { yamlOf } from "@watertight/reports/text";
import type { Run } from "../../../command.ts";
import { CLEAN } from "../../../ending.ts";
import { UsageError } from "../../../usage-error.ts";

const VERB = { verb: "policy export" };

/** `policy export`: policies and their bindings as YAML. */
export const run: Run = (args, context) => {
  const known = new Map(EXPORTED_RULES.map((rule) => [rule.check, rule]));
  const wanted = args.operands.length === 0 ? [...known.keys()] : args.operands;
  const unknown = wanted.filter((id) => !known.has(id));
  if (unknown.length > 0) {
    throw new UsageError(
      `No policy says what ${unknown.join(", ")} says; policy export --list names those that there are.`,
      VERB,
    );
  }
  if (args.flag("list")) {
    context.stdout.write(`${wanted.join("\n")}\n`);
    return Promise.resolve(CLEAN);
  }
  const checks = new Map(builtInChecks().map((check) => [check.id, check]));
  const action = args.value("action") ?? "Warn";
  const objects = wanted.flatMap((id) => {
    const [rule, check] = [known.get(id), checks.get(id)];
    return rule && check ? exportedPolicy(rule, check, action) : [];
  });
  context.stdout.write(objects.map((each) => `---\n${yamlOf(each)}`).join(""));
  return Promise.resolve(CLEAN);
};
