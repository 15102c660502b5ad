// Small pieces that level pages and teachers' pages share.
export { Bubble, levelState, type LevelState } from "./bubble.tsx";
export { Button, type ButtonKind } from "./button.tsx";
export { Dialog } from "./dialog.tsx";
export { Icon, iconsAt, type IconName } from "./icon.tsx";
