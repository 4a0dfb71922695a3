import { NAMESPACE_OF_OBJECTS, QUESTION_OPTIONS } from "../../cluster-options.ts";
import type { Command } from "../../command.ts";
import { TENANT_OPTIONS } from "../placement/options.ts";
import { plan } from "./plan/declaration.ts";

/** `watertight tenancy`. */
export const tenancy: Command = {
  name: "tenancy",
  summary: "Show by which channels tenants come to each other, or prove that they do not",
  usage: "tenancy [OPTIONS] PATH...",
  operands: { placeholder: "PATH", minimum: 1, completes: "file" },
  options: [
    ...TENANT_OPTIONS,
    {
      name: "from",
      kind: "value",
      placeholder: "TENANT",
      description: "Only what comes from this tenant",
    },
    {
      name: "to",
      kind: "value",
      placeholder: "TENANT",
      description: "Only what comes to this one",
    },
    {
      name: "explain",
      kind: "flag",
      description: "Show what opens each channel, where it stands, and the change that closes it",
    },
    {
      name: "statement",
      kind: "value",
      placeholder: "FILE",
      completes: "file",
      description:
        "Write the proof that the tenant of --from is apart from all others, or from that of --to, for watertight verify",
    },
    {
      name: "output",
      short: "o",
      kind: "value",
      placeholder: "FORMAT",
      choices: ["table", "json", "csv", "html"],
      default: "table",
      description: "Format of the answer",
    },
    NAMESPACE_OF_OBJECTS,
    ...QUESTION_OPTIONS,
  ],
  examples: [
    {
      command: "watertight tenancy --tenant-label example.com/tenant --cluster",
      description: "Every pair of tenants and every channel: network, rights, nodes, storage …",
    },
    {
      command:
        "watertight tenancy --from a --to b --explain --tenant a=a-web --tenant b=b-web deploy/",
      description: "By what one tenant comes to another, and what closes it",
    },
    {
      command: "watertight tenancy --from a --statement a.json deploy/",
      description: "The proof that a tenant is apart from all others, for watertight verify",
    },
    {
      command: "watertight tenancy -o html deploy/ > tenants.html",
      description: "The matrix as a page, each cell with its proofs and the change that closes it",
    },
  ],
  subcommands: [plan],
  run: () => import("./run.ts"),
};
