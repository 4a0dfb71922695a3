import { lintAuditPolicy } from "@watertight/core/audit";
import { kubernetesVersionOf } from "@watertight/core/kubernetes";
import { counted } from "@watertight/reports/text";
import type { Arguments, Run } from "../../../../command.ts";
import type { Context } from "../../../../context.ts";
import { CLEAN, ended } from "../../../../ending.ts";
import { writeAnswer } from "../../../../terminal/wrap.ts";
import { UsageError } from "../../../../usage-error.ts";
import { tryPolicyFile } from "../../policy-file.ts";
import type { LintedFile } from "../answers.ts";
import { lintJson } from "../json.ts";
import { lintText } from "./text.ts";

/** `audit policy lint`. */
export const run: Run = async (args, context) => {
  const minor = minorOf(args);
  const files: LintedFile[] = [];
  for (const file of args.operands) files.push(await linted(file, minor, context));
  const warnings = files
    .flatMap(({ remarks }) => remarks)
    .filter(({ level }) => level === "warning").length;
  const ending = warnings === 0 ? CLEAN : ended(`There are ${counted(warnings, "warning")}.`);
  context.statusSoFar(ending.status);
  writeAnswer(args, context.stdout, {
    json: () => lintJson(files),
    text: () => lintText(files),
  });
  return ending;
};

function minorOf(args: Arguments): number | undefined {
  const text = args.value("kube-version");
  if (text === undefined) return undefined;
  const version = kubernetesVersionOf(text);
  if (version !== undefined) return Number(version.split(".")[1]);
  throw new UsageError(`"${text}" is no version of Kubernetes; write one as v1.36.`, {
    verb: "audit policy lint",
  });
}

async function linted(
  file: string,
  minor: number | undefined,
  context: Context,
): Promise<LintedFile> {
  const { policy, problems, placeOf } = await tryPolicyFile(file, context);
  const ofText = problems.map(({ effect, path, place, message }) => ({
    ...{ lint: effect, level: "warning" as const, file, path, place, message, witnesses: [] },
  }));
  const ofPolicy = policy
    ? lintAuditPolicy(policy, minor === undefined ? {} : { minor }).map((remark) => ({
        ...remark,
        file,
        place: placeOf(remark.path),
      }))
    : [];
  return { file, policy, remarks: [...ofText, ...ofPolicy] };
}
