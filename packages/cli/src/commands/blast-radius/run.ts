import {
  blastRadius,
  createAttackGraph,
  type Fallen,
  stopsOf,
  textOfVertex,
} from "@watertight/core/attack-paths";
import { stringifyJson } from "@watertight/core/kubernetes";
import { tenantsOf } from "@watertight/core/tenancy";
import {
  attackAssumptions,
  radiusMermaid,
  radiusSvg,
  vertexJson,
} from "@watertight/reports/attack-paths";
import { documentHead } from "@watertight/reports/json";
import { counted, sanitize } from "@watertight/reports/text";
import type { Run } from "../../command.ts";
import { factsOf } from "../../document-facts.ts";
import { CLEAN, endedIncomplete } from "../../ending.ts";
import { configurationFor, readCluster } from "../../reading.ts";
import { tenantSettings } from "../../tenants.ts";
import { writeAnswer } from "../../terminal/wrap.ts";
import { UsageError } from "../../usage-error.ts";
import { demandEnds, vertexIn } from "../paths/ends.ts";

const VERB = "blast-radius";

/** `blast-radius`: by hop and by tenant, with what stops it where. */
export const run: Run = async (args, context) => {
  const [word = "", ...operands] = args.operands;
  const start = vertexIn(word, VERB);
  const paths = [...operands, ...args.values("filename")];
  if (paths.length === 0)
    throw new UsageError("Give the paths of manifests after it.", { verb: VERB });
  const configuration = await configurationFor(args, context);
  const read = await readCluster(args, context, { configuration, paths });
  const { cluster, gap } = read;
  const settings = { assumeBreach: args.flag("assume-breach") };
  const graph = createAttackGraph(cluster, settings, { from: [start] });
  demandEnds(graph, { from: [start] }, VERB);
  const fallen = blastRadius(graph, graph.find(start));
  const tenants = tenantsOf(cluster.snapshot, tenantSettings(args, configuration));
  const stops = stopsOf(cluster, fallen, start);
  const ending = gap === undefined ? CLEAN : endedIncomplete(gap);
  context.statusSoFar(ending.status);
  const output = args.value("output");
  if (output === "svg" || output === "mermaid") {
    context.stdout.write(output === "svg" ? radiusSvg(word, fallen) : radiusMermaid(fallen));
    return ending;
  }
  const byTenant = tenants.map(({ name, namespaces }) => {
    const own = fallen.filter(({ vertex }) => namespaces.includes(vertex.namespace));
    return {
      name,
      sure: own.filter(({ certainty }) => certainty === "yes").length,
      all: own.length,
    };
  });
  writeAnswer(args, context.stdout, {
    json: () =>
      `${stringifyJson({
        ...documentHead(factsOf(read, attackAssumptions(cluster, settings))),
        from: vertexJson(start),
        reached: fallen.map((each) => ({
          vertex: vertexJson(each.vertex),
          hops: each.hops,
          via: each.via ? { edge: each.via.edge ?? "", from: vertexJson(each.via.from) } : null,
          certainty: each.certainty,
          ...(each.reason !== undefined && { reason: each.reason }),
        })),
        tenants: byTenant.map(({ name, sure, all }) => ({ name, reached: all, certain: sure })),
        stops: stops.map(({ vertex, because }) => ({ vertex: vertexJson(vertex), because })),
      })}\n`,
    text: () => {
      const sure = fallen.filter(({ certainty }) => certainty === "yes");
      const lines = [
        `With ${word} ${counted(sure.length, "thing")} surely ${sure.length === 1 ? "falls" : "fall"}, and ${fallen.length - sure.length} may.`,
        ...worstOf(fallen),
        ...fallen.slice(0, SHOWN).map(fallenLine),
        ...(fallen.length > SHOWN
          ? [`  and ${fallen.length - SHOWN} more; -o json has all of them`]
          : []),
        ...byTenant.map(
          ({ name, sure: own, all }) => `tenant ${name}: ${own} surely, ${all - own} may`,
        ),
        ...stops.map(({ vertex, because }) => `stops before ${textOfVertex(vertex)}: ${because}`),
      ];
      return lines.map((line) => `${sanitize(line)}\n`).join("");
    },
  });
  return ending;
};

/** Lines that a person reads. */
const SHOWN = 40;

/** Whether the whole cluster falls, before anything else. */
function worstOf(fallen: readonly Fallen[]): readonly string[] {
  const admin = fallen.find(({ vertex }) => vertex.kind === "cluster-admin");
  if (!admin) return [];
  const verb = admin.certainty === "yes" ? "falls" : "may fall";
  return [`The whole cluster ${verb} with it, in ${counted(admin.hops, "step")}.`];
}

function fallenLine({ certainty, hops, vertex, via, reason }: Fallen): string {
  const how = via ? `  by ${via.edge ?? "being it"} from ${textOfVertex(via.from)}` : "";
  const doubt = certainty === "yes" ? "" : `  (${reason ?? "an earlier step is not sure"})`;
  return `  ${certainty === "yes" ? "yes" : "may"}  ${hops}  ${textOfVertex(vertex)}${how}${doubt}`;
}
