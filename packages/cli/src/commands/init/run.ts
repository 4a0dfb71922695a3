import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { createClusters } from "@watertight/core/cluster";
import { configurationOf } from "@watertight/core/configuration";
import { NEWEST_VERSION } from "@watertight/core/kubernetes";
import type { Snapshot } from "@watertight/core/snapshot";
import { readManifests } from "@watertight/manifests";
import { sanitize } from "@watertight/reports/text";
import type { Run } from "../../command.ts";
import { CONFIGURATION_NAMES } from "../../configuration/find.ts";
import type { Context } from "../../context.ts";
import { CLEAN } from "../../ending.ts";
import { writeText } from "../../files.ts";
import { ownFiles } from "../../own-files.ts";
import { UsageError } from "../../usage-error.ts";
import { type CiFile, ciFile } from "./ci-text.ts";
import { configurationText } from "./configuration-text.ts";
import { sightsOf } from "./sights.ts";

type NewFile = Pick<CiFile, "file" | "text"> & Partial<Pick<CiFile, "next">>;

/** `init`: a configuration from what the objects show, and what runs a scan in CI. */
export const run: Run = async (args, context) => {
  const paths = args.operands.length > 0 ? args.operands : ["."];
  const there = (file: string): boolean => existsSync(resolve(context.workingDirectory, file));
  const [usual] = CONFIGURATION_NAMES;
  const configuration = CONFIGURATION_NAMES.find(there) ?? usual;
  const ci = ciFilesOf(args.value("ci"), paths, context);
  refuseMissing(paths, there);
  if (!args.flag("print") && !args.flag("force")) {
    refuseExisting([configuration, ...ci.map(({ file }) => file)].filter(there));
  }
  const snapshot = await readAsIs(paths, context);
  const { widest } = createClusters(snapshot);
  const text = configurationText(sightsOf(snapshot, widest.length === 1 ? widest[0] : undefined));
  const files: readonly NewFile[] = [{ file: configuration, text }, ...ci];
  if (args.flag("print")) {
    context.stdout.write(files.map(({ file, text: each }) => `# ${file}\n${each}`).join("\n"));
    return CLEAN;
  }
  for (const { file, text: each } of files) await writeText(file, each, "The file", context);
  if (!args.flag("quiet")) context.stdout.write(told(files, paths));
  return CLEAN;
};

function ciFilesOf(
  system: string | undefined,
  paths: readonly string[],
  { version }: Context,
): readonly CiFile[] {
  const isKnown = system === "github" || system === "gitlab";
  return isKnown ? [ciFile(system, { paths, version })] : [];
}

/** What was written and what to do next. */
function told(files: readonly NewFile[], paths: readonly string[]): string {
  const lines = files.flatMap(({ file, next }) => [`${file}: written`, next ?? []].flat());
  return `${[...lines, `Next: watertight scan ${sanitize(paths.join(" "))}`].join("\n")}\n`;
}

/** A name that was misspelt shows nothing; patterns and standard input are read as they are. */
function refuseMissing(paths: readonly string[], there: (file: string) => boolean): void {
  const missing = paths.find((path) => path !== "-" && !/[*?[{]/.test(path) && !there(path));
  if (missing === undefined) return;
  throw new UsageError(`There is no file or folder ${missing}.`, { verb: "init" });
}

/** Nothing is written where one of the files is there already. */
function refuseExisting([first]: readonly string[]): void {
  if (first === undefined) return;
  throw new UsageError(
    `${first} is there already; --force writes over it, --print shows what would be written.`,
    { verb: "init" },
  );
}

/** The objects as the files have them: nothing is started to render them, for nobody has asked to. */
function readAsIs(paths: readonly string[], context: Context): Promise<Snapshot> {
  const { workingDirectory, environment, stdin } = context;
  const none = configurationOf({}, { file: undefined, directory: workingDirectory });
  return readManifests({
    ...{ paths, stdin, workingDirectory, environment, exclude: [], helmValues: [], helmSet: [] },
    isOwn: ownFiles(context, none),
    charts: "report",
    kustomizations: "plain",
    kubernetesVersion: NEWEST_VERSION,
    assumptions: {
      kubernetesVersion: { value: NEWEST_VERSION, known: "defaulted" },
      wholeCluster: { value: false, known: "defaulted" },
    },
  });
}
