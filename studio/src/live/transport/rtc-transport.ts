import type { Api } from '../../http/api.ts';
import { asProblem } from '../../http/problem.ts';
import { CLOSE, FRAME_PROTOCOL, ROOM_BYTES } from './transport.ts';
import type { OpenTransport, Seat, Transport, TransportEvents } from './transport.ts';

/** What the offer is answered with. */
export interface RtcAnswer {
  readonly sdp: string;
  readonly viewerId: string;
}

/** How peers are introduced. */
export interface Introduction {
  iceServers(): Promise<RTCIceServer[]>;
  offer(seat: Seat, sdp: string): Promise<RtcAnswer>;
}

export type MakePeer = (configuration: RTCConfiguration) => RTCPeerConnection;

/** An offer goes out with the candidates that were found by then; the server needs none of them. */
const GATHER_MS = 400;

/** The introduction over the engine's API. */
export function introductionBy(api: Api): Introduction {
  return {
    iceServers: async () => {
      const { iceServers } = await api.json<{ iceServers: RTCIceServer[] }>('/api/v1/ice-servers');
      return iceServers;
    },
    offer: ({ sessionId, level, resume }, sdp) =>
      api.json<RtcAnswer>('/api/v1/rtc/offer', {
        method: 'POST',
        json: {
          sessionId,
          sdp,
          type: 'offer',
          ...(level === 'auto' ? {} : { level }),
          ...(resume === null ? {} : { resume }),
        },
      }),
  };
}

/** Frames over a lossy data channel, control messages over a reliable one. */
export function rtcTransport(make: MakePeer, introduction: Introduction): OpenTransport {
  return (seat, events) => new RtcTransport(make, introduction, seat, events);
}

class RtcTransport implements Transport {
  readonly kind = 'webrtc';

  private peer: RTCPeerConnection | null = null;
  private frames: RTCDataChannel | null = null;
  private control: RTCDataChannel | null = null;
  private over = false;

  constructor(
    private readonly make: MakePeer,
    private readonly introduction: Introduction,
    seat: Seat,
    private readonly events: TransportEvents,
  ) {
    this.start(seat).catch((thrown: unknown) => {
      const { status } = asProblem(thrown);
      this.end(status === 403 || status === 404 ? CLOSE.refused : status === 401 ? CLOSE.tokenExpired : CLOSE.lost);
    });
  }

  sendBytes(bytes: Uint8Array<ArrayBuffer>): void {
    const { frames } = this;
    if (frames?.readyState === 'open' && frames.bufferedAmount < ROOM_BYTES) {
      frames.send(bytes);
    }
  }

  sendText(text: string): void {
    if (this.control?.readyState === 'open') {
      this.control.send(text);
    }
  }

  close(): void {
    this.end(CLOSE.left);
  }

  private async start(seat: Seat): Promise<void> {
    // Without servers the peers meet directly or not at all.
    const iceServers = await this.introduction.iceServers().catch(() => []);
    if (this.over) {
      return;
    }
    const peer = this.make({ iceServers, bundlePolicy: 'max-bundle' });
    this.peer = peer;
    const frames = peer.createDataChannel('frames', {
      ordered: false,
      maxRetransmits: 0,
      protocol: FRAME_PROTOCOL,
    });
    const control = peer.createDataChannel('control', { ordered: true });
    this.frames = frames;
    this.control = control;
    frames.binaryType = 'arraybuffer';
    const opened = (): void => {
      if (!this.over && frames.readyState === 'open' && control.readyState === 'open') {
        this.events.opened();
      }
    };
    frames.addEventListener('open', opened);
    control.addEventListener('open', opened);
    frames.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (!this.over && data instanceof ArrayBuffer) {
        this.events.bytes(new Uint8Array(data));
      }
    });
    control.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (!this.over && typeof data === 'string') {
        this.events.text(data);
      }
    });
    frames.addEventListener('close', () => this.end(CLOSE.lost));
    control.addEventListener('close', () => this.end(CLOSE.lost));
    peer.addEventListener('connectionstatechange', () => {
      if (peer.connectionState === 'failed' || peer.connectionState === 'closed') {
        this.end(CLOSE.lost);
      }
    });
    await peer.setLocalDescription(await peer.createOffer());
    await gathered(peer);
    const sdp = peer.localDescription?.sdp;
    if (this.over || sdp === undefined) {
      return;
    }
    const answer = await this.introduction.offer(seat, sdp);
    if (!this.over) {
      await peer.setRemoteDescription({ type: 'answer', sdp: answer.sdp });
    }
  }

  private end(code: number): void {
    if (this.over) {
      return;
    }
    this.over = true;
    this.peer?.close();
    this.events.closed(code);
  }
}

function gathered(peer: RTCPeerConnection): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, GATHER_MS);
    const look = (): void => {
      if (peer.iceGatheringState === 'complete') {
        clearTimeout(timer);
        resolve();
      }
    };
    peer.addEventListener('icegatheringstatechange', look);
    look();
  });
}
