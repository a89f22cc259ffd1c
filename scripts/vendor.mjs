#!/usr/bin/env node
// Refreshes static/vendor: installs what package-lock.json pins into a scratch folder and copies only the files that
// pages load. Run it after changing static/vendor/package.json or icons.txt and commit the result. Pages never fetch
// anything from elsewhere, so this is the only step of the product that needs a package registry.
// Usage: node scripts/vendor.mjs [--update]   (--update rewrites the lock from package.json first)
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const vendor = join(dirname(dirname(fileURLToPath(import.meta.url))), "static", "vendor");
const scratch = mkdtempSync(join(tmpdir(), "lianjian-vendor-"));
const modules = join(scratch, "node_modules");

// Source in node_modules -> target in static/vendor.
const FILES = {
  "@tabler/core/dist/css/tabler.min.css": "tabler/tabler.min.css",
  "@tabler/core/dist/js/tabler.min.js": "tabler/tabler.min.js",
  "htmx.org/dist/htmx.min.js": "htmx/htmx.min.js",
  "echarts/dist/echarts.min.js": "echarts/echarts.min.js",
  "tom-select/dist/css/tom-select.bootstrap5.min.css": "tom-select/tom-select.bootstrap5.min.css",
  "tom-select/dist/js/tom-select.complete.min.js": "tom-select/tom-select.complete.min.js",
};
const MIT_TEXT = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
`;

function install() {
  for (const name of ["package.json", "package-lock.json"]) {
    if (existsSync(join(vendor, name))) cpSync(join(vendor, name), join(scratch, name));
  }
  // The lock keeps integrity hashes but no addresses, so that any mirror of the registry serves it.
  const command = process.argv.includes("--update") || !existsSync(join(vendor, "package-lock.json")) ? "install" : "ci";
  const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--omit-lockfile-registry-resolved"];
  execFileSync("npm", [command, ...flags], { cwd: scratch, stdio: "inherit" });
  const lock = JSON.parse(readFileSync(join(scratch, "package-lock.json"), "utf8"));
  Object.values(lock.packages).forEach((entry) => { delete entry.resolved; delete entry.funding; });
  writeFileSync(join(vendor, "package-lock.json"), JSON.stringify(lock, null, 2) + "\n");
}

// The hashed static storage fails on references to source maps that are not shipped.
function withoutSourceMap(text) {
  return text.replace(/\/[/*][#@] ?sourceMappingURL=[^\s*]+( ?\*\/)?/g, "").trimEnd() + "\n";
}

function copyFiles() {
  for (const [source, target] of Object.entries(FILES)) {
    mkdirSync(dirname(join(vendor, target)), { recursive: true });
    writeFileSync(join(vendor, target), withoutSourceMap(readFileSync(join(modules, source), "utf8")));
  }
}

// A line is an outline icon's name, or "name:filled/icon" for one of the filled set.
function iconNames() {
  const lines = readFileSync(join(vendor, "icons.txt"), "utf8").split("\n").map((line) => line.trim());
  return lines.filter((line) => line && !line.startsWith("#")).map((line) => {
    const [name, path] = line.split(":");
    return { name, path: path ?? `outline/${name}` };
  });
}

function writeSprite() {
  const symbols = iconNames().map(({ name, path }) => {
    const file = join(modules, "@tabler/icons/icons", `${path}.svg`);
    if (!existsSync(file)) throw new Error(`icons.txt names "${name}", which the icon set does not have`);
    const svg = readFileSync(file, "utf8");
    const inner = svg.slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg>"));
    const drawn = inner.replace(/<path stroke="none" d="M0 0h24v24H0z" fill="none" \/>/, "").replace(/\s*\n\s*/g, "");
    const fill = path.startsWith("filled/") ? ' fill="currentColor" stroke="none"' : "";
    return `<symbol id="${name}" viewBox="0 0 24 24"${fill}>${drawn}</symbol>`;
  });
  mkdirSync(join(vendor, "icons"), { recursive: true });
  writeFileSync(join(vendor, "icons/sprite.svg"),
    `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join("\n")}\n</svg>\n`);
}

// Licences of everything that is inside the copied files, with what the bundles themselves contain.
function writeLicences() {
  const packages = ["@tabler/core", "@tabler/icons", "@popperjs/core", "htmx.org", "echarts", "zrender", "tslib",
    "tom-select", "@orchidjs/sifter", "@orchidjs/unicode-variants"];
  const parts = packages.map((name) => {
    const { version, license, author } = JSON.parse(readFileSync(join(modules, name, "package.json"), "utf8"));
    const file = readdirSync(join(modules, name)).find((entry) => /^licen[cs]e/i.test(entry) && !/s$/i.test(entry));
    const holder = typeof author === "string" ? author : author?.name;
    let text = file ? readFileSync(join(modules, name, file), "utf8") : "";
    if (!text && license === "MIT") text = `Copyright (c) The Tabler Authors\n\n${MIT_TEXT}`;
    if (!text) text = `Copyright ${holder ?? name}. Licensed under ${license}; its text stands in this file under tom-select.`;
    return `${"=".repeat(100)}\n${name} ${version} (${license})\n${"=".repeat(100)}\n${text.trim()}\n`;
  });
  const head = "Licences of the browser assets in this folder. Written by scripts/vendor.mjs.\n\n";
  writeFileSync(join(vendor, "LICENCES.txt"), head + parts.join("\n"));
}

try {
  install();
  copyFiles();
  writeSprite();
  writeLicences();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
