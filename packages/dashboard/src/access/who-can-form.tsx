import { resourceRequest } from "@watertight/core/access";
import { subjectText } from "@watertight/reports/words";
import { type ReactElement, useId, useMemo } from "react";
import type { AccessDocument, GrantsDocument } from "../documents/access.ts";
import { counted } from "../parts/coverage.tsx";
import { Told } from "../parts/live.tsx";
import { goTo, useAddress, withChoices } from "../shell/address.ts";
import { withoutKubernetes } from "./proof.ts";
import { Steps } from "./steps.tsx";
import { type Allowed, resourceOf, resourcesNamed, whoCan } from "./who-can.ts";

const VERBS = [
  "get",
  "list",
  "watch",
  "create",
  "update",
  "patch",
  "delete",
  "deletecollection",
  "bind",
  "escalate",
  "impersonate",
];

/** Who can do what: a question, answered as it is typed, with what gives the right. */
export function WhoCanForm({
  document,
  grants,
}: {
  readonly document: AccessDocument;
  readonly grants: GrantsDocument;
}): ReactElement {
  const address = useAddress();
  const { chosen } = address;
  const change = (name: string, value: string): void => {
    goTo(withChoices({ ...address, view: "access" }, { [name]: value }), "replace");
  };
  const resources = useMemo(() => [...resourcesNamed(grants).keys()], [grants]);
  const namespaces = useMemo(() => namespacesOf(document, grants), [document, grants]);
  return (
    <section className="ask" aria-labelledby="who-can">
      <h2 id="who-can">Who can …</h2>
      <div className="fields" role="search" aria-label="Who can">
        <Field
          name="Verb"
          value={chosen.get("verb") ?? ""}
          hint="get"
          options={VERBS}
          change={(text) => {
            change("verb", text);
          }}
          isFirst
        />
        <Field
          name="Resource"
          value={chosen.get("resource") ?? ""}
          hint="secrets, pods/exec, deployments.apps"
          options={resources}
          change={(text) => {
            change("resource", text);
          }}
        />
        <Field
          name="Name"
          value={chosen.get("name") ?? ""}
          hint="any"
          options={[]}
          change={(text) => {
            change("name", text);
          }}
        />
        <label>
          Namespace
          <select
            value={chosen.get("in") ?? ""}
            onChange={(event) => {
              change("in", event.target.value);
            }}
          >
            <option value="">All at once</option>
            {namespaces.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        </label>
      </div>
      <Answer grants={grants} chosen={chosen} />
    </section>
  );
}

function namespacesOf({ rows }: AccessDocument, { bindings }: GrantsDocument): readonly string[] {
  const found = new Set(
    bindings.flatMap(({ namespace, subjects }) => [
      namespace,
      ...subjects.map((each) => each.namespace),
    ]),
  );
  for (const { cells } of rows)
    for (const { namespaces } of cells) for (const each of namespaces) found.add(each);
  found.delete("");
  return [...found].sort();
}

function Field({
  name,
  value,
  hint,
  options,
  change,
  isFirst = false,
}: {
  readonly name: string;
  readonly value: string;
  readonly hint: string;
  readonly options: readonly string[];
  readonly change: (text: string) => void;
  readonly isFirst?: boolean;
}): ReactElement {
  const id = useId();
  return (
    <label>
      {name}
      <input
        type="text"
        list={id}
        value={value}
        placeholder={hint}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        data-search={isFirst ? "" : undefined}
        aria-keyshortcuts={isFirst ? "/" : undefined}
        onChange={(event) => {
          change(event.target.value);
        }}
      />
      <datalist id={id}>
        {options.map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
    </label>
  );
}

const MOST_SHOWN = 100;

function Answer({
  grants,
  chosen,
}: {
  readonly grants: GrantsDocument;
  readonly chosen: ReadonlyMap<string, string>;
}): ReactElement | null {
  const [verb = "", resource = "", name = "", namespace = ""] = [
    "verb",
    "resource",
    "name",
    "in",
  ].map((each) => chosen.get(each)?.trim() ?? "");
  const found = useMemo(() => {
    if (verb === "" || resource === "") return undefined;
    const known = [...resourcesNamed(grants).values()];
    const asked = { verb, name, namespace, ...resourceOf(resource, known) };
    return whoCan(grants, resourceRequest(asked));
  }, [grants, verb, resource, name, namespace]);
  if (!found) return null;
  const { people, parts } = withoutKubernetes(found);
  const told =
    people.length === 0 ? "Nobody but Kubernetes itself" : counted(people.length, "subject");
  const where = namespace === "" ? "in all namespaces at once" : `in ${namespace}`;
  return (
    <div className="answer">
      <p>
        <strong>{told}</strong> can {[verb, resource, name, where].filter(Boolean).join(" ")}
        {parts > 0 && `; so can ${counted(parts, "part")} of Kubernetes`}. The group system:masters
        can do everything.
      </p>
      <Told text={told} />
      <AllowedList people={people} />
    </div>
  );
}

function AllowedList({ people }: { readonly people: readonly Allowed[] }): ReactElement {
  return (
    <ul className="allowed">
      {people.slice(0, MOST_SHOWN).map(({ subject, grants }) => (
        <li key={subjectText(subject)}>
          <details>
            <summary>{subjectText(subject)}</summary>
            {grants.map((grant, index) => (
              <Steps key={`${index}${grant.binding.name}`} grant={grant} />
            ))}
          </details>
        </li>
      ))}
      {people.length > MOST_SHOWN && <li>and {people.length - MOST_SHOWN} more</li>}
    </ul>
  );
}
