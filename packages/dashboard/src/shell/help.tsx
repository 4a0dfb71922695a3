import { type ReactElement, useEffect, useRef } from "react";

const KEYS: readonly (readonly [keys: readonly string[], what: string])[] = [
  [["/"], "Search"],
  [["j", "↓"], "Next row"],
  [["k", "↑"], "Row before"],
  [["→", "←"], "Open or close a group"],
  [["Enter"], "Open what the row is about"],
  [["Esc"], "Close it, or empty the search"],
  [["Home", "End"], "First and last row"],
  [["1", "…", "9"], "First to ninth view"],
  [["?"], "This help"],
];

/** The keys of the page, in a dialog. */
export function Help({
  isOpen,
  close,
}: {
  readonly isOpen: boolean;
  readonly close: () => void;
}): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);
  return (
    <dialog ref={dialog} className="help" aria-labelledby="help-title" onClose={close}>
      <div className="help-head">
        <h2 id="help-title">Keys</h2>
        <button type="button" className="plain" onClick={close}>
          Close
        </button>
      </div>
      <dl>
        {KEYS.map(([keys, what]) => (
          <div key={what}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <p>
        All of it can be reached with Tab as well. The address of the page holds what is chosen:
        copied, it leads others to the same place.
      </p>
    </dialog>
  );
}
