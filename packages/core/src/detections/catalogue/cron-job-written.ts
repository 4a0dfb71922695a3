import { nameIn, namespaceIn } from "../../audit/events/event.ts";
import { textAt } from "../../kubernetes/json-fields.ts";
import type { Detection } from "../detection.ts";
import { auditExample } from "../examples.ts";
import { isWritten, writtenIn } from "../facts/changes.ts";
import { isPlatformWork, whoIs } from "../facts/identities.ts";

/** Something that comes back. */
export const cronJobWritten: Detection = {
  id: "cron-job-written",
  title: "CronJob created or changed",
  topic: "workloads",
  severity: "low",
  why: "A CronJob starts its pods again and again: what an attacker puts there comes back after everything else was cleaned up.",
  response: "Compare its image and command with what is in your repository.",
  falsePositives: "Every deployment that has one. Name what deploys in `systemIdentities`.",
  techniques: ["T1053.007"],
  aliases: ["panther:Kubernetes.CronJob.CreatedOrModified"],
  targets: ["cronjobs"],
  detect(event, { settings }) {
    if (!isWritten(event) || isPlatformWork(event, namespaceIn(event), settings)) return undefined;
    const schedule = textAt(writtenIn(event), "spec", "schedule");
    const when = schedule === "" ? "" : `, which runs at ${schedule}`;
    return {
      because: `${whoIs(event)} ${event.verb === "create" ? "creates" : "changes"} cronjob ${namespaceIn(event)}/${nameIn(event)}${when}`,
    };
  },
  examples: {
    positive: [
      {
        title: "one that is new",
        events: [
          auditExample({
            target: "cronjobs",
            group: "batch",
            namespace: "shop",
            name: "c",
            body: { spec: { schedule: "* * * * *" } },
          }),
        ],
        detected: "low: mallory@example.com creates cronjob shop/c, which runs at * * * * *",
      },
    ],
    negative: [
      {
        title: "its status, by its controller",
        events: [
          auditExample({
            user: "system:serviceaccount:kube-system:cronjob-controller",
            verb: "update",
            target: "cronjobs/status",
            namespace: "shop",
            name: "c",
          }),
        ],
      },
      {
        title: "one that is read",
        events: [auditExample({ verb: "get", target: "cronjobs", namespace: "shop", name: "c" })],
      },
    ],
  },
};
