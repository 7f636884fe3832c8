import { mkdir, readdir, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { type BenchRow } from "./lib/bench-row.ts";

interface Bench {
  run(): Promise<BenchRow[]>;
}

const folder = import.meta.dirname;

/** All benches beside this file, or those whose names are given as arguments. */
async function chooseBenches(names: string[]): Promise<string[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(".ts"));
  const benches = files.map((file) => basename(file, ".ts")).filter((name) => name !== "main");
  return names.length === 0 ? benches.toSorted() : benches.filter((name) => names.includes(name));
}

function format(value: number): string {
  return value.toLocaleString("en", { maximumFractionDigits: value < 100 ? 2 : 0 });
}

/** Rows as a Markdown table, which reads well in a terminal too. */
function table(rows: BenchRow[]): string {
  const cells = rows.map((row) => [
    row.name,
    `${format(row.value)} ${row.unit}`,
    row.goal ?? "",
    row.floor === undefined ? "" : format(row.floor),
    row.note ?? "",
  ]);
  const header = ["Figure", "Value", "Goal", "Floor", "Note"];
  const widths = header.map((title, column) =>
    Math.max(title.length, ...cells.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  const rule = `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`;
  return [line(header), rule, ...cells.map(line)].join("\n");
}

async function main(): Promise<void> {
  const rows: BenchRow[] = [];
  for (const name of await chooseBenches(process.argv.slice(2))) {
    console.log(`bench: ${name}`);
    try {
      const bench = (await import(pathToFileURL(join(folder, `${name}.ts`)).href)) as Bench;
      rows.push(...(await bench.run()));
    } catch (error) {
      console.error(error);
      process.exitCode = 1;
    }
  }
  const startedAt = new Date();
  const machine = `${cpus().length} x ${cpus()[0]?.model.trim() ?? "unknown"}, Node ${process.version}`;
  const report = `${table(rows)}\n\n${startedAt.toISOString()} on ${machine}\n`;
  console.log(`\n${report}`);
  const results = join(folder, "results");
  const file = join(results, startedAt.toISOString().slice(0, 19).replaceAll(":", "-"));
  await mkdir(results, { recursive: true });
  await writeFile(`${file}.json`, `${JSON.stringify({ at: startedAt, machine, rows }, null, 2)}\n`);
  await writeFile(`${file}.md`, report);
}

await main();
