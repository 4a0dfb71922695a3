import type {
  EnvFromSource,
  EnvVar,
  EnvVarSource,
  FileKeySelector,
} from "../../kubernetes/api/types.ts";
import type { Decoded } from "../decoded.ts";
import {
  configMapKeyProblem,
  dnsLabelProblem,
  dnsSubdomainName,
  dnsSubdomainProblem,
  envNameProblem,
} from "../names.ts";
import type { Place } from "../place.ts";
import { validateFieldRef, validateResourceFieldRef } from "./field-refs.ts";
import { validateNoBacksteps } from "./paths.ts";

// Follows ValidateEnv and ValidateEnvFrom in pkg/apis/core/validation/validation.go.

const ENV_FIELDS: ReadonlySet<string> = new Set([
  ...["metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName"],
  ...["spec.serviceAccountName", "status.hostIP", "status.hostIPs", "status.podIP"],
  "status.podIPs",
]);

export function validateEnv(env: readonly Decoded<EnvVar>[], at: Place): void {
  for (const [index, { name = "", value = "", valueFrom }] of env.entries()) {
    at.index(index).child("name").needs(name, envNameProblem);
    if (valueFrom) validateValueFrom(valueFrom, value, at.index(index).child("valueFrom"));
  }
}

function validateValueFrom(source: Decoded<EnvVarSource>, value: string, at: Place): void {
  const { fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef, fileKeyRef } = source;
  if (fieldRef) validateFieldRef(fieldRef, ENV_FIELDS, at.child("fieldRef"));
  if (resourceFieldRef) {
    validateResourceFieldRef(resourceFieldRef, false, at.child("resourceFieldRef"));
  }
  if (configMapKeyRef) validateKeyRef(configMapKeyRef, at.child("configMapKeyRef"));
  if (secretKeyRef) validateKeyRef(secretKeyRef, at.child("secretKeyRef"));
  if (fileKeyRef) validateFileKeyRef(fileKeyRef, at.child("fileKeyRef"));
  const sources = [fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef, fileKeyRef];
  const count = sources.filter((each) => each !== undefined).length;
  if (count === 0) at.invalid("must name a source");
  else if (value !== "") at.invalid("may not be beside a value");
  else if (count > 1) at.invalid("may name one source only");
}

function validateKeyRef(
  { name = "", key = "" }: { readonly name?: string; readonly key?: string },
  at: Place,
): void {
  at.child("name").judge(name, dnsSubdomainProblem(name));
  at.child("key").needs(key, configMapKeyProblem);
}

function validateFileKeyRef(
  { key = "", volumeName = "", path = "" }: Decoded<FileKeySelector>,
  at: Place,
): void {
  at.child("key").needs(key, envNameProblem);
  at.child("volumeName").needs(volumeName, dnsLabelProblem);
  if (path === "") at.child("path").required();
  else validateNoBacksteps(path, at.child("path"));
}

export function validateEnvFrom(sources: readonly Decoded<EnvFromSource>[], at: Place): void {
  for (const [index, { prefix = "", configMapRef, secretRef }] of sources.entries()) {
    const sourceAt = at.index(index);
    if (prefix !== "") sourceAt.child("prefix").judge(prefix, envNameProblem(prefix));
    if (configMapRef) validateSourceName(configMapRef.name, sourceAt.child("configMapRef"));
    if (secretRef) validateSourceName(secretRef.name, sourceAt.child("secretRef"));
    // Upstream prints the list.
    const listAt = at.slip("", index);
    if (!configMapRef && !secretRef) listAt.invalid("must have configMapRef or secretRef");
    else if (configMapRef && secretRef) listAt.invalid("may not have configMapRef and secretRef");
  }
}

function validateSourceName(name = "", at: Place): void {
  if (name === "") at.child("name").required();
  else at.child("name").judge(name, dnsSubdomainName(name, true));
}
