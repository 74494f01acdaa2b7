// Runs cases in Node, one after the other in one memory; leaves every column and every outcome as bytes in a folder, where one is
// named, and says how large the memory was behind each.
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [driver, code, cases] = process.argv.slice(2);
const { Model, last } = await import(pathToFileURL(driver).href);
const model = new Model(new WebAssembly.Module(readFileSync(code)));
for (const { file, seed, folder } of JSON.parse(readFileSync(cases, "utf8"))) {
  model.layOut(JSON.parse(readFileSync(file, "utf8")));
  const found = last(model.run(BigInt(seed)));
  console.log(model.memory.buffer.byteLength);
  if (!folder) continue;
  for (const [name, values] of Object.entries(found)) writeFileSync(`${folder}/${name}`, new Uint8Array(values.buffer));
  for (const name of Object.keys(model.columns)) {
    if (!(name in found)) {
      const { buffer, byteOffset, byteLength } = model.values(name);
      writeFileSync(`${folder}/column_${name}`, new Uint8Array(buffer, byteOffset, byteLength));
    }
  }
}
