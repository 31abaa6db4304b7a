// A timeline and nothing else, made as a ws server is made to be fast: a note that is posted is written once, and each
// connection's frame is its own prefix with that. The argument is the note that it fills in. Writes its port to stdout;
// ends with stdin.
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

const template = JSON.parse(process.argv[2]);
const prefixes = new Map();
let posted = 0;

const server = createServer((request, response) => {
  const parts = [];
  request.on('data', part => parts.push(part));
  request.on('end', () => {
    const { text } = JSON.parse(Buffer.concat(parts).toString());
    const id = String(++posted).padStart(template.id.length, '0');
    const note = { ...template, id, createdAt: new Date().toISOString(), text };
    const suffix = `,"type":"note","body":${JSON.stringify(note)}}}`;
    for (const [socket, prefix] of prefixes) socket.send(prefix + suffix);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ createdNote: note }));
  });
});

new WebSocketServer({ server }).on('connection', socket => {
  socket.on('message', message => {
    const { type, body } = JSON.parse(message.toString());
    if (type !== 'connect') return;
    prefixes.set(socket, `{"type":"channel","body":{"id":${JSON.stringify(body.id)}`);
    socket.send(JSON.stringify({ type: 'connected', body: { id: body.id } }));
  });
  socket.on('close', () => prefixes.delete(socket));
});

server.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.stdin.on('end', () => process.exit()).resume();
