import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import { PrismaPg } from "@prisma/adapter-pg";
import { Pool } from "pg";
import * as engine from "@prisma/schema-engine-wasm/schema_engine_bg";

// Bundlers and test runners that rewrite modules have no `import.meta.resolve`.
const require = createRequire(import.meta.url);

/** The engine and its connection; disposing frees both. */
export interface SchemaEngineHandle extends AsyncDisposable {
  engine: engine.SchemaEngine;
}

/** Starts Prisma's schema engine compiled to WebAssembly on one database: migrating needs no native binary. */
export async function startSchemaEngine(url: string): Promise<SchemaEngineHandle> {
  await loadWasm();
  const pool = new Pool({ connectionString: url, max: 1 });
  const adapters = bindMigrationAwareSqlAdapterFactory(new WholeScriptAdapters(pool));
  const started = await engine.SchemaEngine.new({ datamodels: undefined }, () => {}, adapters);
  return {
    engine: started,
    async [Symbol.asyncDispose]() {
      started.free();
      await pool.end();
    },
  };
}

/** The stock adapter cuts scripts at every semicolon, function bodies too; here a script goes as one query. */
class WholeScriptAdapters extends PrismaPg {
  override async connect() {
    const adapter = await super.connect();
    adapter.executeScript = async (script) => {
      await adapter.underlyingDriver().query(script);
    };
    return adapter;
  }
}

let loading: Promise<void> | undefined;

function loadWasm(): Promise<void> {
  loading ??= instantiateWasm();
  return loading;
}

async function instantiateWasm(): Promise<void> {
  const gluePath = require.resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const bytes = await readFile(join(dirname(gluePath), "schema_engine_bg.wasm"));
  const glue = glueOf(engine);
  const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": engine });
  glue.__wbg_set_wasm(instance.exports);
  instance.exports["__wbindgen_start"]?.();
}

// The types of Node leave the global out, and TypeScript has it only among those of browsers.
declare const WebAssembly: {
  instantiate(
    bytes: Uint8Array,
    imports: Record<string, object>,
  ): Promise<{ instance: { exports: Record<string, (() => void) | undefined> } }>;
};

interface Glue {
  __wbg_set_wasm(exports: object): void;
}

/** The package's types leave out the glue function that its own entry file calls. */
function glueOf(module: object): Glue {
  return module as Glue;
}
