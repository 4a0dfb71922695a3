import type { Inputs } from "@watertight/manifests";
import { counted } from "@watertight/reports/text";
import type { ProgramState } from "./programs.ts";

/** One thing that Watertight needs, or can do with. */
export interface Diagnosis {
  readonly name: string;
  readonly verdict: "ok" | "missing" | "not-needed";
  /** The version, the file, or a clause on why there is none. */
  readonly state: string;
  /** What is skipped without it, a whole sentence; undefined where it is there. */
  readonly skipped: string | undefined;
  /** How to get it, a whole sentence. */
  readonly advice: string | undefined;
}

/** Of the first release that runs Watertight. */
const OLDEST_NODE = [20, 19] as const;

export function nodeDiagnosis(version: string): Diagnosis {
  const [, major = 0, minor = 0] = (/^v?(\d+)\.(\d+)/.exec(version) ?? []).map(Number);
  const [oldest, least] = OLDEST_NODE;
  const suffices = major > oldest || (major === oldest && minor >= least);
  return {
    name: "Node.js",
    verdict: suffices ? "ok" : "missing",
    state: suffices ? version : `${version} is too old`,
    skipped: suffices ? undefined : "Watertight is not tested with it, and may fail.",
    advice: suffices
      ? undefined
      : `Install Node.js ${oldest}.${least} or later: https://nodejs.org/.`,
  };
}

export function helmDiagnosis(state: ProgramState, { charts }: Pick<Inputs, "charts">): Diagnosis {
  return programDiagnosis(state, {
    needs: charts.length,
    noun: "chart",
    advice:
      "Install Helm (https://helm.sh/docs/intro/install/), or set WATERTIGHT_HELM to its path.",
  });
}

export function kustomizeDiagnosis(
  state: ProgramState,
  { kustomizations }: Pick<Inputs, "kustomizations">,
): Diagnosis {
  return programDiagnosis(state, {
    needs: kustomizations.length,
    noun: "kustomization",
    advice:
      "Install Kustomize (https://kubectl.docs.kubernetes.io/installation/kustomize/) or kubectl (https://kubernetes.io/docs/tasks/tools/), or set WATERTIGHT_KUSTOMIZE to its path.",
  });
}

export function gitDiagnosis({ name, version, problem }: ProgramState): Diagnosis {
  if (version !== undefined) return found(name, version);
  return {
    name,
    verdict: "not-needed",
    state: problem ?? "",
    skipped: "scan --changed is refused without it.",
    advice: "Install git: https://git-scm.com/downloads.",
  };
}

/** The configuration that holds for the paths: its file as it is shown, or none. */
export function configurationDiagnosis(file: string | undefined): Diagnosis {
  if (file !== undefined) return found("Configuration", file);
  return {
    name: "A configuration",
    verdict: "not-needed",
    state: "is not there",
    skipped: "Without one the defaults hold.",
    advice: "Write one: watertight init.",
  };
}

function programDiagnosis(
  { name, version, problem }: ProgramState,
  {
    needs,
    noun,
    advice,
  }: { readonly needs: number; readonly noun: string; readonly advice: string },
): Diagnosis {
  if (version !== undefined) return found(name, version);
  const skipped =
    needs === 0
      ? `There is no ${noun} here that it would render.`
      : `${counted(needs, noun)} here ${needs === 1 ? "is" : "are"} not rendered without it, which ends a scan with status 3.`;
  const verdict = needs === 0 ? "not-needed" : "missing";
  return { name, verdict, state: problem ?? "", skipped, advice };
}

function found(name: string, state: string): Diagnosis {
  return { name, verdict: "ok", state, skipped: undefined, advice: undefined };
}
