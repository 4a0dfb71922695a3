import { readdir, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { JsonValue } from "@watertight/core/kubernetes";
import {
  type Change,
  changesIn,
  changesOfPatch,
  type NamedPatch,
  patchesOf,
  type ReadChanges,
  type Source,
  type Target,
} from "@watertight/core/what-if";
import { documentText, parseDocument, splitDocuments } from "@watertight/manifests";
import type { Context } from "../../context.ts";
import { readText } from "../../files.ts";
import { UsageError } from "../../usage-error.ts";

type How = "apply" | "put";

/** What a file of `--apply` or `--put` asks for, in order; of a folder its kustomization, else all manifests in it. */
export async function changesOfFile(
  file: string,
  how: How,
  context: Context,
): Promise<readonly Change[]> {
  const changes: Change[] = [];
  for (const each of await filesIn(file, context))
    changes.push(...(await changesOfText(each, await textOf(each, context), { how, context })));
  if (changes.length === 0) throw new UsageError(`${file} holds no change.`);
  return changes;
}

/** What `--delete` names. */
export function deletionOf(text: string): Change {
  const words = text.split("/");
  const [kind = "", ...names] = words;
  const name = names.at(-1) ?? "";
  if (words.some((word) => word === "") || words.length < 2 || words.length > 3)
    throw new UsageError(`"${text}" names no object; write KIND/NAMESPACE/NAME or KIND/NAME.`, {
      verb: "what-if",
    });
  const [namespace] = names;
  const target = { kind, name, ...(names.length === 2 && namespace && { namespace }) };
  return { kind: "delete", target };
}

async function filesIn(path: string, { workingDirectory }: Context): Promise<readonly string[]> {
  if (path === "-") return [path];
  const folder = resolve(workingDirectory, path);
  const found = await stat(folder).catch(() => undefined);
  if (!found?.isDirectory()) return [path];
  const names = (await readdir(folder)).filter((name) => /\.(?:ya?ml|json)$/.test(name)).sort();
  const kustomization = names.find((name) => /^kustomization\.ya?ml$/.test(name));
  return (kustomization === undefined ? names : [kustomization]).map((name) => join(path, name));
}

async function textOf(file: string, context: Context): Promise<string> {
  if (file !== "-") return readText(file, "The change", context);
  const chunks: Uint8Array[] = [];
  for await (const chunk of context.stdin()) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

interface Wish {
  readonly how: How;
  readonly context: Context;
}

async function changesOfText(file: string, text: string, wish: Wish): Promise<readonly Change[]> {
  if (/^---? \S[^\n]*\n\+\+\+ /m.test(text))
    throw new UsageError(`${file} is a difference of texts; print the changes with -o json.`);
  const changes: Change[] = deletionsSaidIn(text);
  for (const { value, source } of documentsIn(file, text)) {
    const patches = wish.how === "apply" ? patchesOf(value) : undefined;
    if (patches === undefined) changes.push(...made(file, changesIn(value, wish.how, source)));
    else if ("problem" in patches) throw new UsageError(`${file}: ${patches.problem}`);
    else for (const patch of patches) changes.push(...(await changesOfNamed(file, patch, wish)));
  }
  return changes;
}

async function changesOfNamed(
  file: string,
  patch: NamedPatch,
  { context }: Wish,
): Promise<readonly Change[]> {
  const own = "text" in patch ? file : join(dirname(file), patch.file);
  const text = "text" in patch ? patch.text : await textOf(own, context);
  return documentsIn(own, text).flatMap(({ value, source }) =>
    made(own, changesOfPatch(value, patch.target, source)),
  );
}

function made(file: string, read: ReadChanges): readonly Change[] {
  if ("problem" in read)
    throw new UsageError(`${file} cannot be applied: ${read.problem}`, { verb: "what-if" });
  return read.changes;
}

interface ReadDocument {
  readonly value: JsonValue;
  readonly source: Source;
}

function documentsIn(file: string, text: string): readonly ReadDocument[] {
  return splitDocuments(text).flatMap((slice) => {
    const { values, problems } = parseDocument(documentText(text, slice));
    const error = problems.find(({ severity }) => severity === "error");
    if (error) throw new UsageError(`${file}, document ${slice.number}: ${error.message}`);
    const origin = {
      ...{ from: "file" as const, file: file === "-" ? "(stdin)" : file },
      ...{ document: slice.number, line: slice.line },
    };
    return values.flatMap(({ value }) => (value === null ? [] : [{ value, source: { origin } }]));
  });
}

/** What `tenancy plan` says is to go, above its objects. */
function deletionsSaidIn(text: string): Change[] {
  return Array.from(
    text.matchAll(/^# to be deleted: (\S+) (\S+)$/gm),
    ([, kind = "", name = ""]) => {
      const [namespace = "", own = ""] = name.includes("/") ? name.split("/") : ["", name];
      const target: Target = { kind, name: own, ...(namespace !== "" && { namespace }) };
      return { kind: "delete", target };
    },
  );
}
