import { type ReactElement, type ReactNode, useEffect, useRef } from "react";
import { useKeys } from "../shell/keys.ts";

/** What was opened from a list: beside it where there is room, else over it. Escape closes it. */
export function SidePanel({
  label,
  isBeside,
  close,
  children,
}: {
  readonly label: string;
  readonly isBeside: boolean;
  readonly close: () => void;
  readonly children: ReactNode;
}): ReactElement {
  useKeys(({ key }) => {
    if (key !== "Escape") return false;
    close();
    return true;
  });
  const content = (
    <>
      <button type="button" className="plain close" onClick={close}>
        {isBeside ? "Close" : "‹ Back to the list"}
      </button>
      {children}
    </>
  );
  return isBeside ? (
    <section className="side" aria-label={label}>
      {content}
    </section>
  ) : (
    <Over label={label} close={close}>
      {content}
    </Over>
  );
}

function Over({
  label,
  close,
  children,
}: {
  readonly label: string;
  readonly close: () => void;
  readonly children: ReactNode;
}): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="side over"
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
    >
      {children}
    </dialog>
  );
}
