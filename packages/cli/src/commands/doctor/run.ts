import { relative } from "node:path";
import { findInputs } from "@watertight/manifests";
import { HEAD_WITHOUT_INPUT, safeJson } from "@watertight/reports/json";
import { sanitize } from "@watertight/reports/text";
import type { Run } from "../../command.ts";
import { CLEAN, endedIncomplete } from "../../ending.ts";
import { configurationFor } from "../../reading.ts";
import {
  configurationDiagnosis,
  type Diagnosis,
  gitDiagnosis,
  helmDiagnosis,
  kustomizeDiagnosis,
  nodeDiagnosis,
} from "./diagnosis.ts";
import { gitState, helmState, kustomizeState } from "./programs.ts";

/** `doctor`: what the paths need of this machine, and what of it is here. */
export const run: Run = async (args, context) => {
  const paths = args.operands.length > 0 ? args.operands : ["."];
  const { file, exclude, directory } = await configurationFor(args, context, paths);
  const cwd = context.workingDirectory;
  const inputs = await findInputs(paths, {
    cwd,
    excludedBelow: { folder: directory, patterns: exclude },
  });
  const diagnoses = [
    nodeDiagnosis(process.version),
    helmDiagnosis(await helmState(context), inputs),
    kustomizeDiagnosis(await kustomizeState(context), inputs),
    gitDiagnosis(await gitState(context)),
    configurationDiagnosis(file === undefined ? undefined : relative(cwd, file) || file),
  ];
  context.stdout.write(
    args.value("output") === "json" ? doctorJson(diagnoses) : diagnoses.map(linesOf).join(""),
  );
  const missing = diagnoses.filter(({ verdict }) => verdict === "missing");
  if (missing.length === 0) return CLEAN;
  const names = missing.map(({ name }) => name).join(" and ");
  return endedIncomplete(
    `${names} ${missing.length === 1 ? "is" : "are"} needed here and missing.`,
  );
};

const WORDS = { ok: "ok", missing: "missing", "not-needed": "-" } as const;

function linesOf({ name, verdict, state, skipped, advice }: Diagnosis): string {
  const what = verdict === "ok" ? `${name}: ${state}` : `${name} ${state}.`;
  const more = [skipped, advice].filter((each) => each !== undefined);
  const lines = [`${WORDS[verdict].padEnd(8)} ${what}`, ...more.map((each) => `         ${each}`)];
  return lines.map((line) => `${sanitize(line)}\n`).join("");
}

function doctorJson(diagnoses: readonly Diagnosis[]): string {
  const list = diagnoses.map(({ name, verdict, state, skipped, advice }) => ({
    name,
    verdict,
    state,
    skipped: skipped ?? null,
    advice: advice ?? null,
  }));
  const incomplete = diagnoses.some(({ verdict }) => verdict === "missing");
  return `${safeJson({ ...HEAD_WITHOUT_INPUT, incomplete, needs: list })}\n`;
}
