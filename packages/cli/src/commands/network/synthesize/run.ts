import { join } from "node:path";
import { accountRightsIn } from "@watertight/core/cluster";
import { type KubernetesObject, namespaceOf, referenceOf } from "@watertight/core/kubernetes";
import {
  observedNeeds,
  parseCidr,
  SYNTHESIZED_KINDS,
  type Synthesis,
  type SynthesizedKind,
  synthesize,
} from "@watertight/core/network";
import { counted, yamlOf } from "@watertight/reports/text";
import { linesOf } from "../../../batch.ts";
import type { Arguments, Run } from "../../../command.ts";
import type { Context } from "../../../context.ts";
import { factsOf } from "../../../document-facts.ts";
import { CLEAN, endedIncomplete } from "../../../ending.ts";
import { writeText } from "../../../files.ts";
import { UsageError } from "../../../usage-error.ts";
import { readNetwork } from "../settings.ts";
import { synthesisJson } from "./json.ts";
import { synthesisText } from "./text.ts";

/** `network synthesize`: the policies on standard output or in a folder, what the engine says of them on standard error. */
export const run: Run = async (args, context) => {
  const settings = settingsOf(args);
  const network = await readNetwork(args, context);
  const { cluster, analysis, gap } = network;
  const files = [];
  for (const name of args.values("flows")) files.push({ name, text: await textOf(name, context) });
  const observed = observedNeeds(files, analysis, {
    hosts: settings.kind === "CiliumNetworkPolicy",
  });
  const synthesis = synthesize(analysis, {
    ...settings,
    observed,
    accountRights: accountRightsIn(cluster),
  });
  const missing = gap ?? unproven(synthesis, observed.badLines.length);
  const ending = missing === undefined ? CLEAN : endedIncomplete(missing);
  context.statusSoFar(ending.status);
  const folder = args.value("output-dir");
  if (folder !== undefined) await writeTo(folder, synthesis, context);
  if (args.value("output") === "json")
    context.stdout.write(synthesisJson(synthesis, observed, factsOf(network)));
  else if (folder === undefined) context.stdout.write(documentsOf(synthesis.policies));
  if (!args.flag("quiet") || !synthesis.proven)
    context.stderr.write(synthesisText(synthesis, observed, args.values("flows").length > 0));
  return ending;
};

/** Why the policies are not proven to let pass what is needed, in a sentence; undefined where they are. */
function unproven({ proven }: Synthesis, badLines: number): string | undefined {
  if (!proven) return "A connection that is needed does not surely pass.";
  return badLines === 0
    ? undefined
    : `${counted(badLines, "line")} of the flows could not be read.`;
}

interface Settings {
  readonly kind: SynthesizedKind;
  readonly replace: boolean;
  readonly declared: boolean;
  readonly namespaces: readonly string[];
  readonly apiServer: readonly string[];
  readonly apiClients: readonly string[];
  readonly ingressController?: string;
}

function settingsOf(args: Arguments): Settings {
  const wanted = args.value("kind") ?? "NetworkPolicy";
  const controller = args.value("ingress-controller");
  if (args.flag("flows-only") && args.values("flows").length === 0)
    throw new UsageError("--flows-only needs --flows FILE.", { verb: "network synthesize" });
  return {
    kind: SYNTHESIZED_KINDS.find((kind) => kind === wanted) ?? "NetworkPolicy",
    replace: args.flag("replace"),
    declared: !args.flag("flows-only"),
    namespaces: args.values("namespace"),
    apiServer: args.values("api-server").map((text) => {
      const cidr = text.includes("/") ? text : `${text}/${text.includes(":") ? 128 : 32}`;
      if (parseCidr(cidr)) return cidr;
      throw new UsageError(`"${text}" is no address; write one as 10.0.0.1 or 10.0.0.0/28.`);
    }),
    apiClients: args.values("api-client").map((text) => {
      if (text === "all" || /^[^/]+\/[^/]+$/.test(text)) return text;
      throw new UsageError(`"${text}" is no workload; write one as shop/web, or all.`);
    }),
    ...(controller !== undefined && { ingressController: controller }),
  };
}

async function textOf(file: string, context: Context): Promise<string> {
  const lines: string[] = [];
  for await (const line of linesOf(file, context, "flows")) lines.push(line);
  return lines.join("\n");
}

function documentsOf(policies: readonly KubernetesObject[]): string {
  return policies.map((policy) => yamlOf(policy)).join("---\n");
}

// One file a namespace. A name of the input is not trusted to be that of a file.
async function writeTo(folder: string, { policies }: Synthesis, context: Context): Promise<void> {
  const byFile = new Map<string, KubernetesObject[]>();
  for (const policy of policies) {
    const namespace = namespaceOf(referenceOf(policy)).replace(/[^A-Za-z0-9-]/g, "-");
    const file = `${namespace}.network-policies.yaml`;
    byFile.set(file, [...(byFile.get(file) ?? []), policy]);
  }
  for (const [file, list] of byFile) {
    await writeText(join(folder, file), documentsOf(list), "The file", context);
  }
}
