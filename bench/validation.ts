import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { type Figure, ratioFigure } from "./figure.ts";

const CORPUS = "../shared/corpus";
/** A validation walks the object once more than a reader, and makes none: a fifth of reading it from YAML. */
const YAML_BAR = 0.33;
/** V8's own parser of JSON is written in C++ and does nothing else: a guard against what is slow for no reason. */
const JSON_BAR = 8;

interface Measured {
  readonly validated: number;
  readonly json: number;
  readonly yaml: number;
  readonly errors: number;
}

/** The API's validation of the objects of the corpus, against reading the same objects. */
export function measureValidation(): readonly Figure[] {
  if (!existsSync(CORPUS)) {
    console.error(`${CORPUS} is not here: the validation of objects is not measured.`);
    return [];
  }
  const args = ["--import", "tsx", "bench/validation-process.ts", CORPUS];
  const { stdout, status } = spawnSync(process.execPath, args, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status !== 0) throw new Error("bench/validation-process.ts failed.");
  const measured = JSON.parse(stdout) as Measured;
  if (measured.errors === 0) throw new Error("Nothing of the corpus is refused.");
  return [
    ratioFigure("API validation / js-yaml alone", measured.validated, measured.yaml, YAML_BAR),
    ratioFigure("API validation / JSON.parse", measured.validated, measured.json, JSON_BAR),
  ];
}
