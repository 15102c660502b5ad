import type { ComponentChildren, JSX } from "preact";
import { Icon, type IconName } from "./icon.tsx";

export type ButtonKind = "go" | "plain" | "quiet" | "danger";

type Native = Omit<JSX.IntrinsicElements["button"], "class" | "icon" | "type">;

interface ButtonProps extends Native {
  readonly kind?: ButtonKind;
  readonly icon?: IconName;
  /** Spoken and shown on hover, for a button that shows only its icon. */
  readonly name?: string;
  readonly round?: boolean;
  readonly submit?: boolean;
  readonly children?: ComponentChildren;
}

/** A button as the whole house draws it (kit/base.css): an icon, a text, or both. */
export function Button({ kind = "plain", icon, name, round, submit, children, ...rest }: ButtonProps): JSX.Element {
  const look = `button button-${kind}${round ? " look-round" : ""}${children ? "" : " look-bare"}`;
  return (
    <button type={submit ? "submit" : "button"} class={look} {...(name ? { "aria-label": name, title: name } : {})} {...rest}>
      {icon && <Icon name={icon} />}
      {children && <span>{children}</span>}
    </button>
  );
}
