import { builtInChecks } from "@watertight/core/checks";
import type { ConfiguredException } from "@watertight/core/findings";
import {
  createAliases,
  type TranslatedStatement,
  translatedStatementsOf,
} from "@watertight/core/scan";
import type { SnapshotObject } from "@watertight/core/snapshot";
import { sanitize } from "@watertight/reports/text";
import { stringify } from "yaml";
import type { Run } from "../../../command.ts";
import { CLEAN } from "../../../ending.ts";
import { translateIgnoreFiles } from "../../../foreign/ignore-files.ts";
import { readClusters } from "../../../reading.ts";

/** Prints `exceptions:` for the configuration, and in comments what could not be translated. */
export const run: Run = async (args, context) => {
  const catalogue = builtInChecks();
  const aliases = createAliases(catalogue);
  const files = await translateIgnoreFiles(context.workingDirectory, catalogue);
  const translated = [
    ...files.exceptions.map(({ exception }): Translated => ({ exception })),
    ...files.untranslated.map(({ id, location }) => untranslated("trivy", id, location)),
  ];
  if (args.operands.length > 0) {
    const { snapshot } = await readClusters(args, context);
    translated.push(
      ...snapshot.objects.flatMap((target) =>
        [...translatedStatementsOf(target, aliases)].flatMap((each) => translatedOf(target, each)),
      ),
    );
  }
  context.stdout.write(textOf(translated));
  return CLEAN;
};

/** An entry for the configuration, or a line on what has no counterpart. */
type Translated = { readonly exception: ConfiguredException } | { readonly remark: string };

function translatedOf(target: SnapshotObject, each: TranslatedStatement): Translated[] {
  const { statement, checks, location } = each;
  return [
    ...(checks.length === 0 ? [] : [{ exception: entryOf(target, each) }]),
    ...each.untranslated.map((id) => untranslated(statement.tool, id, location)),
  ];
}

function entryOf(
  { reference }: SnapshotObject,
  { statement, checks }: TranslatedStatement,
): ConfiguredException {
  const { kind, namespace, name } = reference;
  const { tool, container, reason, until } = statement;
  return {
    checks,
    kind,
    ...(namespace === undefined ? {} : { namespace }),
    ...(name === "" ? {} : { name }),
    ...(container === undefined ? {} : { container }),
    reason,
    // Nobody else is known to answer for it.
    owner: `imported from ${tool}`,
    ...(until === undefined ? {} : { until }),
  };
}

function untranslated(
  tool: string,
  id: string,
  { file, line }: { readonly file: string; readonly line: number },
): Translated {
  return { remark: sanitize(`${file}:${line}: no check corresponds to ${tool}'s ${id}.`) };
}

function textOf(translated: readonly Translated[]): string {
  const exceptions = translated.flatMap((each) => ("exception" in each ? [each.exception] : []));
  const remarks = translated.flatMap((each) => ("remark" in each ? [`# ${each.remark}\n`] : []));
  return remarks.join("") + stringify({ exceptions });
}
