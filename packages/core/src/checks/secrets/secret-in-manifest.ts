import type { Violation } from "../../findings/finding.ts";
import { textAt, valueAt } from "../../kubernetes/json-fields.ts";
import type { KubernetesObject } from "../../kubernetes/object.ts";
import { fingerprintOfValue, secretsAssigned, secretsInText } from "../../secrets/find.ts";
import type { SecretFormat } from "../../secrets/secret-format.ts";
import { standsForSecret } from "../../secrets/values.ts";
import { renderingOf } from "../../snapshot/origin.ts";
import type { ObjectCheck } from "../check.ts";
import { formatsOf, type TextOfObject } from "../facts/found-secrets.ts";
import { secretTextsOf } from "../facts/written-texts.ts";
import type { CheckParameters } from "../parameters.ts";
import { referencesTo } from "../writing/references.ts";

/** No manifest holds a Secret with its values in it. */
export function secretInManifest(parameters: Pick<CheckParameters, "secretPatterns">): ObjectCheck {
  const formats = formatsOf(parameters);
  return {
    on: "object",
    kinds: ["Secret"],
    id: "secret-in-manifest",
    title: "Secret with its values in the manifest",
    topic: "secrets",
    severity: "medium",
    description:
      "Base64 is not encryption: whoever reads the file, its history or a copy of it has the credential. Objects read from an API server (with a `uid`) are not manifests. Sealed and SOPS-encrypted Secrets, empty values, placeholders, certificates without their key and Helm's own records are left out. User names and addresses are left out too. A value in the format of a known credential is more severe; one that a chart may have generated while rendering, or a configuration file without a recognizable credential, is less severe. The value is never printed.",
    remediation:
      "Rotate the credential, remove the Secret from the repository and its history, and use a secret store, Sealed Secrets or SOPS to bring it into the cluster.",
    references: referencesTo({
      "cis-1.12": ["5.4.2"],
      "nsa-1.2": ["Secrets"],
      "mitre-attack": ["T1552"],
      "ms-threat-matrix": ["MS-TA9027"],
      "nist-800-190": ["3.1.4"],
    }),

    *evaluate({ object, origin }) {
      if (!isManifest(object)) return;
      for (const value of secretTextsOf(object)) {
        yield* violationsOf(value, renderingOf(origin) !== undefined, formats);
      }
    },

    examples: {
      violating: [
        {
          title: "a value in base64 and one in plain text",
          objects: [
            {
              apiVersion: "v1",
              kind: "Secret",
              metadata: { name: "db" },
              data: { password: "aHVudGVyMg==", username: "c2hvcA==", empty: "" },
              stringData: { id_rsa: "-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n" },
            },
          ],
          violations: [
            "Secret/db data.password: key password has its value in the manifest",
            "Secret/db stringData.id_rsa: key id_rsa has what looks like a private key in the manifest",
          ],
        },
      ],
      compliant: [
        {
          title: "a placeholder, a certificate, an encrypted one and one from the API server",
          objects: [
            {
              apiVersion: "v1",
              kind: "Secret",
              metadata: { name: "db" },
              stringData: {
                password: "<password>",
                "ca.crt": "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
              },
            },
            {
              apiVersion: "v1",
              kind: "Secret",
              metadata: { name: "sops" },
              data: { password: "ENC[AES256_GCM,data:x,type:str]" },
              sops: { version: "3.9.0" },
            },
            {
              apiVersion: "v1",
              kind: "Secret",
              metadata: { name: "live", uid: "8ac4a7f0-0000-4000-8000-000000000000" },
              data: { password: "aHVudGVyMg==" },
            },
          ],
        },
      ],
    },
  };
}

// What the API server made has a uid; SOPS leaves its own record.
function isManifest(object: KubernetesObject): boolean {
  return (
    valueAt(object, "metadata", "uid") === undefined &&
    valueAt(object, "sops") === undefined &&
    textAt(object, "type") !== "helm.sh/release.v1"
  );
}

function* violationsOf(
  { path, text, label, key = "" }: TextOfObject,
  rendered: boolean,
  formats: readonly SecretFormat[],
): Generator<Violation> {
  if (isHarmless(text)) return;
  const [shown] = secretsInText(text, formats);
  if (!shown && IDENTIFIES.test(key)) return;
  // A settings file is kept in a Secret for one line of it, if any.
  const lesser = rendered || (text.includes("\n") && secretsAssigned(text).length === 0);
  yield {
    path,
    message: `${label} has ${shown ? `what looks like ${shown.kind}` : "its value"} in the manifest`,
    ...severityOf(shown !== undefined, lesser),
    valueFingerprint: fingerprintOfValue(text),
  };
}

function isHarmless(text: string): boolean {
  const trimmed = text.trim();
  if (trimmed === "" || /^(?:true|false|null|\{\}|\[\])$/.test(trimmed)) return true;
  if (/^-----BEGIN (?:CERTIFICATE|PUBLIC KEY)/.test(trimmed)) return !/PRIVATE KEY/.test(trimmed);
  // A whole file may hold a variable somewhere; a single value that is one stands for the secret.
  return !trimmed.includes("\n") && standsForSecret(trimmed);
}

// Who and where, which is no secret.
const IDENTIFIES =
  /(?:user|user_?name|login|e?mail|host|host_?name|address|endpoint|port|database|db_?name|region|bucket)(?:_in)?$/i;

function severityOf(shown: boolean, lesser: boolean): Pick<Violation, "severity"> {
  if (shown) return { severity: "high" };
  return lesser ? { severity: "low" } : {};
}
