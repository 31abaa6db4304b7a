// Measures ajv on what the benchmark hands over: schemas, frames, and by which schemas to check each frame.
// Reads commands from stdin, one a line, `parse PASSES` or `validate PASSES`; answers each with one line of
// JSON: the CPU microseconds it took and, for validate, how many frames of a pass were valid.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import Ajv2020 from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';

const { schemas, frames } = JSON.parse(readFileSync(process.argv[2], 'utf8'));

// strictTypes would refuse a type list such as ["string", "null"], which is what nullable members have.
const ajv = new Ajv2020({ schemas, strictTypes: false, strictRequired: false, code: { source: true, optimize: true } });
const ids = [...new Set(frames.flatMap(frame => frame.checks))];
const names = Object.fromEntries(ids.map((id, i) => [`check${i}`, id]));
writeFileSync('validators.cjs', standaloneCode.default(ajv, names));
const compiled = createRequire(import.meta.url)('./validators.cjs');
const checks = Object.fromEntries(Object.entries(names).map(([name, id]) => [id, compiled[name]]));
const texts = frames.map(frame => frame.text);
const checksOf = frames.map(frame => frame.checks.map(id => checks[id]));

function parse() {
  let objects = 0;
  for (let i = 0; i < texts.length; i++) {
    if (JSON.parse(texts[i]).type !== undefined) objects++;
  }
  return objects;
}

// The first schema is the whole frame's, the second that of what is inside it: parameters, an event, a message, an update.
const inside = frame => frame.type === 'connect' ? frame.body.params ?? {} : frame.body.body;

function validate() {
  let valid = 0;
  for (let i = 0; i < texts.length; i++) {
    const frame = JSON.parse(texts[i]);
    const [whole, inner] = checksOf[i];
    if ((whole === undefined || whole(frame)) && (inner === undefined || inner(inside(frame)))) valid++;
  }
  return valid;
}

const commands = { parse, validate };
for await (const line of createInterface({ input: process.stdin })) {
  const [command, passes] = line.split(' ');
  const before = process.cpuUsage();
  let valid = 0;
  for (let pass = 0; pass < Number(passes); pass++) valid = commands[command]();
  const { user, system } = process.cpuUsage(before);
  console.log(JSON.stringify({ micros: user + system, valid }));
}
