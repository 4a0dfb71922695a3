/** npm run bench [NAME…] [-- --json]: every figure beside what it is held against, measured in the same run. */
import { existsSync } from "node:fs";
import { measureAccess } from "./access.ts";
import { measureAdmission } from "./admission.ts";
import { measureAudit } from "./audit.ts";
import { measureCel } from "./cel.ts";
import { measureEscalation } from "./escalation.ts";
import { measureEvaluation } from "./evaluation.ts";
import { type Outcome, printFigures } from "./figure.ts";
import { measureImages } from "./images.ts";
import { measureImagesRisk } from "./images-risk.ts";
import { measureLarge } from "./large.ts";
import { measureNetwork } from "./network.ts";
import { measurePage } from "./page.ts";
import { measurePaths } from "./paths.ts";
import { measurePrivilege } from "./privilege.ts";
import { measureScan } from "./scan.ts";
import { measureServe } from "./serve.ts";
import { measureStartUp } from "./start-up.ts";
import { measureTenancy } from "./tenancy.ts";
import { measureUpgrade } from "./upgrade.ts";
import { measureValidation } from "./validation.ts";
import { measureVulnerabilities } from "./vulnerabilities.ts";
import { measureWatch } from "./watch.ts";

const benchmarks: Readonly<Record<string, () => readonly Outcome[] | Promise<readonly Outcome[]>>> =
  {
    "start-up": measureStartUp,
    scan: measureScan,
    large: measureLarge,
    evaluation: measureEvaluation,
    access: measureAccess,
    audit: measureAudit,
    network: measureNetwork,
    privilege: measurePrivilege,
    escalation: measureEscalation,
    validation: measureValidation,
    vulnerabilities: measureVulnerabilities,
    cel: measureCel,
    tenancy: measureTenancy,
    paths: measurePaths,
    upgrade: measureUpgrade,
    page: measurePage,
    images: measureImages,
    "images-risk": measureImagesRisk,
    watch: measureWatch,
    admission: measureAdmission,
    serve: measureServe,
  };
const json = process.argv.includes("--json");
const names = process.argv.slice(2).filter((argument) => !argument.startsWith("-"));
const unknown = names.filter((name) => !(name in benchmarks));
if (
  unknown.length > 0 ||
  !existsSync(new URL("../packages/cli/dist/bundle/main.js", import.meta.url))
) {
  console.error(
    unknown.length > 0
      ? `There is no benchmark ${unknown.join(", ")}; there are ${Object.keys(benchmarks).join(", ")}.`
      : "The command is not built; run `npm run build` first.",
  );
  process.exitCode = 2;
} else {
  const leftOut: string[] = [];
  for (const [name, measure] of Object.entries(benchmarks)) {
    if (names.length > 0 && !names.includes(name)) continue;
    const outcomes = await measure();
    const figures = outcomes.flatMap((each) => ("leftOut" in each ? [] : [each]));
    leftOut.push(...outcomes.flatMap((each) => ("leftOut" in each ? [each.leftOut] : [])));
    printFigures(figures, json);
    if (figures.some(({ holds }) => !holds)) process.exitCode = 1;
  }
  for (const sentence of leftOut) console.error(sentence);
}
