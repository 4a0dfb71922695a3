import { builtInChecks, formerIdsOf } from "@watertight/core/checks";
import { type Formats, type Mistake, validate } from "@watertight/core/configuration";
import { asJson, isJsonObject, type JsonObject } from "@watertight/core/kubernetes";
import { locateField, parseDocument } from "@watertight/manifests";
import type { Arguments } from "../../command.ts";
import { parseConfiguration } from "../../configuration/parse.ts";
import type { Context } from "../../context.ts";
import { DEFAULT_VALUES, valuesSchema, withValues } from "../../deployment/values.ts";
import { readText } from "../../files.ts";
import { UsageError } from "../../usage-error.ts";

/** The values of the chart that options and files choose, whole and as the schema wants them; else `UsageError` with every mistake. */
export async function chosenValues(args: Arguments, context: Context): Promise<JsonObject> {
  const formats = namesOfChecks();
  let values = withValues(DEFAULT_VALUES, { createNamespace: true });
  for (const file of args.values("values")) {
    values = withValues(values, await readValues(file, formats, context));
  }
  const config = args.value("config");
  if (config !== undefined) {
    values = { ...values, configuration: await readConfiguration(config, formats, context) };
  }
  values = withValues(values, { ...optionValues(args), ...(await policiesOf(args, context)) });
  const mistakes = validate(values, valuesSchema(), formats);
  if (mistakes.length === 0) return values;
  throw new UsageError("The values cannot be used:", {
    details: mistakes.map(({ message }) => message),
  });
}

/** What a configuration may name, former ids among them. */
function namesOfChecks(): Formats {
  const checks = builtInChecks();
  const ids = [...checks.map(({ id }) => id), ...formerIdsOf(checks).keys()];
  return {
    "check-id": ids,
    "excepted-check-id": [...ids.filter((id) => !id.startsWith("exception-")), "*"],
  };
}

/** A configuration as its file has it: the server reads the same. */
async function readConfiguration(
  file: string,
  formats: Formats,
  context: Context,
): Promise<JsonObject> {
  const text = await readText(file, "The configuration", context);
  const parsed = parseConfiguration(text, formats);
  if ("value" in parsed) return asJson(parsed.value);
  const lines = parsed.mistakes.map(
    ({ line, column, message }) => `${file}:${line}:${column}: ${message}`,
  );
  throw wrongFile(`The configuration ${file} has`, lines);
}

function wrongFile(beginning: string, details: readonly string[]): UsageError {
  const count = details.length === 1 ? "a mistake" : `${details.length} mistakes`;
  return new UsageError(`${beginning} ${count}:`, { details, verb: "install" });
}

function optionValues(args: Arguments): JsonObject {
  const image = args.value("image");
  const replicas = args.integer("replicas");
  const failurePolicy = args.value("failure-policy");
  const timeoutSeconds = args.integer("timeout");
  const exemptNamespaces = args.values("exempt-namespace");
  return {
    ...(args.flag("without-namespace") && { createNamespace: false }),
    ...(image !== undefined && { image: imageValues(image) }),
    ...(replicas !== undefined && { replicas }),
    ...(failurePolicy !== undefined && { failurePolicy }),
    ...(timeoutSeconds !== undefined && { timeoutSeconds }),
    ...(exemptNamespaces.length > 0 && { exemptNamespaces }),
  };
}

/** A tag stands behind the last colon, if no slash follows: before one it is a port. */
function imageValues(reference: string): JsonObject {
  const [, repository = "", tag = "", digest = ""] =
    /^(.+?)(?::([^:/@]+))?(?:@(sha256:[0-9a-f]{64}))?$/.exec(reference) ?? [];
  if (repository === "" || /[\s@]/.test(repository)) {
    throw new UsageError(`"${reference}" is no reference of an image.`, { verb: "install" });
  }
  return { repository, tag, digest };
}

async function policiesOf(args: Arguments, context: Context): Promise<JsonObject> {
  const files = args.values("policies");
  if (files.length === 0) return {};
  const texts = await Promise.all(files.map((file) => readText(file, "The policies", context)));
  return { policies: texts.map((text) => text.replace(/\n*$/, "\n")).join("---\n") };
}

/** The values of a file. Numbers and words are read as Helm reads them. */
async function readValues(file: string, formats: Formats, context: Context): Promise<JsonObject> {
  const text = await readText(file, "The values", context);
  const { values, problems } = parseDocument(text);
  const [{ value, positions } = { value: null, positions: new Int32Array(0) }] = values;
  const wrong = problems.map(({ message, offset }) => at(offset, message));
  if (values.length > 1) wrong.push(at(0, "there is more than one document"));
  const chosen = value ?? {};
  if (isJsonObject(chosen)) {
    const mistakes = validate(chosen, valuesSchema("partial"), formats);
    wrong.push(...mistakes.map((mistake) => at(offsetOf(mistake), mistake.message)));
    if (wrong.length === 0) return chosen;
  } else wrong.push(at(0, "the values are no mapping"));
  throw wrongFile(`The values ${file} have`, wrong);

  function offsetOf({ path }: Mistake): number {
    return locateField(text, positions, path).start;
  }

  function at(offset: number, message: string): string {
    const before = text.slice(0, offset).split("\n");
    const column = (before.at(-1) ?? "").length + 1;
    return `${file}:${before.length}:${column}: ${message}`;
  }
}
