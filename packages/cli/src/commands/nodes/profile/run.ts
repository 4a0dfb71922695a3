import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { containersOf, type JsonObject, stringifyJson } from "@watertight/core/kubernetes";
import { appArmorProfile, readTrace, seccompProfile, type Trace } from "@watertight/core/nodes";
import { decodeText, errorWords } from "@watertight/manifests";
import { documentHead } from "@watertight/reports/json";
import { counted, sanitize } from "@watertight/reports/text";
import type { Arguments, Run } from "../../../command.ts";
import type { Context } from "../../../context.ts";
import { factsOf } from "../../../document-facts.ts";
import { CLEAN, type Ending, endedIncomplete } from "../../../ending.ts";
import { writeAnswer } from "../../../terminal/wrap.ts";
import { UsageError } from "../../../usage-error.ts";
import { podCalled, readAsked } from "../../placement/asked.ts";
import { nameOfPod } from "../../placement/json.ts";

/** `nodes profile`. */
export const run: Run = async (args, context) => {
  const { word, cluster, placement, gap } = await readAsked(args, context, "nodes profile");
  const pod = podCalled(word, placement, "nodes profile");
  const trace = await traceOf(args, context);
  const wanted = args.value("container");
  const containers = [...containersOf(pod.spec)]
    .map(({ container }) => container)
    .filter(({ name }) => wanted === undefined || name === wanted);
  refuseWrong(containers.length, wanted, trace);
  const proposals = containers.map((container) =>
    proposalFor(`${pod.namespace || "default"}-${pod.name}-${container.name}`, container, trace),
  );
  const ending = endingOf(gap, trace, proposals);
  context.statusSoFar(ending.status);
  writeAnswer(args, context.stdout, {
    json: () => {
      const head = documentHead({
        ...factsOf({ cluster, gap }),
        incomplete: ending.status === 3,
      });
      const list = proposals.map(({ ...proposal }): JsonObject => proposal);
      return `${stringifyJson({ ...head, pod: nameOfPod(pod), containers: list })}\n`;
    },
    text: () => proposals.map(textOf).join("\n"),
  });
  return ending;
};

/** All that was recorded, as one. */
async function traceOf(args: Arguments, { workingDirectory }: Context): Promise<Trace | undefined> {
  const texts: string[] = [];
  for (const file of args.values("trace")) {
    const bytes = await readFile(resolve(workingDirectory, file)).catch((error: unknown) => {
      throw new UsageError(`${file} cannot be read: ${errorWords(error)}.`);
    });
    const decoded = decodeText(bytes);
    if ("problem" in decoded) throw new UsageError(`${file} cannot be read: ${decoded.problem}`);
    texts.push(decoded.text);
  }
  if (texts.length === 0) return undefined;
  const trace = readTrace(texts.join("\n"));
  if (trace.lines > 0) return trace;
  throw new UsageError("Nothing in the trace is a call that strace, seccomp or AppArmor recorded.");
}

function refuseWrong(count: number, wanted: string | undefined, trace: Trace | undefined): void {
  if (count === 0) throw new UsageError(`The pod has no container ${wanted ?? ""}.`);
  if (count > 1 && trace) {
    throw new UsageError(
      "What was recorded is of one container, and the pod has several: say which with --container.",
    );
  }
}

interface Proposal {
  readonly [key: string]: JsonObject[string];
  readonly name: string;
  readonly seccomp: {
    readonly type: "RuntimeDefault" | "Localhost";
    readonly localhostProfile: string | null;
    readonly profile: JsonObject | null;
  };
  readonly appArmor: {
    readonly name: string;
    readonly profile: string;
    /** What apparmor_parser says of it; null where it is not installed. */
    readonly checked: { readonly accepted: boolean; readonly message: string } | null;
  };
  readonly remarks: readonly string[];
}

/** What is asked of a container here; the profiles look at the whole of it. */
interface Container {
  readonly name: string;
  readonly securityContext?: { readonly privileged?: boolean };
}

function proposalFor(title: string, container: Container, trace: Trace | undefined): Proposal {
  const name = title.replace(/[^A-Za-z0-9._-]/g, "-");
  const profile = appArmorProfile(`watertight-${name}`, { container, trace });
  return {
    name: container.name,
    seccomp: trace
      ? {
          type: "Localhost",
          localhostProfile: `watertight/${name}.json`,
          profile: seccompProfile(trace),
        }
      : { type: "RuntimeDefault", localhostProfile: null, profile: null },
    appArmor: { name: `watertight-${name}`, profile, checked: checked(profile) },
    remarks: remarksOn(container, trace),
  };
}

function remarksOn(container: Container, trace: Trace | undefined): readonly string[] {
  const isPrivileged = container.securityContext?.privileged === true;
  return [
    ...(isPrivileged
      ? ["The container is privileged: runtimes give such a container neither profile."]
      : []),
    ...(trace === undefined
      ? [
          "Without a recording only the runtime's own seccomp profile can be proposed, and every file of the image stays readable.",
        ]
      : []),
    ...(trace && !trace.showsFiles
      ? ["The recording names no files: the AppArmor profile is by the pod's spec alone."]
      : []),
  ];
}

/** Compiled, not loaded; 127 and the like is that there is no such program. */
function checked(profile: string): Proposal["appArmor"]["checked"] {
  const { status, stderr, error } = spawnSync("apparmor_parser", ["-Q", "-K"], {
    ...{ input: profile, encoding: "utf8", timeout: 30_000 },
  });
  if (error || status === null) return null;
  return { accepted: status === 0, message: stderr.trim().slice(0, 2000) };
}

function endingOf(
  gap: string | undefined,
  trace: Trace | undefined,
  proposals: readonly Proposal[],
): Ending {
  if (gap !== undefined) return endedIncomplete(gap);
  if (trace && trace.unread > 0) {
    return endedIncomplete(`${counted(trace.unread, "line")} of the recording are not understood.`);
  }
  const refused = proposals.find(({ appArmor: { checked } }) => checked?.accepted === false);
  return refused
    ? endedIncomplete(
        `apparmor_parser does not take ${refused.appArmor.name}: ${refused.appArmor.checked?.message ?? ""}`,
      )
    : CLEAN;
}

function textOf({ name, seccomp, appArmor, remarks }: Proposal): string {
  const calls = seccomp.profile
    ? [
        `Seccomp: /var/lib/kubelet/seccomp/${seccomp.localhostProfile ?? ""} on the nodes, and in the container's securityContext`,
        `  seccompProfile: {type: Localhost, localhostProfile: ${seccomp.localhostProfile ?? ""}}`,
        ...JSON.stringify(seccomp.profile, null, 2).split("\n"),
      ]
    : ["Seccomp: in the container's securityContext", "  seccompProfile: {type: RuntimeDefault}"];
  const files = [
    `AppArmor: loaded on the nodes by apparmor_parser -r, and in the container's securityContext`,
    `  appArmorProfile: {type: Localhost, localhostProfile: ${appArmor.name}}`,
    ...appArmor.profile.trimEnd().split("\n"),
  ];
  const lines = [`Container ${name}`, ...remarks, "", ...calls, "", ...files];
  return `${lines.map(sanitize).join("\n")}\n`;
}
