import type { ReactElement } from "react";
import type { UpgradeDocument } from "../documents/given.ts";
import { counted } from "../parts/coverage.tsx";
import { ExportButtons } from "../parts/export.tsx";
import { headingOf, keyOfObject, linkTo } from "../parts/names.ts";

/** More steps are in what is saved. */
const MOST_SHOWN = 300;

/** What blocks, then every step with what has to hold before it. */
export function Upgrade({ document }: { readonly document: UpgradeDocument }): ReactElement {
  const { from, to, steps, blockers } = document;
  return (
    <section aria-label="Upgrade">
      <p>
        From {from} to {to}: {counted(steps.length, "step")}, {counted(blockers.length, "blocker")}.{" "}
        <ExportButtons
          name="upgrade"
          columns={["order", "component", "node", "action", "from", "to", "gates", "rollback"]}
          rows={() =>
            steps.map((step) => [
              ...[
                step.order,
                step.component,
                step.node ?? "",
                step.action,
                step.from ?? "",
                step.to,
              ],
              step.gates.map(({ gate, verdict }) => `${gate}: ${verdict}`).join("; "),
              step.rollback,
            ])
          }
        />
      </p>
      {blockers.length > 0 && (
        <ul className="panel short">
          {blockers.map(({ kind, object, caller, reason, fix }, index) => (
            <li key={`${index}${kind}`}>
              <strong>{kind}</strong>{" "}
              {object ? (
                <a href={linkTo("objects", { object: keyOfObject(object) })}>{headingOf(object)}</a>
              ) : (
                (caller ?? "")
              )}
              <span className="clamped">{reason}</span>
              {fix && <span className="quiet">{fix.message}</span>}
            </li>
          ))}
        </ul>
      )}
      <div className="step-table" tabIndex={0} role="region" aria-label="Steps of the upgrade">
        <table>
          <thead>
            <tr>
              {["Step", "What", "To", "Before it"].map((each) => (
                <th key={each} scope="col">
                  {each}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {steps.slice(0, MOST_SHOWN).map((step) => (
              <tr key={step.order}>
                <th scope="row">{step.order}</th>
                <td>
                  {step.action} {step.component} {step.node ?? ""}
                </td>
                <td>{step.to}</td>
                <td>{step.gates.map(({ gate, verdict }) => `${gate}: ${verdict}`).join(", ")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
