import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Button } from "./button.tsx";

interface DialogProps {
  readonly title: string;
  readonly closeName: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
  readonly kind?: "plain" | "glad" | "cover";
  /** Where on the page it may lie, asked for when it opens and when the window changes or scrolls; without, in the middle. */
  readonly above?: () => DOMRect | null;
}

/** A modal dialog. Where the browser knows no `<dialog>` (below the blocks' floor) it is a layer of its own with the focus put into it. */
export function Dialog({ title, closeName, onClose, children, kind = "plain", above }: DialogProps): JSX.Element {
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const before = document.activeElement;
    if (typeof element.showModal === "function") {
      element.showModal();
    } else {
      element.setAttribute("open", "");
      element.setAttribute("role", "dialog");
      element.setAttribute("aria-modal", "true");
      element.classList.add("look-dialog-plain");
    }
    const lay = (): void => {
      const place = above?.();
      if (place) layAbove(element, place);
    };
    lay();
    addEventListener("resize", lay);
    addEventListener("scroll", lay, { passive: true });
    (element.querySelector<HTMLElement>("[data-first]") ?? element.querySelector<HTMLElement>("button"))?.focus();
    return () => {
      removeEventListener("resize", lay);
      removeEventListener("scroll", lay);
      if (typeof element.close === "function" && element.open) element.close();
      // Back to where it was, unless what closed the dialog has put the focus somewhere on purpose.
      const free = document.activeElement === document.body || element.contains(document.activeElement);
      if (free && before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={box}
      class={`look-dialog look-dialog-${kind}`}
      aria-labelledby="look-dialog-title"
      onCancel={(event: Event) => {
        event.preventDefault();
        onClose();
      }}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key === "Escape" && typeof box.current?.showModal !== "function") onClose();
      }}
      onClick={(event: MouseEvent) => {
        if (event.target === box.current) onClose();
      }}
    >
      <div class="look-dialog-inside">
        <div class="look-dialog-head">
          <h2 id="look-dialog-title">{title}</h2>
          <Button kind="quiet" icon="close" name={closeName} onClick={onClose} />
        </div>
        {children}
      </div>
    </dialog>
  );
}

/** As wide as `place` and right above it, for the style sheet to use: what is there stays in sight. */
function layAbove(element: HTMLElement, place: DOMRect): void {
  element.style.setProperty("--dialog-left", `${String(place.left)}px`);
  element.style.setProperty("--dialog-width", `${String(place.width)}px`);
  element.style.setProperty("--dialog-bottom", `${String(place.top)}px`);
}
