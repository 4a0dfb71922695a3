import { spawnSync } from "node:child_process";
import type { KubernetesObject } from "@watertight/core/kubernetes";
import { buildGoProgram, GO } from "../conformance/go-program.ts";
import { seeded } from "../packages/core/testing/seeded.ts";
import { ACCESS_SEED, accessCluster, accessQuestions } from "./access-cluster.ts";
import { type Outcome, ratioFigure } from "./figure.ts";

/** Seconds, and megabytes of the process. */
interface Measured {
  readonly index: number;
  readonly canI: number;
  readonly questions: number;
  readonly allowed: number;
  readonly whoCan: number;
  readonly megabytes: number;
}

const MEMORY_BAR = 400;
/** How many questions upstream is asked. */
const UPSTREAM_QUESTIONS = 20_000;

/** The access engine on 20,000 bindings against its limits, and against Kubernetes' own authorizer where Go is present. */
export function measureAccess(): readonly Outcome[] {
  const ours = measureOurs();
  const { index, canI, whoCan, megabytes: value } = ours;
  const memory = { value, reference: MEMORY_BAR, ratio: value / MEMORY_BAR, bar: MEMORY_BAR };
  return [
    ratioFigure("access index of 20,000 bindings / limit", index, 0.3, 1),
    ratioFigure("access can-i, 500,000 questions / limit", canI, 1, 1),
    ratioFigure("access who-can of one right / limit", whoCan, 0.005, 1),
    { name: "access, memory", unit: "MB", ...memory, holds: value <= MEMORY_BAR },
    ...againstUpstream(ours),
  ];
}

function measureOurs(): Measured {
  const args = ["--import", "tsx", "bench/access-process.ts"];
  const { stdout, status } = spawnSync(process.execPath, args, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status !== 0) throw new Error("bench/access-process.ts failed.");
  return JSON.parse(stdout) as Measured;
}

function againstUpstream({ canI, questions }: Measured): readonly Outcome[] {
  if (!GO.isHere)
    return [
      { leftOut: `Kubernetes' own authorizer is not built: there is no ${GO.name} (${GO.hint}).` },
    ];
  const program = buildGoProgram("access");
  try {
    const random = seeded(ACCESS_SEED);
    const objects = accessCluster(random);
    const ofKind = (kind: string): readonly KubernetesObject[] =>
      objects.filter((object) => object.kind === kind);
    const cluster = {
      roles: ofKind("Role"),
      clusterRoles: ofKind("ClusterRole"),
      roleBindings: ofKind("RoleBinding"),
      clusterRoleBindings: ofKind("ClusterRoleBinding"),
    };
    const bench = accessQuestions(UPSTREAM_QUESTIONS, random);
    const [line = "{}"] = program.ask([JSON.stringify({ cluster }), JSON.stringify({ bench })]);
    const { nanoseconds } = JSON.parse(line) as { readonly nanoseconds: number };
    const value = (canI / questions) * UPSTREAM_QUESTIONS;
    const name = `access can-i, ${UPSTREAM_QUESTIONS.toLocaleString("en")} questions / Kubernetes' own`;
    return [ratioFigure(name, value, nanoseconds / 1e9, 1)];
  } finally {
    program.remove();
  }
}
