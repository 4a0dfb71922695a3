import { type ReactElement, useEffect, useState } from "react";

/** Tells a screen reader what changed, once it has stopped changing. */
export function Told({ text }: { readonly text: string }): ReactElement {
  const [told, setTold] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => {
      setTold(text);
    }, 400);
    return () => {
      clearTimeout(timer);
    };
  }, [text]);
  return (
    <p className="spoken" role="status">
      {told}
    </p>
  );
}
