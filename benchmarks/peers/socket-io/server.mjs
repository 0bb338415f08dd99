// The Socket.IO server that `./avatar bench --only live` measures beside the engine: every client
// is in a room of its own and gets one frame sixty times a second, over WebSocket alone.
//
// node server.mjs FRAMES: a file of encoded frames, each after its length as u16, little-endian.
// Prints {"port":n} when it listens, ends when its standard input does.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import process from 'node:process';
import { Server } from 'socket.io';

// The engine beats its sessions in eight slots of a sixtieth of a second: here it is the same, so
// that neither sends in bursts.
const SLOTS = 8;
const SLOT_NANOS = 1_000_000_000n / 60n / BigInt(SLOTS);

const frames = read(process.argv[2]);
const http = createServer();
const io = new Server(http, { transports: ['websocket'], serveClient: false });
const slots = Array.from({ length: SLOTS }, () => new Map());

io.on('connection', (socket) => {
  const slot = slots.reduce((least, each) => (each.size < least.size ? each : least));
  const room = `session-${socket.id}`;
  socket.join(room);
  slot.set(room, 0);
  socket.on('disconnect', () => slot.delete(room));
});

function beat(slot) {
  for (const [room, number] of slot) {
    const frame = Buffer.from(frames[number % frames.length]);
    // Its last four bytes say when it leaves: whole milliseconds of the machine's monotonic clock,
    // as the engine's frames do.
    frame.writeUInt32LE(Number((process.hrtime.bigint() / 1_000_000n) & 0xffffffffn), frame.length - 4);
    io.to(room).volatile.emit('frame', frame);
    slot.set(room, number + 1);
  }
}

const origin = process.hrtime.bigint();
let last = 0n;

function tick() {
  const now = (process.hrtime.bigint() - origin) / SLOT_NANOS;
  // Who is behind by more than a beat leaves slots out, as the engine does.
  let due = now - last > SLOTS ? now - BigInt(SLOTS) : last;
  for (due += 1n; due <= now; due += 1n) {
    beat(slots[Number(due % BigInt(SLOTS))]);
  }
  last = now;
  const wait = Number(origin + (now + 1n) * SLOT_NANOS - process.hrtime.bigint()) / 1e6;
  setTimeout(tick, Math.max(0, wait));
}

function read(path) {
  const bytes = readFileSync(path);
  const all = [];
  for (let at = 0; at < bytes.length; ) {
    const length = bytes.readUInt16LE(at);
    all.push(bytes.subarray(at + 2, at + 2 + length));
    at += 2 + length;
  }
  return all;
}

process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
http.listen(0, '127.0.0.1', () => {
  console.log(JSON.stringify({ port: http.address().port }));
  tick();
});
