import { type AttackGraph, type AttackSettings, textOfVertex } from "@watertight/core/attack-paths";
import type { Configuration } from "@watertight/core/configuration";
import type { Arguments } from "../../command.ts";
import { vertexIn } from "./ends.ts";

/** What the command line and the configuration say about attacks. */
export function attackSettingsOf(
  args: Arguments,
  { attackPaths, tenancy }: Configuration,
  verb: string,
): AttackSettings {
  const { label, tenants } = tenancy;
  return {
    assumeBreach: args.flag("assume-breach"),
    entries: attackPaths.entries.map((text) => vertexIn(text, verb)),
    goals: attackPaths.goals.map((text) => vertexIn(text, verb)),
    tenancy: { ...(label !== undefined && { label }), named: new Map(Object.entries(tenants)) },
  };
}

/** Remarks on what the configuration names and the input does not show. */
export function remarksOn(
  graph: AttackGraph,
  { entries = [], goals = [] }: AttackSettings,
): readonly string[] {
  return [...entries, ...goals].flatMap((vertex) =>
    graph.find(vertex).length > 0
      ? []
      : [`attackPaths of the configuration: the input does not show ${textOfVertex(vertex)}.\n`],
  );
}
