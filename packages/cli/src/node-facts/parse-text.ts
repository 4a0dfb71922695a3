import type { ParseText } from "@watertight/core/nodes";
import { locateField, parseDocument } from "@watertight/manifests";

/** Configuration files as their programs read them, with the lines of their fields. */
export const parseText: ParseText = (text) => {
  const { values, problems } = parseDocument(text);
  const error = problems.find(({ severity }) => severity === "error");
  const [first] = values;
  if (error || !first) return { problem: error?.message ?? "There is nothing in it." };
  return {
    value: first.value,
    lineOf: (path) => lineAt(text, locateField(text, first.positions, path).start),
  };
};

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}
