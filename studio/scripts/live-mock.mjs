// For trying the live page without a server: `node scripts/live-mock.mjs [port]`. Not shipped.
import { createHash, randomBytes } from 'node:crypto';
import process from 'node:process';
import { createServer } from 'vite';

const vite = await createServer({ configFile: false, server: { fs: { allow: ['.', '../docs/api'] }, port: Number(process.argv[2] ?? 5174), host: '127.0.0.1', strictPort: true }, plugins: [{ name: 'live-mock', configureServer: mock }] });
const { FrameEncoder } = await vite.ssrLoadModule('/src/live/codec/frame-encoder.ts');
const { FrameDecoder } = await vite.ssrLoadModule('/src/live/codec/frame-decoder.ts');
const { acknowledged, acknowledgement, valuesOf } = await vite.ssrLoadModule('/src/live/codec/frame.ts');
const { CHANNELS } = await vite.ssrLoadModule('/src/live/channels.ts');
await vite.listen();
vite.printUrls();

const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const jwt = () => `${part({ alg: 'none' })}.${part({ sub: 'u', name: 'demo', exp: Date.now() / 1000 + 3600 })}.x`;
const sessions = new Map();
const names = { happiness: { mouthSmileLeft: 0.8, mouthSmileRight: 0.8, cheekSquintLeft: 0.6, cheekSquintRight: 0.6 }, surprise: { browInnerUp: 0.9, browOuterUpLeft: 0.8, browOuterUpRight: 0.8, eyeWideLeft: 0.8, eyeWideRight: 0.8, jawOpen: 0.35 } };

function session() {
  const sessionId = `mock.${[...randomBytes(16)].map((b) => 'abcdefghijklmnopqrstuvwxyz234567'[b % 32]).join('')}`;
  const made = { sessionId, rig: 'arkit', fps: 60, profile: 'EIGHT_BIT', createdAt: new Date().toISOString(), tokens: { performer: jwt(), viewer: jwt(), expiresAt: new Date(Date.now() + 3.6e6).toISOString() }, ingest: [{ dialect: 'live-link-face', host: '192.168.1.20', port: 11111, subject: 'K7QX2M' }], values: new Float32Array(61), emotion: {}, seats: new Set(), begun: Date.now() };
  sessions.set(sessionId, made);
  return made;
}

const shown = ({ values, emotion, seats, begun, ...rest }) => rest;

