import { existsSync } from "node:fs";
import { join } from "node:path";
import { stringifyJson } from "@watertight/core/kubernetes";
import { openStore, STORE_FILE } from "@watertight/images/feeds";
import { HEAD_WITHOUT_INPUT } from "@watertight/reports/json";
import { sanitize } from "@watertight/reports/text";
import type { Arguments, Run } from "../../../command.ts";
import type { Context } from "../../../context.ts";
import { CLEAN, type Ending, ended } from "../../../ending.ts";
import { ageOf } from "../../images/advisories.ts";
import { storeFolder } from "../store-folder.ts";
import { storeLines } from "../text.ts";

/** `vulnerabilities status`. */
export const run: Run = (args, context) => Promise.resolve(describe(args, context));

function describe(args: Arguments, context: Context): Ending {
  const path = join(storeFolder(args.value("store"), context), STORE_FILE);
  if (!existsSync(path)) {
    return ended("There is no store yet: fetch one with watertight vulnerabilities update.");
  }
  const store = openStore(path);
  store.close();
  const { description } = store;
  const age = ageOf({ stores: [description] }, context.today());
  if (args.value("output") === "json") {
    const sources = description.sources.map((source) => ({ ...source }));
    const json = {
      ...HEAD_WITHOUT_INPUT,
      store: { ...description, sources, tooOld: age?.isOld ?? false },
    };
    context.stdout.write(`${stringifyJson(json)}\n`);
  } else {
    context.stdout.write(`${storeLines(description, context.today()).map(sanitize).join("\n")}\n`);
  }
  return age?.isOld === true ? ended(age.sentence) : CLEAN;
}
