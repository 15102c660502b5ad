// The arrows between labs, their parts and the islands of the server's rooms (docs/architecture.md draws them).
const no = (name, from, to, comment) => ({ name, comment, severity: "error", from, to });

module.exports = {
  forbidden: [
    no("no-circles", {}, { circular: true }),
    no(
      "a-lab-knows-no-other-lab",
      { path: "^labs/(?!parts/|entries/|check/|bench/|bundle/|web-tests/)([^/]+)/" },
      { path: "^labs/(?!parts/)([^/]+)/", pathNot: "^labs/$1/" },
    ),
    no("parts-know-no-lab", { path: "^labs/parts/" }, { path: "^(labs/(?!parts/)|homeroom/)" }),
    no(
      "worlds-and-runs-draw-nothing",
      { path: "^labs/(parts/(contract|engine|generate|grid|turtle|actors)|[^/]+/(world|api|run|worker|check))" },
      { path: "^labs/(parts/(host|stage|level-page|look|blocks|text|painter)/|[^/]+/(view|lab)\\.)" },
    ),
    no(
      "a-world-knows-no-engine",
      { path: "^labs/([^/]+/(world|api|view)|parts/(grid|turtle|actors)/)" },
      { path: "^labs/parts/engine/", pathNot: "\\.json$" },
    ),
    no(
      "only-level-page-and-islands-meet-the-host",
      { path: "^labs/", pathNot: "^labs/(parts/(host|level-page)|entries)/" },
      { path: "^labs/parts/host/" },
    ),
    no("an-island-stays-in-its-room", { path: "^homeroom/([^/]+)/islands/" }, { path: "^homeroom/([^/]+)/", pathNot: "^homeroom/$1/" }),
    no("pages-hold-no-tests", { path: "^(labs|homeroom)/", pathNot: "\\.test\\.tsx?$|/testing(/|\\.ts)|^labs/web-tests/" }, { path: "/testing(/|\\.ts)|fast-check" }),
    no(
      "pages-hold-no-node",
      { path: "^(labs|homeroom)/", pathNot: "^labs/(check|bundle|bench|web-tests)/|\\.test\\.tsx?$|^labs/[^/]+/check\\.ts$|^labs/parts/engine/node\\.ts$|/testing/" },
      { dependencyTypes: ["core"] },
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    exclude: { path: "(^|/)(static/built|build)/" },
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "default"] },
  },
};
