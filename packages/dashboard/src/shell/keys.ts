import { useEffect } from "react";

/** What a key does; true where it did something, so that the browser does nothing more. */
type KeyHandler = (event: KeyboardEvent) => boolean;

/** Whether keys are letters here, and no commands. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(?:INPUT|SELECT|TEXTAREA)$/.test(target.tagName))
  );
}

/** Heeds keys anywhere in the page, save where somebody types or an open dialog has them. */
export function useKeys(handler: KeyHandler): void {
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
      if (handler(event)) event.preventDefault();
    };
    document.addEventListener("keydown", listener);
    return () => {
      document.removeEventListener("keydown", listener);
    };
  }, [handler]);
}
