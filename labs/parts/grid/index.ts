export { beside, distances, headings, keyOf, readGrid, same, turned, type Grid, type Heading, type Square, type Way } from "./grid.ts";
