// What the wheel ships of a build: its files, compressed, and the notices of the packages that they are made of.
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const ENTRY = "src/main.jsx";
const MANIFEST = "manifest.json";
const NOTICES = "notices.txt";
const LICENSE = /^(licen[cs]e|copying|notice|thirdparty)/i;
const EMBEDDED_FONT = /@font-face\s*\{[^}]*url\(["']?data:[^}]*\}/g;

const folders = new Set();

/** Remembers the packages whose modules are in the build: workers are builds of their own. */
export function used() {
  return {
    name: "used",
    moduleParsed({ id }) {
      const found = id.match(/^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/);
      if (found) folders.add(found[1].replace(/^\0/, ""));
    },
  };
}

/** Leaves out fonts that a style sheet brings along: the system has some, and they are half of its bytes. */
export function withoutFonts() {
  return {
    name: "without-fonts",
    enforce: "pre",
    transform: (code, id) => (id.endsWith(".css") ? code.replace(EMBEDDED_FONT, "") : null),
  };
}

/** Writes what was built to a folder, which is emptied first. */
export function packed(folder) {
  let built;
  return {
    name: "packed",
    configResolved({ root, build }) {
      built = join(root, build.outDir);
    },
    closeBundle() {
      const target = join(import.meta.dirname, folder);
      rmSync(target, { recursive: true, force: true });
      mkdirSync(target, { recursive: true });
      for (const name of readdirSync(built)) {
        if (name === MANIFEST || name === ".vite") continue;
        writeFileSync(join(target, `${name}.gz`), gzipSync(readFileSync(join(built, name)), { level: 9 }));
      }
      const { file, css = [] } = JSON.parse(readFileSync(join(built, MANIFEST), "utf8"))[ENTRY];
      writeFileSync(join(target, MANIFEST), `${JSON.stringify({ script: file, styles: css })}\n`);
      writeFileSync(join(target, NOTICES), notices());
    },
  };
}

function notices() {
  const found = new Map();
  for (const folder of folders) {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    if (name) found.set(`${name} ${version}`, { license, text: licenseText(folder) });
  }
  const parts = [...found].sort(([a], [b]) => (a < b ? -1 : 1));
  return parts.map(([title, { license, text }]) => `${title} (${license})\n\n${text}\n`).join(`\n${"-".repeat(80)}\n\n`);
}

function licenseText(folder) {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => LICENSE.test(name)) : [];
  const texts = files.sort().map((name) => readFileSync(join(folder, name), "utf8").trim());
  return texts.join("\n\n") || "Under the license of that name: the package has no file of it.";
}
