import {
  type AttackEnds,
  type AttackGraph,
  type AttackVertex,
  parseVertex,
} from "@watertight/core/attack-paths";
import type { Arguments } from "../../command.ts";
import { UsageError } from "../../usage-error.ts";

const FORMS =
  "internet, cluster-admin, pod/NS/NAME, deployment/NS/NAME, container/NS/POD/NAME, serviceaccount/NS/NAME, user/NAME, group/NAME, node/NAME, namespace/NAME, secret/NS/NAME or image/REFERENCE";

/** What `--from` and `--to` name. */
export function endsIn(args: Arguments, verb: string): AttackEnds {
  const from = args.values("from").map((text) => vertexIn(text, verb));
  const to = args.values("to").map((text) => vertexIn(text, verb));
  return { ...(from.length > 0 && { from }), ...(to.length > 0 && { to }) };
}

/** Whom or what a text names; a `UsageError` where it is no entity. */
export function vertexIn(text: string, verb: string): AttackVertex {
  const vertex = parseVertex(text);
  if (vertex) return vertex;
  throw new UsageError(`"${text}" names nothing that can fall; it takes ${FORMS}.`, { verb });
}

/** Throws where the input does not show one of the ends that were asked for. */
export function demandEnds(graph: AttackGraph, ends: AttackEnds, verb: string): void {
  for (const vertex of [...(ends.from ?? []), ...(ends.to ?? [])]) {
    if (vertex.kind === "Internet" || graph.find(vertex).length > 0) continue;
    const place = vertex.namespace === "" ? "" : `${vertex.namespace}/`;
    throw new UsageError(
      `The input shows no ${vertex.kind} ${place}${vertex.name}, nor anybody who could be it.`,
      { verb },
    );
  }
}
