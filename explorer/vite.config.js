import { defineConfig } from "vite";
import { packed, used, withoutFonts } from "./packing.js";

export default defineConfig({
  base: "./",
  publicDir: false,
  worker: { format: "es", plugins: () => [used()] },
  plugins: [withoutFonts(), used(), packed("../sqlmodel_strawberry/explorer/built")],
  build: {
    outDir: "dist",
    manifest: "manifest.json",
    assetsDir: "",
    // Files of this build are fetched from the server's own address, where they are there at once.
    modulePreload: { polyfill: false },
    target: "es2022",
    chunkSizeWarningLimit: 3000,
    rolldownOptions: {
      input: "src/main.jsx",
      // "use client" means nothing where there is no server.
      onwarn: (warning, warn) => warning.code === "MODULE_LEVEL_DIRECTIVE" || warn(warning),
    },
  },
});
