import type { WindowsSecurityContextOptions } from "../../kubernetes/api/types.ts";
import { byteLength, isLongerThan } from "../byte-length.ts";
import type { Decoded } from "../decoded.ts";
import { dnsSubdomainProblem } from "../names.ts";
import { type Place, quoted } from "../place.ts";

// Follows validateWindowsSecurityContextOptions in pkg/apis/core/validation/validation.go.

const LARGEST_SPEC = 64 * 1024;
const LONGEST_DOMAIN = 256;
const LONGEST_USER = 104;

const NET_BIOS = /^[^\\/:*?"<>|.][^\\/:*?"<>|]{0,14}$/u;
const DNS =
  /^[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/;

export function validateWindowsOptions(
  options: Decoded<WindowsSecurityContextOptions>,
  at: Place,
): void {
  const { gmsaCredentialSpecName: name, gmsaCredentialSpec: spec, runAsUserName: user } = options;
  if (name !== undefined) at.child("gmsaCredentialSpecName").judge(name, dnsSubdomainProblem(name));
  const specAt = at.child("gmsaCredentialSpec");
  if (spec === "") specAt.invalid("must not be empty");
  else if (spec !== undefined && isLongerThan(spec, LARGEST_SPEC)) {
    specAt.invalid("is longer than 64 KiB");
  }
  if (user === undefined) return;
  const problem = userProblem(user);
  if (problem !== undefined) at.child("runAsUserName").invalid(`${quoted(user)} ${problem}`);
}

function userProblem(text: string): string | undefined {
  if (text === "") return "must not be empty";
  if (/[\u0000-\u001f\u007f]/.test(text)) return "has control characters";
  const parts = text.split("\\");
  if (parts.length > 2) return "has more than one backslash";
  const [domain, user] = parts.length === 2 ? parts : [undefined, parts[0]];
  return (domain === undefined ? undefined : domainProblem(domain)) ?? nameProblem(user ?? "");
}

function domainProblem(domain: string): string | undefined {
  if (byteLength(domain) >= LONGEST_DOMAIN) return "has a domain that is too long";
  const isValid = NET_BIOS.test(domain) || DNS.test(domain);
  return isValid ? undefined : "has a domain that is neither a NetBIOS nor a DNS name";
}

function nameProblem(user: string): string | undefined {
  if (user === "") return "has no user";
  if (byteLength(user) > LONGEST_USER) return "has a user that is too long";
  if (/^[. ]+$/.test(user)) return "has a user of dots and spaces only";
  return /["/\\:;|=,+*?<>@[\]]/.test(user) ? "has characters that a user may not have" : undefined;
}
