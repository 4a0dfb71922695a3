import { accessMatrix, isPartOfKubernetes, type MatrixColumn } from "@watertight/core/access";
import { findResource } from "@watertight/core/kubernetes";
import type { Snapshot } from "@watertight/core/snapshot";
import { matrixCsv, matrixJson, matrixSvg, matrixTable } from "@watertight/reports/access";
import type { Run } from "../../../command.ts";
import { factsOf } from "../../../document-facts.ts";
import { CLEAN, endedIncomplete } from "../../../ending.ts";
import { resourcesOf } from "../question.ts";
import { readAccessOf } from "../reading.ts";
import { writeMatrixPage } from "./page.ts";

const FORMATS = { table: matrixTable, csv: matrixCsv, svg: matrixSvg, json: matrixJson } as const;

/** `access matrix`: who may do what, all at once. */
export const run: Run = async (args, context) => {
  const access = await readAccessOf(args.operands, args, context);
  const { snapshot, authorizer, gap } = access;
  const matrix = accessMatrix(authorizer, {
    namespaces: args.values("namespace"),
    resources: args.values("resource").map((text) => columnResource(text, snapshot)),
    verbs: args.values("verb"),
    isFolded: args.flag("show-system") ? () => false : isPartOfKubernetes,
  });
  const format = args.value("output");
  const facts = factsOf(access);
  if (format === "html") {
    writeMatrixPage(matrixJson(matrix, facts), { authorizer, facts }, context);
    return gap === undefined ? CLEAN : endedIncomplete(gap);
  }
  const name = format === "csv" || format === "svg" || format === "json" ? format : "table";
  context.stdout.write(FORMATS[name](matrix, facts));
  return gap === undefined ? CLEAN : endedIncomplete(gap);
};

/** `pods/exec` or `deploy` as rules name it; what no API has stays as it is. */
function columnResource(text: string, snapshot: Snapshot): Omit<MatrixColumn, "verb"> {
  const [word = "", ...below] = text.split("/");
  const known = findResource(word, resourcesOf(snapshot, undefined));
  const [plural = "", ...group] = word.split(".");
  const name = known?.name ?? plural;
  return { group: known?.group ?? group.join("."), resource: [name, ...below].join("/") };
}
