import type { Command } from "../../../command.ts";
import { STORE } from "../options.ts";

/** `watertight vulnerabilities export`. */
export const exportStore: Command = {
  name: "export",
  summary: "Write the store into one file for machines without a network, signed if a key is given",
  usage: "vulnerabilities export [OPTIONS] FILE",
  operands: { placeholder: "FILE", minimum: 1, maximum: 1, completes: "file" },
  options: [
    STORE,
    {
      name: "sign-key",
      kind: "value",
      placeholder: "FILE",
      completes: "file",
      description: "Sign it with this private key (PEM; Ed25519, EC or RSA)",
    },
  ],
  examples: [
    {
      command: "watertight vulnerabilities export --sign-key key.pem advisories.bundle",
      description: "Import it elsewhere with --verify-key and the public key",
    },
  ],
  run: () => import("./run.ts"),
};
