import type { MatchCondition, ParamKind, ParamRef, Variable } from "../../kubernetes/api/types.ts";
import type { Decoded } from "../decoded.ts";
import { trimmed } from "../go-space.ts";
import { validateLabelSelector } from "../labels.ts";
import {
  dns1035LabelProblem,
  dnsSubdomainProblem,
  pathSegmentName,
  qualifiedNameProblem,
} from "../names.ts";
import { type Place, quoted } from "../place.ts";

// Follows pkg/apis/admissionregistration/validation/validation.go; the texts of CEL are left to those who can compile them.

const MOST_CONDITIONS = 64;

/** `validateMatchConditions`. */
export function validateMatchConditions(
  conditions: readonly Decoded<MatchCondition>[],
  at: Place,
): void {
  if (conditions.length > MOST_CONDITIONS) at.tooMany(conditions.length, MOST_CONDITIONS);
  const names = new Set<string>();
  for (const [index, { name = "", expression = "" }] of conditions.entries()) {
    const conditionAt = at.index(index);
    validateExpression(expression, conditionAt.child("expression"));
    conditionAt.child("name").needs(name, qualifiedNameProblem);
    if (name !== "" && names.has(name)) conditionAt.child("name").duplicate(name);
    names.add(name);
  }
}

/** Any text is one, but for white space alone. */
export function validateExpression(expression = "", at: Place): void {
  if (trimmed(expression) === "") at.required();
}

const RESERVED: ReadonlySet<string> = new Set(
  "true,false,null,in,as,break,const,continue,else,for,function,if,import,let,loop,package,namespace,return,var,void,while".split(
    ",",
  ),
);

/** `validateVariable`, for each. */
export function validateVariables(variables: readonly Decoded<Variable>[], at: Place): void {
  for (const [index, { name = "", expression }] of variables.entries()) {
    const nameAt = at.index(index).child("name");
    const isIdentifier = /^[_a-zA-Z][_a-zA-Z0-9]*$/.test(name) && !RESERVED.has(name);
    if (trimmed(name) === "") nameAt.required();
    else if (!isIdentifier) nameAt.invalid(`${quoted(name)} is no identifier of CEL`);
    validateExpression(expression, at.index(index).child("expression"));
  }
}

/** `validateParamKind`. */
export function validateParamKind(
  { apiVersion = "", kind = "" }: Decoded<ParamKind>,
  at: Place,
): void {
  at.child("apiVersion").needs(apiVersion, versionProblem);
  at.child("kind").needs(kind, (text) => dns1035LabelProblem(text.toLowerCase()));
}

function versionProblem(apiVersion: string): string | undefined {
  const parts = apiVersion.split("/");
  if (parts.length > 2) return "is no group and version";
  const [group = "", version = ""] = parts.length === 2 ? parts : ["", apiVersion];
  const problem = group === "" ? undefined : dnsSubdomainProblem(group);
  return problem ?? dns1035LabelProblem(version);
}

const ACTIONS = ["Deny", "Allow"];

/** `validateParamRef`. */
export function validateParamRef(
  { name = "", selector, parameterNotFoundAction: action = "" }: Decoded<ParamRef>,
  at: Place,
): void {
  at.child("name").judge(name, pathSegmentName(name, false));
  validateLabelSelector(selector, at.child("selector"));
  if (name !== "" && selector) {
    at.child("name").forbidden("may not be beside selector");
    at.child("selector").forbidden("may not be beside name");
  }
  if (name === "" && !selector) at.required("must have name or selector");
  const actionAt = at.child("parameterNotFoundAction");
  if (action === "") actionAt.required();
  else actionAt.among(action, ACTIONS);
}
