import { expect, it } from "vitest";
import { SCHEMA_CASES } from "../../testing/schema-cases.ts";
import type { Command } from "../command.ts";
import { COMMANDS } from "../registry.ts";

/** Held to theirs in commands/versions/versions.test.ts. */
const OF_VERSIONS = ["affected", "cves", "deprecated", "drift", "skew", "support"].map(
  (verb) => `versions ${verb}`,
);
/** Held to theirs in commands/policy/policy.test.ts. */
const OF_POLICIES = ["policy evaluate", "policy lint", "policy test", "policy migrate"];
/** `images verify` is held to its own in commands/images/verify/verify.test.ts. */
const OF_IMAGES = ["images scan", "images packages", "images verify", "vulnerabilities status"];
/** They read a policy, and have tests of their own beside them. */
const OF_AUDIT_POLICIES = ["explain", "lint", "estimate", "diff"].map(
  (name) => `audit policy ${name}`,
);
const WITHOUT_INPUT = ["checks", "doctor", "version", "cel eval"];

it("every verb with -o json is held to a schema here", () => {
  // `rbac-needed` and `install` print objects of Kubernetes, which have the API's own.
  // The nodes of the shop have no facts, `verify` needs a statement, `audit detect` and `audit incidents` a log and `upgrade` a target: they have tests of their own.
  const nodes = ["evaluate", "access", "profiles", "profile", "baseline check"].map(
    (name) => `nodes ${name}`,
  );
  const others = [
    ...OF_IMAGES,
    ...OF_POLICIES,
    ...OF_VERSIONS,
    ...OF_AUDIT_POLICIES,
    ...WITHOUT_INPUT,
    ...nodes,
    "node malware",
    "rbac-needed",
    "install",
    "verify",
    "audit detect",
    "audit incidents",
    "evidence list",
    "evidence verify",
    "upgrade plan",
    "upgrade verify",
  ];
  const held = [...SCHEMA_CASES.map(([line]) => line), ...others];
  const untold = jsonVerbsOf(COMMANDS).filter(
    (verb) => !held.some((line) => line === verb || line.startsWith(`${verb} `)),
  );
  expect(untold).toEqual([]);
});

function jsonVerbsOf(commands: readonly Command[], parent = ""): string[] {
  return commands.flatMap(({ name, options, subcommands = [] }) => {
    const output = options.find((option) => option.name === "output");
    const own = output?.choices?.includes("json") === true ? [`${parent}${name}`] : [];
    return [...own, ...jsonVerbsOf(subcommands, `${parent}${name} `)];
  });
}
