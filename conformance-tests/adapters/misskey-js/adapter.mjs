// Lets misskey-kit drive the released misskey-js: commands on standard input, reports on standard output.
//
//   misskey-kit client -- node adapter.mjs

import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Stream } from 'misskey-js';
import WebSocket from 'ws';

const { version } = JSON.parse(readFileSync(new URL('node_modules/misskey-js/package.json', import.meta.url)));
const can = ['connect', 'disconnect', 'send', 'capture', 'release', 'reconnect', 'anonymous'];
const channels = new Map();
let stream;
let closing = false;

const report = (report, members) => process.stdout.write(JSON.stringify({ report, ...members }) + '\n');
console.log = console.error; // standard output is for reports alone

const commands = {
  open({ origin, token }) {
    stream = new Stream(origin, token ? { token } : null, { WebSocket });
    stream.on('_connected_', () => report('state', { state: 'connected' }));
    stream.on('_disconnected_', () => report('state', { state: closing ? 'closed' : 'reconnecting' }));
    stream.on('noteUpdated', ({ id, type, body }) => report('noteUpdated', { id, type, body }));
  },
  connect({ channel, as, params }) {
    const connection = stream.useChannel(channel, params);
    // There is no listener for every event of a channel, and an application would name each.
    connection.emit = (type, body) => report('event', { channel: as, type, body });
    channels.set(as, connection);
  },
  disconnect: ({ as }) => channels.get(as).dispose(),
  send: ({ as, type, body }) => channels.get(as).send(type, body),
  // There is no method for capturing a note: applications send the frames.
  capture: ({ id }) => stream.send('subNote', { id }),
  release: ({ id }) => stream.send('unsubNote', { id }),
  close() {
    closing = true;
    stream?.close();
  },
  barrier() {}, // reports are written as events come
};

const input = createInterface({ input: process.stdin });
input.on('line', (line) => {
  const { n, command, ...members } = JSON.parse(line);
  if (command === 'hello') {
    report('ready', { n, name: 'misskey-js', version, can });
    return;
  }
  commands[command](members);
  report('done', { n });
});
// There is no exit here: once its input is let go, the program ends when misskey-js leaves nothing open.
input.on('close', () => {
  process.stdin.destroy();
  commands.close();
});
