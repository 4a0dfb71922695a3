import type { MatrixCell, MatrixColumn, MatrixRow } from "@watertight/core/access";
import { counted } from "../text/words.ts";
import { subjectText } from "./subject-text.ts";

/** `pods/exec`, `deployments.apps`. */
export function resourceText({ group, resource }: Omit<MatrixColumn, "verb">): string {
  const slash = resource.indexOf("/");
  const [name, below] =
    slash < 0 ? [resource, ""] : [resource.slice(0, slash), resource.slice(slash)];
  return `${name}${group === "" ? "" : `.${group}`}${below}`;
}

/** Who a row is about: one subject, or how many of Kubernetes itself. */
export function rowText({ subjects, folded }: MatrixRow): string {
  const [first] = subjects;
  if (first && !folded) return subjectText(first);
  return `${counted(subjects.length, "subject")} of Kubernetes itself`;
}

/** What a cell says, in full. */
export function cellText({ reach, namespaces, names }: MatrixCell): string {
  switch (reach) {
    case "none":
      return "none";
    case "cluster":
      return "whole cluster";
    case "namespaces":
      return `namespaces: ${namespaces.join(" ")}`;
    case "named": {
      const where = namespaces.length === 0 ? "" : ` in ${namespaces.join(" ")}`;
      return `named objects: ${names.join(" ")}${where}`;
    }
  }
}

/** The same as narrow as a column of a table has to be. */
export function cellMark({ reach, namespaces, names }: MatrixCell): string {
  switch (reach) {
    case "none":
      return "-";
    case "cluster":
      return "all";
    case "namespaces":
      return namespaces.length === 1 ? (namespaces[0] ?? "") : `${namespaces.length} ns`;
    case "named":
      return counted(names.length, "name");
  }
}
