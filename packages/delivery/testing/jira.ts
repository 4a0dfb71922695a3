import type { Answer, ReceivedRequest } from "./receiver.ts";

/** An issue, of which a test sees what became. */
export interface JiraIssue {
  readonly key: string;
  readonly labels: string[];
  comments: number;
  status: string;
}

interface Given {
  readonly fields?: { readonly labels: readonly string[] };
  readonly update?: { readonly labels: readonly { readonly add: string }[] };
  readonly transition?: { readonly id: string };
}

/** A Jira of the Data Center with these issues, which refuses whatever it does not know. */
export function jiraWith(issues: JiraIssue[]): Answer {
  return (request) => {
    const { method, path } = request;
    const { pathname, searchParams } = new URL(path, "http://jira");
    const asked = `${method} ${pathname}`;
    if (asked === "GET /rest/api/2/search") return found(issues, searchParams.get("jql") ?? "");
    if (asked === "POST /rest/api/2/issue") return created(issues, givenIn(request));
    const [, key, rest] = /^\/rest\/api\/2\/issue\/([^/]+)(.*)$/.exec(pathname) ?? [];
    const issue = issues.find((each) => each.key === key);
    if (issue === undefined) return { status: 404 };
    return changed(issue, `${method} ${rest ?? ""}`, givenIn(request));
  };
}

function json(status: number, value: object) {
  return { status, body: JSON.stringify(value) };
}

function givenIn({ body }: ReceivedRequest): Given {
  // A door: what the channel under test writes.
  return JSON.parse(body || "{}") as Given;
}

function found(issues: readonly JiraIssue[], jql: string) {
  const [, label = ""] = /labels = "([^"]+)"/.exec(jql) ?? [];
  const those = issues.filter(({ labels }) => labels.includes(label));
  return json(200, { issues: those.map(({ key, labels }) => ({ key, fields: { labels } })) });
}

function created(issues: JiraIssue[], { fields }: Given) {
  const key = `SEC-${issues.length + 1}`;
  issues.push({ key, labels: [...(fields?.labels ?? [])], comments: 0, status: "Open" });
  return json(201, { key });
}

function changed(issue: JiraIssue, asked: string, { update, transition }: Given) {
  if (asked === "PUT ") {
    issue.comments += 1;
    issue.labels.push(...(update?.labels ?? []).map(({ add }) => add));
    return { status: 204 };
  }
  if (asked === "GET /transitions") return json(200, { transitions: [{ id: "31", name: "Done" }] });
  if (asked !== "POST /transitions" || transition?.id !== "31") return { status: 400 };
  issue.status = "Done";
  return { status: 204 };
}
