// Takes {schemas: [file], cases: [{schema, value}]} as one line, answers with what ajv finds wrong in each value.
import {readFileSync} from 'node:fs';
import {createInterface} from 'node:readline';
import {Ajv2020} from 'ajv/dist/2020.js';

for await (const line of createInterface({input: process.stdin})) {
  const {schemas, cases} = JSON.parse(line);
  const warnings = [];
  const warn = (text) => warnings.push(String(text));
  const ajv = new Ajv2020({allErrors: true, strictTypes: false, logger: {log: warn, warn, error: warn}});
  const all = schemas.map((file) => JSON.parse(readFileSync(file, 'utf8')));
  for (const schema of all) ajv.addSchema(schema);
  const entries = all.flatMap(({$id, $defs}) => [$id, ...Object.keys($defs).map((name) => `${$id}#/$defs/${name}`)]);
  for (const entry of entries) ajv.getSchema(entry);
  const results = cases.map(({schema, value}) => {
    const validate = ajv.getSchema(schema);
    return validate(value) ? [] : validate.errors.map(({instancePath, keyword}) => ({at: instancePath, keyword}));
  });
  console.log(JSON.stringify({entries: entries.length, warnings, results}));
}
