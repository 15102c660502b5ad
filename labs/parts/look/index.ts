// Small pieces that level pages and teachers' pages share.
import "./look.css";

export { Bubble, levelState, type LevelState } from "./bubble.tsx";
export { Button, type ButtonKind } from "./button.tsx";
export { Dialog } from "./dialog.tsx";
export { Icon, type IconName } from "./icon.tsx";
