import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { type JsonObject, stringifyJson } from "@watertight/core/kubernetes";
import { type NeededProfile, neededProfiles } from "@watertight/core/node-access";
import { factsOfNode, type NodeFacts } from "@watertight/core/nodes";
import { documentHead, proofJson } from "@watertight/reports/json";
import { counted, sanitize } from "@watertight/reports/text";
import type { Arguments, Run } from "../../../command.ts";
import type { Context } from "../../../context.ts";
import { factsOf } from "../../../document-facts.ts";
import { CLEAN, type Ending, ended, endedIncomplete } from "../../../ending.ts";
import { withKeptFacts } from "../../../node-facts/known-nodes.ts";
import { readFacts } from "../../../node-facts/read-facts.ts";
import { readCluster } from "../../../reading.ts";
import { writeAnswer } from "../../../terminal/wrap.ts";
import { UsageError } from "../../../usage-error.ts";

/** `nodes profiles`. */
export const run: Run = async (args, context) => {
  const { nodes, paths, problems } = await readFacts(args.operands, args.value("node"), context);
  const read = await readCluster(args, context, { paths });
  const { snapshot } = read.cluster;
  const known = withKeptFacts(nodes, snapshot);
  const profiles = neededProfiles(snapshot, withPolicy(known, args, context));
  const ending = endingOf(profiles, read.gap ?? problems[0]?.reason);
  context.statusSoFar(ending.status);
  writeAnswer(args, context.stdout, {
    json: () => {
      const head = documentHead({ ...factsOf(read), incomplete: ending.status === 3 });
      const list = profiles.map(
        ({ proof, ...profile }): JsonObject => ({ ...profile, proof: proofJson(proof, snapshot) }),
      );
      return `${stringifyJson({ ...head, profiles: list })}\n`;
    },
    text: () => textOf(profiles),
  });
  return ending;
};

/** The nodes with the types of a policy, where they do not say theirs; the policy alone where no node is known. */
function withPolicy(
  nodes: readonly NodeFacts[],
  args: Arguments,
  { workingDirectory }: Context,
): readonly NodeFacts[] {
  const file = args.value("selinux-policy");
  if (file === undefined) return nodes;
  const types = typesIn(resolve(workingDirectory, file), file);
  const of = (facts: NodeFacts): NodeFacts => ({
    ...facts,
    security: { ...facts.security, selinuxTypes: facts.security.selinuxTypes ?? types },
  });
  return nodes.length > 0 ? nodes.map(of) : [of(factsOfNode(file))];
}

function typesIn(path: string, shown: string): readonly string[] {
  const { status, stdout, stderr, error } = spawnSync("seinfo", ["--flat", path, "-t"], {
    ...{ encoding: "utf8", timeout: 60_000, maxBuffer: 64 * 1024 * 1024 },
  });
  if (error) throw new UsageError("--selinux-policy needs seinfo, which is in setools.");
  if (status === 0)
    return stdout
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== "");
  throw new UsageError(`seinfo cannot read ${shown}: ${stderr.trim().split("\n").at(-1) ?? ""}`);
}

function endingOf(profiles: readonly NeededProfile[], gap: string | undefined): Ending {
  if (gap !== undefined) return endedIncomplete(gap);
  const missing = profiles.filter(({ there }) => there === "no").length;
  if (missing > 0) return ended(`Nodes lack ${counted(missing, "profile")} that pods name.`);
  const unknown = profiles.filter(({ there }) => there === "unknown").length;
  return unknown === 0
    ? CLEAN
    : endedIncomplete(`Whether nodes have ${counted(unknown, "profile")} is not known.`);
}

const WORDS = { no: "missing", unknown: "not known", yes: "there" } as const;

const ORDER = { no: 0, unknown: 1, yes: 2 } as const;

function textOf(profiles: readonly NeededProfile[]): string {
  if (profiles.length === 0) return "No pod names a profile of its own.\n";
  const sorted = [...profiles].sort((a, b) => ORDER[a.there] - ORDER[b.there]);
  const lines = sorted.flatMap(({ kind, name, there, missingOn, unknownOn, proof }) => {
    const on = there === "no" ? missingOn : unknownOn;
    return [
      `${WORDS[there]}: ${kind} ${name}${on.length > 0 ? ` on ${on.join(", ")}` : ""}`,
      ...proof.map(
        ({ object }) =>
          `  ${object.kind} ${object.namespace ? `${object.namespace}/` : ""}${object.name}`,
      ),
    ];
  });
  return `${lines.map(sanitize).join("\n")}\n`;
}