function mock(server) {
  server.middlewares.use('/api/v1', (request, response) => {
    let text = '';
    request.on('data', (chunk) => { text += chunk; });
    request.on('end', () => {
      const answer = (status, value) => { response.statusCode = status; response.setHeader('Content-Type', 'application/json'); response.end(value === undefined ? '' : JSON.stringify(value)); };
      const [, first, id, last] = request.url.split('?')[0].split('/');
      const body = text === '' ? {} : JSON.parse(text);
      const found = sessions.get(id);
      if (first === 'auth') return answer(200, { accessToken: jwt(), refreshToken: 'r', expiresIn: 3600 });
      if (first === 'rigs') return answer(200, [{ name: 'arkit' }, { name: 'vrm' }]);
      if (first === 'sessions' && id === undefined) return request.method === 'POST' ? answer(201, shown(session())) : answer(200, [...sessions.values()].map(shown));
      if (first === 'presets') return answer(200, [{ name: 'natural', description: 'As captured, with life.' }]);
      if (found === undefined) return answer(404, { title: 'not found', type: '/problems/not-found' });
      if (last === undefined && request.method === 'DELETE') { sessions.delete(id); for (const seat of found.seats) seat.close(4000); return answer(204); }
      if (last === undefined) return answer(200, shown(found));
      if (last === 'emotion') { found.emotion = Object.fromEntries(Object.entries(names[body.emotion] ?? {}).map(([k, v]) => [k, v * body.intensity])); if (body.durationMs) setTimeout(() => { found.emotion = {}; }, body.durationMs); return answer(202); }
      if (last === 'calibrate') return answer(202, { sources: found.seats.size });
      if (last === 'tokens') return answer(201, { role: 'viewer', token: jwt(), expiresAt: new Date(Date.now() + 3.6e6).toISOString() });
      if (last === 'sources') return answer(400, { type: '/problems/invalid-request', reasons: [{ code: 'host-not-allowed', message: 'This address is not on the list of devices that may be asked.' }] });
      if (last === 'doctor') return answer(200, { finding: 'no-packet-yet', advice: 'No packet has come yet: check that the phone is in the same network and that the address and the port are those shown here.', sources: [{ number: 1, dialect: 'live-link-face', name: 'live-link-face', packets: 0, packetsPerSecond: 0, lastSeenMs: -1 }], viewers: [...found.seats].map((_, number) => ({ number })) });
      return answer(404, {});
    });
  });
  server.httpServer.on('upgrade', (request, socket) => {
    const match = /^\/api\/v1\/sessions\/([^/]+)\/stream/.exec(request.url);
    const found = match && sessions.get(decodeURIComponent(match[1]));
    if (match === null) return;
    if (!found) { socket.end('HTTP/1.1 404 Not Found\r\n\r\n'); return; }
    const accept = createHash('sha1').update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
    socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\nSec-WebSocket-Protocol: avatar.frame.v1\r\n\r\n`);
    serve(found, socket);
  });
}

function serve(found, socket) {
  const encoder = new FrameEncoder();
  const input = new FrameDecoder();
  const sent = new Map();
  let [sequence, base] = [0, null];
  const send = (opcode, data) => {
    const head = data.length < 126 ? Buffer.from([0x80 | opcode, data.length]) : Buffer.from([0x80 | opcode, 126, data.length >> 8, data.length & 255]);
    socket.write(Buffer.concat([head, data]));
  };
  const say = (message) => send(1, Buffer.from(JSON.stringify(message)));
  const seat = { close: (code) => { send(8, Buffer.from([code >> 8, code & 255])); socket.end(); } };
  found.seats.add(seat);
  say({ type: 'welcome', sessionId: found.sessionId, viewerId: randomBytes(8).toString('hex'), role: 'performer', rig: 'arkit', fps: 60, level: 0, levelFps: 60, channels: 61, profile: 'EIGHT_BIT', t: 0 });
  const timer = setInterval(() => {
    const values = found.values.slice();
    for (const [name, value] of Object.entries(found.emotion)) values[CHANNELS.indexOf(name)] = Math.max(value, values[CHANNELS.indexOf(name)]);
    const frame = encoder.quantize(sequence++, Date.now() - found.begun, values);
    sent.set(frame.sequence, frame);
    sent.delete(frame.sequence - 250);
    send(2, Buffer.from(encoder.encode(frame, base)));
  }, 1000 / 60);
  const over = () => { clearInterval(timer); found.seats.delete(seat); };
  socket.on('close', over);
  socket.on('error', over);
  let rest = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      if (rest.length < 6) return;
      const short = rest[1] & 127;
      const at = short === 126 ? 4 : 2;
      const length = short === 126 ? rest.readUInt16BE(2) : short;
      if (rest.length < at + 4 + length) return;
      const data = Buffer.from(rest.subarray(at + 4, at + 4 + length));
      for (let i = 0; i < length; i++) data[i] ^= rest[at + (i & 3)];
      const opcode = rest[0] & 15;
      rest = rest.subarray(at + 4 + length);
      if (opcode === 8) { socket.end(); over(); return; }
      if (opcode === 1) {
        const message = JSON.parse(data.toString());
        if (message.type === 'ping') say({ type: 'pong', t: message.t, mediaTimeMs: Date.now() - found.begun });
        if (message.type === 'key') base = null;
      } else if (acknowledged(data) !== null) {
        base = sent.get(acknowledged(data)) ?? base;
      } else {
        const decoded = input.decode(data);
        if (decoded.outcome === 'shown') { valuesOf(decoded.frame, found.values); send(2, Buffer.from(acknowledgement(decoded.frame.sequence))); }
      }
    }
  });
}
