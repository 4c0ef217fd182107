import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const SERVER = process.env.TRIVET_URL ?? "http://127.0.0.1:8000";

/** Puts a `.br` beside each script and style: as small as can be takes too long while one waits. */
function brotli(): Plugin {
  let folder = "";
  return {
    name: "brotli",
    apply: "build",
    configResolved: (config) => {
      folder = resolve(config.root, config.build.outDir, config.build.assetsDir);
    },
    // After each of the two builds: what the first one made is packed already.
    closeBundle: async () => {
      const names = new Set(await readdir(folder));
      for (const name of names) {
        if (!/\.(js|css)$/.test(name) || names.has(`${name}.br`)) continue;
        const body = await readFile(join(folder, name));
        const params = { [constants.BROTLI_PARAM_SIZE_HINT]: body.length };
        await writeFile(join(folder, `${name}.br`), brotliCompressSync(body, { params }));
      }
    },
  };
}

export default defineConfig({
  base: "/app/",
  plugins: [react(), brotli()],
  build: {
    outDir: "../src/trivet/client",
    emptyOutDir: true,
    target: "es2022",
    // The policy of our pages allows no inline code, and small files are better cached apart.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          // Two parts that are always loaded whole: what every page has, and what every board has.
          // Left alone, whatever a page loaded later has in common with them becomes a file of its
          // own, and many small files compress worse than few.
          groups: [
            { name: "main", tags: ["$initial"], priority: 2 },
            { name: "board", test: /features[\\/]board[\\/]index\.ts$/, priority: 1 },
          ],
        },
      },
    },
  },
  // Built after it, beside it, and sharing nothing with it: what browsers keep for a page in a frame they
  // do not use for others, and the panel needs little of what is here.
  builder: {},
  environments: {
    panel: {
      consumer: "client",
      build: {
        emptyOutDir: false,
        copyPublicDir: false,
        rolldownOptions: { input: "panel.html", output: { codeSplitting: true } },
      },
    },
  },
  server: {
    // `npm run dev` beside a running Trivet: its API, its sockets, our sources.
    proxy: Object.fromEntries(
      [
        "/api",
        "/auth",
        "/oauth",
        "/invitations",
        "/workspaces",
        "/boards",
        "/columns",
        "/labels",
        "/cards",
        "/me",
        "/github",
        "/search",
        "/comments",
        "/tasks",
        "/logs",
        "/api",
        "/readyz",
      ]
        .map((path) => [path, { target: SERVER }])
        .concat([["/ws", { target: SERVER, ws: true } as { target: string }]]),
    ),
  },
});
