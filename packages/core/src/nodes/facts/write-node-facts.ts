import type { JsonObject, JsonValue } from "../../kubernetes/json.ts";
import { type FileFact, NODE_FACTS_VERSION, type NodeFacts, type UserFact } from "./node-facts.ts";

/** Node facts as `schemas/node-facts.schema.json` has them; reading them gives the same facts. */
export function documentOfNodeFacts(facts: NodeFacts): JsonObject {
  const { sources, system, files, users, sudo, security, ...rest } = facts;
  return withoutAbsent({
    schemaVersion: NODE_FACTS_VERSION,
    kind: "NodeFacts",
    ...rest,
    sources: sources.map(withoutAbsent),
    system: withoutEmpty(system),
    files: files.map(documentOfFile),
    users: users?.map(documentOfUser),
    sudo,
    modules: rest.modules && withoutAbsent(rest.modules),
    services: rest.services?.map(withoutAbsent),
    security: withoutEmpty(withoutAbsent(security)),
  });
}

function documentOfFile({ mode, listed, ...file }: FileFact): JsonObject {
  return withoutEmpty(
    withoutAbsent({
      ...file,
      mode: mode === undefined ? undefined : mode.toString(8).padStart(4, "0"),
      listed: listed ? true : undefined,
    }),
  );
}

function documentOfUser({ password, ...user }: UserFact): JsonObject {
  return { ...user, ...(password !== "unknown" && { password }) };
}

/** Members that nobody looked at are left out. */
function withoutAbsent(value: object): JsonObject {
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  // The members are facts, which hold nothing but what JSON has.
  return Object.fromEntries(members) as Readonly<Record<string, JsonValue>>;
}

/** Texts that say nothing are left out. */
function withoutEmpty(value: object): JsonObject {
  const members = Object.entries(value).filter(([, member]) => member !== "");
  return Object.fromEntries(members) as Readonly<Record<string, JsonValue>>;
}
