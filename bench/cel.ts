import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { buildGoProgram, GO } from "../conformance/go-program.ts";
import { type Figure, type Outcome, ratioFigure } from "./figure.ts";

/*
 * Evaluation of rules with their cost, beside the fastest engine of npm, which counts none, and cel-go as the API server runs it.
 */

const POD = {
  metadata: { name: "web", namespace: "shop", labels: { app: "web" } },
  spec: {
    hostNetwork: false,
    containers: ["app", "log", "proxy"].map((name) => ({
      name,
      image: `registry.example/${name}:1.0`,
      securityContext: { allowPrivilegeEscalation: false, runAsNonRoot: true },
    })),
  },
};

/** What one evaluation may take, in microseconds. */
const RULES = [
  {
    name: "simple rule",
    limit: 1,
    expression: "has(object.spec.hostNetwork) && object.spec.hostNetwork == false",
  },
  {
    name: "all over three containers",
    limit: 3,
    expression:
      "object.spec.containers.all(c, c.securityContext.allowPrivilegeEscalation == false)",
  },
  {
    name: "all with a text",
    limit: 3,
    expression: "object.spec.containers.all(c, c.image.startsWith('registry.example/'))",
  },
] as const;

const COMPILE_LIMIT = 50;
const REPEAT = 20_000;

interface Measured {
  readonly name: string;
  readonly evaluate: number;
  readonly compile: number;
  readonly peer: number;
}

export function measureCel(): readonly Outcome[] {
  const measured = ours();
  const go = goMicroseconds();
  const outcomes: Outcome[] = RULES.flatMap(({ name, limit }, at): Figure[] => {
    const found = measured[at];
    if (found === undefined) return [];
    const theirs = go[at];
    return [
      figure(`CEL ${name} / ${limit} µs`, found.evaluate, limit, 1),
      figure(`CEL ${name} / @marcbachmann/cel-js`, found.evaluate, found.peer, 1),
      ...(theirs === undefined ? [] : [figure(`CEL ${name} / cel-go`, found.evaluate, theirs, 1)]),
      figure(
        `CEL ${name}, parsed and checked / ${COMPILE_LIMIT} µs`,
        found.compile,
        COMPILE_LIMIT,
        1,
      ),
    ];
  });
  return GO.isHere
    ? outcomes
    : [...outcomes, { leftOut: "Go is not here: cel-go is not measured." }];
}

function figure(name: string, value: number, reference: number, bar: number): Figure {
  return ratioFigure(name, value / 1e6, reference / 1e6, bar);
}

function ours(): readonly Measured[] {
  const asked = JSON.stringify({ object: POD, rules: RULES });
  const args = [
    "--conditions=source",
    "--import",
    "tsx",
    resolve(import.meta.dirname, "cel-process.ts"),
    asked,
  ];
  const { stdout, status } = spawnSync(process.execPath, args, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status !== 0) throw new Error("bench/cel-process.ts failed.");
  return JSON.parse(stdout) as readonly Measured[];
}

function goMicroseconds(): readonly number[] {
  if (!GO.isHere) return [];
  const program = buildGoProgram("cel");
  const bindings = { object: POD };
  const lines = RULES.map(({ expression }, id) =>
    JSON.stringify({ id, version: "1.36", expression, bindings, repeat: REPEAT }),
  );
  const answers = program.ask(lines).map((line) => JSON.parse(line) as { readonly nanos: number });
  program.remove();
  return answers.map(({ nanos }) => nanos / 1000);
}
