import { runProgram } from "@watertight/manifests";
import type { Context } from "../../context.ts";

/** A program that Watertight starts, as it is here. */
export interface ProgramState {
  readonly name: string;
  /** As it says itself; undefined where it is not there or does not run. */
  readonly version: string | undefined;
  /** A clause on why there is no version: `is not installed or not on the PATH`. */
  readonly problem: string | undefined;
}

interface ProgramAsked {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
}

/** Helm, by the name that rendering uses. */
export async function helmState(context: Context): Promise<ProgramState> {
  const command = context.environment["WATERTIGHT_HELM"] || "helm";
  return stateOf({ name: "Helm", command, args: ["version", "--short"] }, context);
}

/** Kustomize, or else the kubectl that has it built in, as rendering tries them. */
export async function kustomizeState(context: Context): Promise<ProgramState> {
  const chosen = context.environment["WATERTIGHT_KUSTOMIZE"];
  const own: ProgramAsked = {
    name: "Kustomize",
    command: chosen || "kustomize",
    args: ["version"],
  };
  const state = await stateOf(own, context);
  if (state.version !== undefined || chosen) return state;
  const kubectl: ProgramAsked = {
    name: "Kustomize, as kubectl kustomize",
    command: "kubectl",
    args: ["version", "--client"],
  };
  const other = await stateOf(kubectl, context);
  return other.version === undefined ? state : other;
}

/** Git, which says what has changed. */
export async function gitState(context: Context): Promise<ProgramState> {
  return stateOf({ name: "git", command: "git", args: ["--version"] }, context);
}

async function stateOf(
  { name, command, args }: ProgramAsked,
  { environment, workingDirectory }: Context,
): Promise<ProgramState> {
  const options = { env: environment, cwd: workingDirectory, timeout: 20_000 };
  const result = await runProgram(command, args, options);
  if ("failed" in result) return { name, version: undefined, problem: result.failed };
  const version = /v?\d+\.\d+(?:\.\d+)?[\w.+-]*/.exec(result.stdout)?.[0];
  return { name, version: version ?? "of a version that it does not say", problem: undefined };
}
