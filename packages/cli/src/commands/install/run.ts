import { safeJson } from "@watertight/reports/json";
import { yamlOf } from "@watertight/reports/text";
import type { Run } from "../../command.ts";
import { objectsOf } from "../../deployment/evaluate.ts";
import { INSTALLED } from "../../deployment/installed.ts";
import { CLEAN } from "../../ending.ts";
import { UsageError } from "../../usage-error.ts";
import { chosenValues } from "./chosen-values.ts";

/** `install --print`: what the Helm chart would make, from the same declaration. */
export const run: Run = async (args, context) => {
  if (!args.flag("print")) {
    throw new UsageError(
      "Watertight applies nothing itself: watertight install --print | kubectl apply --server-side -f -",
      { verb: "install" },
    );
  }
  const namespace = args.value("namespace") ?? "watertight";
  if (!/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(namespace)) {
    throw new UsageError(`"${namespace}" cannot be the name of a namespace.`, { verb: "install" });
  }
  const values = await chosenValues(args, context);
  const installation = { namespace, version: context.version, values };
  const objects = objectsOf([...INSTALLED.values()].flat(), installation);
  if (args.value("output") === "json") {
    context.stdout.write(`${safeJson({ apiVersion: "v1", kind: "List", items: objects })}\n`);
  } else context.stdout.write(objects.map((object) => yamlOf(object)).join("---\n"));
  if (!args.flag("quiet")) {
    context.stderr.write(
      `${objects.length} objects for the namespace ${namespace}. Next: kubectl apply --server-side -f -\n`,
    );
  }
  return CLEAN;
};
