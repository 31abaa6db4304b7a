// Drives the released misskey-js: opens channels, does what standard input says, and writes one JSON
// line to standard output for each thing misskey-js reports.
//
//   MISSKEY_TOKEN=alice-token node driver.mjs http://127.0.0.1:3000
//
// The token comes in the environment, because other users can read a command line. It is never written.

import { createInterface } from 'node:readline';
import { Stream } from 'misskey-js';
import WebSocket from 'ws';

// misskey-js has no listener for every event of a channel, so each event has to be named.
const CHANNELS = {
  main: ['mention', 'renote', 'follow', 'followed', 'unfollow', 'meUpdated', 'readAllNotifications'],
  localTimeline: ['note'],
};

const [origin] = process.argv.slice(2);
const token = process.env.MISSKEY_TOKEN;
if (!origin || !token) {
  console.error('usage: MISSKEY_TOKEN=... node driver.mjs ORIGIN');
  process.exit(2);
}

const report = (line) => process.stdout.write(JSON.stringify(line) + '\n');

const stream = new Stream(origin, { token }, { WebSocket });
stream.on('_connected_', () => report({ event: 'connected' }));
stream.on('_disconnected_', () => report({ event: 'disconnected' }));
stream.on('noteUpdated', ({ id, type, body }) => report({ noteUpdated: id, type, body }));

for (const [channel, types] of Object.entries(CHANNELS)) {
  const connection = stream.useChannel(channel);
  for (const type of types) {
    connection.on(type, (body) => report({ channel, type, id: body?.id }));
  }
}

// misskey-js has no method for capturing a note; an application sends the frames with its public `send`.
const commands = {
  capture: (id) => stream.send('subNote', { id }),
  release: (id) => stream.send('unsubNote', { id }),
  close: () => input.close(),
};

const input = createInterface({ input: process.stdin });
input.on('line', (line) => {
  const [name, id] = line.split(' ');
  if (!Object.hasOwn(commands, name)) {
    console.error(`unknown command "${name}"; there are ${Object.keys(commands).join(', ')}`);
    process.exit(2);
  }
  commands[name](id);
});
// The end of the input counts as `close`, so that nothing is left running when whoever drives this ends.
// There is no exit here on purpose: once its input is let go, the program ends because misskey-js
// leaves nothing open.
input.on('close', () => {
  process.stdin.destroy();
  stream.close();
});
