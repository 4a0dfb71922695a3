import { nameIn } from "../../audit/events/event.ts";
import { listAt, textAt } from "../../kubernetes/json-fields.ts";
import type { Detection } from "../detection.ts";
import { auditExample } from "../examples.ts";
import { isCreated, writtenIn } from "../facts/changes.ts";
import { isSystemUser, whoIs } from "../facts/identities.ts";

const TARGETS = ["mutatingwebhookconfigurations", "validatingwebhookconfigurations"];

/** Somebody is asked about every write from now on. */
export const admissionWebhookCreated: Detection = {
  id: "admission-webhook-created",
  title: "Admission webhook created",
  topic: "admission",
  severity: "medium",
  why: "A webhook sees what is written, Secrets included, and a mutating one changes it: into every new pod a container, or another image.",
  response:
    "Look where it sends (a URL outside the cluster above all) and which resources it asks for; delete it where nobody knows of it.",
  falsePositives: "Installations of policy engines, meshes and operators.",
  techniques: ["T1546", "T1557"],
  aliases: ["panther:Kubernetes.AdmissionController.Created"],
  targets: TARGETS,
  detect(event, { settings }) {
    if (!isCreated(event) || isSystemUser(event.user.username, settings)) return undefined;
    const urls = listAt(writtenIn(event), "webhooks")
      .map((each) => textAt(each, "clientConfig", "url"))
      .filter(Boolean);
    const where = urls.length === 0 ? "" : `, which sends to ${urls.join(", ")}`;
    return { because: `${whoIs(event)} creates ${event.target} ${nameIn(event)}${where}` };
  },
  examples: {
    positive: [
      {
        title: "one that sends outside",
        events: [
          auditExample({
            target: "mutatingwebhookconfigurations",
            group: "admissionregistration.k8s.io",
            name: "m",
            body: {
              webhooks: [
                { name: "m.example.com", clientConfig: { url: "https://hook.example/m" } },
              ],
            },
          }),
        ],
        detected:
          "medium: mallory@example.com creates mutatingwebhookconfigurations m, which sends to https://hook.example/m",
      },
    ],
    negative: [
      {
        title: "one that was refused",
        events: [auditExample({ target: "validatingwebhookconfigurations", name: "m", code: 403 })],
      },
    ],
  },
};
