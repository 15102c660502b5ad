// Turtles and what they draw, for every lab that has one. Pure.
export { ahead, amount, distance, turned, type Place, type Spot } from "./turtle.ts";
export { boxOf, isCovered, isSame, isSameBox, lengthOf, mapped, merged, tolerance, type Box, type Segment } from "./lines.ts";
export { counted, shapesOf, withoutRetraced, type Shape, type Shapes } from "./shapes.ts";
