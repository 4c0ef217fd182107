// Makes src/api/schema.d.ts from the API description on standard input; with --check, says whether
// it is what it would make.

import { readFile, writeFile } from "node:fs/promises";
import openapiTS, { astToString } from "openapi-typescript";

const FILE = new URL("../src/api/schema.d.ts", import.meta.url);

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const described = JSON.parse(Buffer.concat(chunks).toString("utf8"));
const types = `// Made by \`make types\` from the API description. Do not edit.\n\n${astToString(
  await openapiTS(described, { immutable: true }),
)}`;

if (process.argv.includes("--check")) {
  const present = await readFile(FILE, "utf8").catch(() => "");
  if (present !== types) {
    console.error("The client's types are not those of the API: run 'make types'.");
    process.exit(1);
  }
} else {
  await writeFile(FILE, types);
}
