// Reads the AsyncAPI document that is its argument, references to files included, and reports it in one line.
import {Parser, fromFile} from '@asyncapi/parser';

const {document, diagnostics} = await fromFile(new Parser(), process.argv[2]).parse();
const problems = diagnostics.map(({severity, code, message, path, range}) =>
  ({severity, code, message, path: path.join('/'), line: range.start.line + 1}));
const messages = (document?.allMessages().all() ?? []).map((message) =>
  ({id: message.id(), members: members(message.payload().json()), unresolved: unresolved(message.payload().json())}));
const operations = (document?.allOperations().all() ?? []).map((operation) =>
  ({id: operation.id(), action: operation.action(), messages: operation.messages().all().length}));
console.log(JSON.stringify({problems, messages, operations}));

/** What a frame has, by the schema of a payload or the first that it is made of. */
function members(payload) {
  return Object.keys(payload.properties ?? payload.allOf?.[0]?.properties ?? {});
}

/** The references to files that were left as they are; resolved schemas may hold themselves. */
function unresolved(schema, seen = new Set()) {
  if (schema === null || typeof schema !== 'object' || seen.has(schema)) return [];
  seen.add(schema);
  const own = typeof schema.$ref === 'string' && !schema.$ref.startsWith('#') ? [schema.$ref] : [];
  return own.concat(...Object.values(schema).map((inner) => unresolved(inner, seen)));
}
